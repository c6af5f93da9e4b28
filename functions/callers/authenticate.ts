import { Problem } from '../core/problem.ts';
import { readConfig } from '../env.ts';
import type { AppContext } from '../routes/context.ts';
import { callerOfAccessJwt } from './accessJwt.ts';
import { callerOfKey } from './apiKey.ts';
import type { Caller } from './caller.ts';

/** Longest key that is looked at. Bytes. */
const LONGEST_KEY = 512;

/** Finds out who calls: by API key, or by a token of Cloudflare Access. @throws Problem `unauthenticated` */
export async function authenticate(c: AppContext): Promise<Caller> {
  const config = readConfig(c.env);
  const now = Date.now();
  const assertion = c.req.header('Cf-Access-Jwt-Assertion');
  if (assertion && config.access) {
    const caller = await callerOfAccessJwt(assertion, config, now);
    if (caller) return caller;
    throw unauthenticated('The Cloudflare Access token is not one for this application.');
  }
  const key = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (!key || key.length > LONGEST_KEY)
    throw unauthenticated('Send an API key: `Authorization: Bearer <key>`.');
  const waitUntil = (promise: Promise<unknown>) => c.executionCtx.waitUntil(promise);
  const caller = await callerOfKey(key, { env: c.env, config, now, waitUntil });
  if (!caller) throw unauthenticated('The API key is not one that this gateway knows.');
  return caller;
}

const unauthenticated = (detail: string) =>
  new Problem('unauthenticated', detail, {}, { 'WWW-Authenticate': 'Bearer realm="meetgate"' });
