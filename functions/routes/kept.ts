import { Hono } from 'hono/tiny';
import type { AppContext, AppEnv } from './context.ts';
import { respond } from './respond.ts';

/** Documents that `npm run docs` makes from the registry and keeps as assets. */
export type KeptName = 'openapi' | 'operations' | 'tools' | 'eventTypes';

/** Where they are served. */
const SERVED: Record<string, KeptName> = {
  '/openapi.json': 'openapi',
  '/v1/operations': 'operations',
  '/v1/events/types': 'eventTypes',
};

/** A document that is kept. */
export const kept = (c: AppContext, name: KeptName): Promise<Response> =>
  c.env.ASSETS.fetch(new URL(`/${name}.json`, c.req.url));

/** What is served as it is kept, byte for byte. */
export function keptRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  for (const [path, name] of Object.entries(SERVED))
    routes.get(path, async (c) => {
      const { body } = await kept(c, name);
      return respond(c, 200, body, { 'Content-Type': 'application/json' });
    });
  return routes;
}
