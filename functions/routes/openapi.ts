import { Hono } from 'hono/tiny';
import type { AppEnv } from './context.ts';
import { respond } from './respond.ts';

/** `GET /openapi.json`: the document that `npm run docs` makes from the registry, byte for byte. */
export function openapiRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/openapi.json', async (c) => {
    const { body } = await c.env.ASSETS.fetch(new URL('/openapi.json', c.req.url));
    return respond(c, 200, body, { 'Content-Type': 'application/json' });
  });
}
