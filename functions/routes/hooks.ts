import { Hono } from 'hono/tiny';
import { requireScope } from '../callers/permissions.ts';
import { invalidInput } from '../core/problem.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import { checkDefinition } from '../webhooks/hooks/checkDefinition.ts';
import { listHooks } from '../webhooks/hooks/hookStore.ts';
import {
  createHook,
  describeHook,
  findHook,
  type Made,
  removeHook,
  rotateHook,
} from '../webhooks/hooks/manageHooks.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { pageOf } from './pageOf.ts';
import { respond, respondJson } from './respond.ts';

/** `/v1/hooks`: operators make, see, rotate and revoke hooks, with the scope `admin`. */
export function hookRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/v1/hooks', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const services = servicesOf(c);
    const rules = { config: services.config, host: new URL(c.req.url).host };
    const body = readJsonObject(await c.req.text());
    return respondSecret(c, await createHook(checkDefinition(body, c.get('caller'), rules), services), 201);
  });
  routes.get('/v1/hooks', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const { hooks, next } = await listHooks(pageOf(c.req.query()), servicesOf(c));
    const described = hooks.map((hook) => describeHook(hook, c.get('caller'), originOf(c)));
    return respond(c, 200, JSON.stringify({ hooks: described }), {
      'Content-Type': 'application/json',
      ...(next && { Link: `</v1/hooks?${new URLSearchParams(next)}>; rel="next"` }),
    });
  });
  routes.get('/v1/hooks/:name', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const hook = await findHook(c.req.param('name'), servicesOf(c));
    return respondJson(c, describeHook(hook, c.get('caller'), originOf(c)));
  });
  routes.delete('/v1/hooks/:name', async (c) => {
    requireScope(c.get('caller'), 'admin');
    await removeHook(c.req.param('name'), servicesOf(c));
    return respond(c, 204, null, {});
  });
  routes.post('/v1/hooks/:name/rotate', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const force = await isForced(c);
    return respondSecret(
      c,
      await rotateHook(c.req.param('name'), force, c.get('caller'), servicesOf(c)),
      200,
    );
  });
  return routes;
}

const originOf = (c: AppContext): string => new URL(c.req.url).origin;

/** The one answer that holds the secret of a hook. */
function respondSecret(c: AppContext, { hook, secret, token }: Made, status: number): Response {
  const body = { ...describeHook(hook, c.get('caller'), originOf(c), token), secret };
  return respond(c, status, JSON.stringify(body), {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    ...(status === 201 && { Location: `/v1/hooks/${hook.name}` }),
  });
}

/** @throws Problem `invalid-input`, `malformed-body` */
async function isForced(c: AppContext): Promise<boolean> {
  const { force = false } = readJsonObject(await c.req.text());
  if (typeof force === 'boolean') return force;
  const detail = 'must be true or false';
  throw invalidInput({ field: 'force', detail });
}
