import { Hono } from 'hono/tiny';
import type { Operation } from '../core/operation.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import { urlOf } from '../core/upstream.ts';
import { operations } from '../registry.ts';
import { call } from './call.ts';
import type { AppContext, AppEnv } from './context.ts';
import { readInput } from './readInput.ts';

/** `{name}` as OpenAPI writes a path parameter, `:name` as Hono does. */
const honoPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

/** The REST route of every operation. */
export function operationRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  for (const operation of operations) {
    const { method, path } = operation.route;
    routes.on(method, honoPath(path), (c) => {
      const read = async () =>
        readInput(operation, {
          path: c.req.param(),
          query: c.req.queries(),
          header: (name) => c.req.header(name),
          ...(method === 'POST' && { body: readJsonObject(await c.req.text()) }),
        });
      return call(c, operation, read, method === 'GET' ? nextLink(c, operation) : undefined);
    });
  }
  return routes;
}

/** The URL of the next page: that of this one, with what differs. */
const nextLink =
  (c: AppContext, { fields }: Operation) =>
  (next: Record<string, unknown>) => {
    const query = c.req.query();
    for (const { name, in: place } of fields)
      if (place === 'query' && next[name] !== undefined) query[name] = String(next[name]);
    return urlOf('', { path: c.req.path, query });
  };
