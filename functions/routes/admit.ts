import { createMiddleware } from 'hono/factory';
import { authenticate } from '../callers/authenticate.ts';
import { limitCaller } from '../callers/limitCaller.ts';
import { holdsSecret } from '../calls/guardRequestId.ts';
import { callOptions } from '../calls/options.ts';
import { requireUsable } from '../config/config.ts';
import { type AppEnv, servicesOf } from './context.ts';

const { name: REQUEST_ID, schema } = callOptions.requestId;
const requestIdForm = new RegExp(schema.pattern);

/** Gives every request its id and its start. An id that holds the caller's key is replaced: ids are logged. */
export const begin = createMiddleware<AppEnv>((c, next) => {
  const { authorization, assertion } = credentialsOf(c.req.raw.headers);
  const asked = c.req.raw.headers.get(REQUEST_ID) ?? '';
  const usable =
    requestIdForm.test(asked) && !holdsSecret(asked, [authorization?.replace(/^Bearer +/i, ''), assertion]);
  c.set('requestId', usable ? asked : crypto.randomUUID());
  c.set('at', Date.now());
  c.set('started', performance.now());
  c.set('timings', {});
  return next();
});

/** Lets callers in who are known and have calls left. @throws Problem `not-configured`, `unauthenticated`, `rate-limited` */
export const admit = createMiddleware<AppEnv>(async (c, next) => {
  const services = servicesOf(c);
  requireUsable(services.config);
  const started = performance.now();
  try {
    const caller = await authenticate(credentialsOf(c.req.raw.headers), services);
    c.set('caller', caller);
    await limitCaller(caller, c.env, services.config);
  } finally {
    c.get('timings').caller = performance.now() - started;
  }
  return next();
});

/** What a request shows of its caller. */
export const credentialsOf = (headers: Headers) => ({
  authorization: headers.get('Authorization') ?? undefined,
  assertion: headers.get('Cf-Access-Jwt-Assertion') ?? undefined,
});
