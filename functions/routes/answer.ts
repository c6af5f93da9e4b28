import { hiddenFrom, requireScope } from '../core/caller.ts';
import { execute } from '../core/execute.ts';
import type { Operation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { withhold } from '../core/withhold.ts';
import { accountOf, readConfig } from '../env.ts';
import type { AppContext } from './context.ts';

/** Executes an operation for an HTTP request and writes the answer: the same for REST and for invocation. */
export async function answer(c: AppContext, operation: Operation, input: unknown): Promise<Response> {
  const caller = c.get('caller');
  requireScope(caller, 'read');
  const raw = readRaw(c);
  const onBehalfOf = readUser(c, operation);
  const account = accountOf(readConfig(c.env), operation.provider);
  const execution = await execute(operation, input, {
    env: c.env,
    account,
    onBehalfOf,
    requestId: c.get('requestId'),
    acceptLanguage: c.req.header('Accept-Language'),
    now: Date.now,
  });
  if (execution.providerRequestId) c.header('X-Provider-Request-Id', execution.providerRequestId);
  c.header('Cache-Control', 'no-store');
  const hidden = hiddenFrom(caller);
  if (!raw) return c.json(withhold(execution.value, operation.sensitive, hidden) as never);
  const { text, json } = execution.answer;
  // Nothing to withhold: the very bytes of the vendor.
  if (hidden.length === 0) return c.body(text, 200, { 'Content-Type': 'application/json; charset=UTF-8' });
  return c.json(withhold(json, operation.sensitive, hidden) as never);
}

function readRaw(c: AppContext): boolean {
  const values = c.req.queries('raw');
  if (values === undefined) return false;
  if (values.length === 1 && (values[0] === 'true' || values[0] === 'false')) return values[0] === 'true';
  throw new Problem('invalid-input', 'raw must be true or false', {
    errors: [{ field: 'raw', detail: 'must be true or false' }],
  });
}

function readUser(c: AppContext, { provider }: Operation): string | undefined {
  const user = c.req.header('X-On-Behalf-Of');
  if (user === undefined || provider.user.pattern.test(user)) return user;
  const detail = `must be ${provider.user.mustBe}`;
  throw new Problem('invalid-input', `X-On-Behalf-Of ${detail}`, {
    errors: [{ field: 'X-On-Behalf-Of', detail }],
  });
}
