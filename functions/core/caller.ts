import type { ApiKey, Config, Scope } from '../env.ts';
import { Problem } from './problem.ts';
import type { Sensitivity } from './sensitivity.ts';

/** Who calls. */
export interface Caller {
  name: string;
  scopes: Scope[];
}

/** The scope that shows a kind of sensitive field. */
const SHOWS = { secret: 'secrets', personal: 'personal' } as const satisfies Record<Sensitivity, Scope>;

/**
 * Finds the caller behind an `Authorization` header. Keys are compared by their SHA-256 in constant time, all of
 * them, so that the time tells nothing.
 *
 * @throws Problem `unauthenticated`
 */
export async function authenticate(authorization: string | undefined, config: Config): Promise<Caller> {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!key) {
    throw unauthenticated('Send an API key: `Authorization: Bearer <key>`.');
  }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  const found = config.apiKeys.filter((candidate: ApiKey) =>
    crypto.subtle.timingSafeEqual(digest, Uint8Array.fromHex(candidate.sha256)),
  )[0];
  if (!found) throw unauthenticated('The API key is not one that this gateway knows.');
  return { name: found.name, scopes: found.scopes };
}

/** @throws Problem `insufficient-scope` */
export function requireScope(caller: Caller, scope: Scope): void {
  if (caller.scopes.includes(scope)) return;
  throw new Problem(
    'insufficient-scope',
    `This needs the scope ${scope}; the key ${caller.name} has ${caller.scopes.join(', ')}.`,
  );
}

/** The kinds of field that this caller may not see. */
export const hiddenFrom = (caller: Caller): Sensitivity[] =>
  (Object.keys(SHOWS) as Sensitivity[]).filter((kind) => !caller.scopes.includes(SHOWS[kind]));

const unauthenticated = (detail: string) =>
  new Problem('unauthenticated', detail, {}, { 'WWW-Authenticate': 'Bearer realm="meetgate"' });
