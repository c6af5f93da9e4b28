import { Hono } from 'hono/tiny';
import { readInput, readJsonObject } from '../core/readInput.ts';
import { operations } from '../registry.ts';
import { answer } from './answer.ts';
import type { AppEnv } from './context.ts';
import { describeOperation } from './describeOperation.ts';

/** `{name}` as OpenAPI writes a path parameter, `:name` as Hono does. */
const honoPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

/** The REST route of every operation, and `GET /v1/operations`, which lists them. */
export function operationRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/operations', (c) => c.json({ operations: operations.map(describeOperation) }));
  for (const operation of operations) {
    const { method, path } = operation.route;
    routes.on(method, honoPath(path), async (c) => {
      const input = readInput(operation, {
        path: c.req.param(),
        query: new URL(c.req.url).searchParams,
        header: (name) => c.req.header(name),
        ...(method === 'POST' && { body: readJsonObject(await c.req.text()) }),
      });
      return answer(c, operation, input);
    });
  }
  return routes;
}
