import { Hono } from 'hono/tiny';
import { requireUsable } from '../config/config.ts';
import { receiveEvent } from '../webhooks/events/receiveEvent.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { limitBody } from './limitBody.ts';
import { respond, respondJson } from './respond.ts';

/** Where vendors push their events to: the sender shows itself by a signature or a token, not by an API key. */
export function pushRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/v1/events/:provider/:account', limitBody, (c) => receive(c));
  routes.post('/v1/events/:provider/:account/:token', limitBody, (c, next) => {
    const token = c.req.param('token');
    // A route for operators, of a name that no token has.
    if (token === 'connect') return next();
    return receive(c, token);
  });
  return routes;
}

async function receive(c: AppContext, token?: string): Promise<Response> {
  const services = servicesOf(c);
  requireUsable(services.config);
  const { provider = '', account = '' } = c.req.param() as Record<string, string>;
  const body = new Uint8Array(await c.req.arrayBuffer());
  const answer = await receiveEvent(provider, account, { body, token }, services);
  return answer ? respondJson(c, answer) : respond(c, 200, null, {});
}
