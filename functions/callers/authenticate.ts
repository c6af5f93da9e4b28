import type { Services } from '../config/services.ts';
import type { Caller } from '../core/caller.ts';
import { Problem } from '../core/problem.ts';
import { callerOfAccessJwt } from './accessJwt.ts';
import { callerOfKey } from './apiKey.ts';

/** Longest key that is looked at. Bytes. */
const LONGEST_KEY = 512;

/** What a request shows of its caller: the values of two headers. */
export interface Credentials {
  /** `Authorization`. */
  authorization: string | undefined;
  /** `Cf-Access-Jwt-Assertion`. */
  assertion: string | undefined;
}

/** Finds out who calls: by API key, or by a token of Cloudflare Access. @throws Problem `unauthenticated` */
export async function authenticate(
  { authorization = '', assertion }: Credentials,
  services: Services,
): Promise<Caller> {
  const { config, now } = services;
  if (assertion && config.access) {
    const caller = await callerOfAccessJwt(assertion, config, now());
    if (caller) return caller;
    throw unauthenticated('The Cloudflare Access token is not one for this application.');
  }
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!key || key.length > LONGEST_KEY)
    throw unauthenticated('Send an API key: `Authorization: Bearer <key>`.');
  const caller = await callerOfKey(key, services);
  if (!caller) throw unauthenticated('The API key is not one that this gateway knows.');
  return caller;
}

const unauthenticated = (detail: string) =>
  new Problem('unauthenticated', detail, {}, { 'WWW-Authenticate': 'Bearer realm="meetgate"' });
