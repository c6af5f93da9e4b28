import { Hono } from 'hono/tiny';
import { authenticate } from '../callers/authenticate.ts';
import { limitCaller } from '../callers/limitCaller.ts';
import { requireScope } from '../callers/permissions.ts';
import { requireUsable } from '../config/config.ts';
import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import { Problem } from '../core/problem.ts';
import { describeInvocation, hookOfInvocation } from '../webhooks/hooks/describeInvocation.ts';
import { callerOf, findHook } from '../webhooks/hooks/manageHooks.ts';
import { requireStill, type Shown, verifyCall } from '../webhooks/hooks/verifyCall.ts';
import { credentialsOf } from './admit.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { signatureOf } from './hookCalls.ts';
import { respond } from './respond.ts';

/** Seconds after which an invocation that is under way may be done. */
const UNDER_WAY_S = 1;

/** `GET /v1/invocations/{id}`: how far a call is that nobody waited for, for 24 hours. */
export function invocationRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/invocations/:id', async (c) => {
    const services = servicesOf(c);
    requireUsable(services.config);
    const id = c.req.param('id');
    const name = hookOfInvocation(id) ?? '';
    await admitReader(c, id, name, services);
    const state = await askObject(async () => await c.env.HOOK_CALLS.getByName(name).invocation(id));
    if (!state) throw missing();
    return respond(c, 200, await describeInvocation(name, id, state, services), {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...(state.state !== 'done' && { 'Retry-After': String(UNDER_WAY_S) }),
    });
  });
}

/**
 * Who may see it: whoever can call the hook, by a signature over its id and an empty body, or by the token of its URL as a
 * bearer token; and operators whose key sees all that the hook sees.
 *
 * @throws Problem
 */
async function admitReader(c: AppContext, id: string, name: string, services: Services): Promise<void> {
  const header = signatureOf(c);
  const shown = {
    name,
    requestId: c.get('requestId'),
    route: '/v1/invocations/{id}',
    body: new Uint8Array(),
  };
  if (header.signature !== undefined) {
    // A signature of another id may be one that somebody overheard.
    const own = header.id === id ? header : { ...header, signature: undefined };
    return admitHook(c, { ...shown, header: own }, services);
  }
  const credentials = credentialsOf(c.req.raw.headers);
  try {
    c.set('caller', await authenticate(credentials, services));
  } catch (error) {
    const [, token] = /^Bearer +(\S+)$/i.exec(credentials.authorization ?? '') ?? [];
    if (!(error instanceof Problem) || error.slug !== 'unauthenticated' || token === undefined) throw error;
    return admitHook(c, { ...shown, header, token }, services);
  }
  const caller = c.get('caller');
  await limitCaller(caller, c.env, services.config);
  requireScope(caller, 'admin');
  if (name === '') throw missing();
  const hook = await findHook(name, services).catch((error: unknown) => {
    throw error instanceof Problem ? missing() : error;
  });
  for (const scope of hook.scopes) requireScope(caller, scope);
}

async function admitHook(c: AppContext, shown: Shown, services: Services): Promise<void> {
  const proven = await verifyCall(shown, services);
  c.set('caller', callerOf(proven.hook));
  await limitCaller(c.get('caller'), c.env, services.config);
  await requireStill(proven, shown, services);
}

const missing = () => new Problem('invocation-not-found', 'There is no invocation of this id.');
