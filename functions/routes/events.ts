import { Hono } from 'hono/tiny';
import { requireScope } from '../callers/permissions.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import { connectPush } from '../webhooks/events/connectPush.ts';
import { describeEvents } from '../webhooks/events/describeEvents.ts';
import { readEvents } from '../webhooks/events/readEvents.ts';
import { streamEvents } from '../webhooks/events/streamEvents.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { readLogQuery } from './readLogQuery.ts';
import { respond, respondJson } from './respond.ts';

/** What happened: read page by page or as a stream by whoever has the scope `events`; connected by operators. */
export function eventRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/events', async (c) => {
    const query = readLogQuery(c.req.queries(), c.get('caller'));
    if (!c.req.header('Accept')?.includes('text/event-stream'))
      return respondJson(c, await readEvents(query, servicesOf(c)));
    const after = c.req.header('Last-Event-ID') || query.after;
    const stream = await streamEvents({ ...query, after }, servicesOf(c));
    return respond(c, 200, stream, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // A proxy that gathers what passes would hold events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
  });
  routes.get('/v1/events/status', async (c) => {
    requireScope(c.get('caller'), 'admin');
    return respondJson(c, await describeEvents(servicesOf(c)));
  });
  for (const [method, action] of [
    ['post', 'connect'],
    ['get', 'check'],
    ['delete', 'remove'],
  ] as const)
    routes[method]('/v1/events/:provider/:account/connect', async (c) => {
      requireScope(c.get('caller'), 'admin');
      const { provider, account } = c.req.param();
      const state = await connectPush(action, { provider, account, ...(await originOf(c)) }, servicesOf(c));
      return respondJson(c, state);
    });
  return routes;
}

/** Where callers reach this gateway: as this request did, unless its body says otherwise. @throws Problem `malformed-body` */
async function originOf(c: AppContext): Promise<{ origin: string; asked: unknown }> {
  const { origin } = new URL(c.req.url);
  const body = c.req.method === 'POST' ? readJsonObject(await c.req.text()) : {};
  return { origin, asked: body.origin };
}
