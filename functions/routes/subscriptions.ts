import { Hono } from 'hono/tiny';
import { readJsonObject } from '../core/readJsonObject.ts';
import { getDelivery, listDeliveries, replayDelivery } from '../webhooks/deliveries/listDeliveries.ts';
import {
  type Asker,
  changeSubscription,
  createSubscription,
  getSubscription,
  listSubscriptions,
  removeSubscription,
  replaySubscription,
  rotateSecret,
  testSubscription,
} from '../webhooks/deliveries/manage.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { respond, respondJson } from './respond.ts';

/** Who is told of events, and what became of each delivery: of all with the scope `admin`, of a key's own with `events`. */
export function subscriptionRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/subscriptions', async (c) =>
    respondJson(c, { subscriptions: await listSubscriptions(c.get('caller'), servicesOf(c)) }),
  );
  routes.post('/v1/subscriptions', async (c) =>
    respondJson(c, await createSubscription(await bodyOf(c), askerOf(c), servicesOf(c)), 201),
  );
  routes.get('/v1/subscriptions/:id', async (c) =>
    respondJson(c, await getSubscription(c.req.param('id'), askerOf(c), servicesOf(c))),
  );
  routes.patch('/v1/subscriptions/:id', async (c) =>
    respondJson(c, await changeSubscription(c.req.param('id'), await bodyOf(c), askerOf(c), servicesOf(c))),
  );
  routes.delete('/v1/subscriptions/:id', async (c) => {
    await removeSubscription(c.req.param('id'), askerOf(c), servicesOf(c));
    return respond(c, 204, null, {});
  });
  routes.post('/v1/subscriptions/:id/test', async (c) =>
    respondJson(
      c,
      await testSubscription(c.req.param('id'), await bodyOf(c), askerOf(c), servicesOf(c)),
      202,
    ),
  );
  routes.post('/v1/subscriptions/:id/rotate', async (c) =>
    respondJson(c, await rotateSecret(c.req.param('id'), await bodyOf(c), askerOf(c), servicesOf(c))),
  );
  routes.post('/v1/subscriptions/:id/replay', async (c) =>
    respondJson(
      c,
      await replaySubscription(c.req.param('id'), await bodyOf(c), askerOf(c), servicesOf(c)),
      202,
    ),
  );
  routes.get('/v1/deliveries', async (c) =>
    respondJson(c, await listDeliveries(c.req.query(), askerOf(c), servicesOf(c))),
  );
  routes.get('/v1/deliveries/:id', async (c) =>
    respondJson(c, await getDelivery(c.req.param('id'), askerOf(c), servicesOf(c))),
  );
  routes.post('/v1/deliveries/:id/replay', async (c) =>
    respondJson(c, await replayDelivery(c.req.param('id'), askerOf(c), servicesOf(c)), 202),
  );
  return routes;
}

const bodyOf = async (c: AppContext) => readJsonObject(await c.req.text());

const askerOf = (c: AppContext): Asker => ({ caller: c.get('caller'), host: new URL(c.req.url).host });
