import { vendorOperations as operations } from '../../../functions/registry.ts';
import { type ExampleRequest, exampleRequest } from '../../../mocks/local/curlLine.ts';
import { demoKey, listOperations } from '../../../mocks/local/listOperations.ts';
import { JOIN_URL_PATH } from '../../../mocks/quanshi/settings.ts';
import { createVendors } from '../../../mocks/vendors.ts';

/** One call that somebody makes. */
export interface Caller {
  readonly request: ExampleRequest;
  readonly vendor: string;
  /** The vendor's own name of the operation. */
  readonly operation: string;
}

/** Users of both vendors; each is a credential of its own. */
const USERS: Readonly<Record<string, readonly string[]>> = {
  huawei: ['', 'user8001'],
  quanshi: ['', '10002'],
};

/** The vendor's name of each operation of the gateway, by the gateway's. */
export function vendorOperations(): Map<string, string> {
  const { routes } = createVendors();
  return new Map(
    operations.map(({ id, call }) => {
      const wanted = typeof call.path === 'string' ? call.path : JOIN_URL_PATH;
      const route = routes.find(({ method, path }) => {
        const form = new RegExp(`^${path.replace(/:\w+|\{\w+\}/g, '[^/]+')}$`);
        return method === call.method && form.test(wanted);
      });
      if (!route) throw new Error(`The simulation has no ${call.method} ${wanted}.`);
      return [id, route.operation];
    }),
  );
}

/** Every operation's example in turn, with and without a shared answer, for each user, without end. */
export async function* callers(gateway: string, deadlineMs: number): AsyncGenerator<Caller, never> {
  const names = vendorOperations();
  const listed = await listOperations(gateway, AbortSignal.timeout(deadlineMs));
  for (let turn = 0; ; turn++)
    for (const operation of listed) {
      const request = exampleRequest(gateway, demoKey, operation);
      const [vendor = ''] = operation.id.split('.');
      const users = USERS[vendor] ?? [];
      const user = users[turn % users.length];
      if (user) request.headers['X-On-Behalf-Of'] = user;
      if (turn % 3 !== 0) request.headers['Cache-Control'] = 'no-store';
      request.headers['X-Timeout-Ms'] = String(deadlineMs);
      yield { request, vendor, operation: names.get(operation.id) ?? '' };
    }
}
