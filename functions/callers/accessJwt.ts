import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Config } from '../config/config.ts';
import type { Caller } from '../core/caller.ts';
import { isolateMemory } from '../core/isolate.ts';

/** The signing keys of the team; jose fetches them, keeps them and fetches them again when a new one is met. */
const keySets = isolateMemory(() => new Map<string, ReturnType<typeof createRemoteJWKSet>>());

/**
 * The caller behind a token of Cloudflare Access (header `Cf-Access-Jwt-Assertion`); undefined where it is not one for
 * this application. [Cloudflare One, validating JSON Web Tokens]
 */
export async function callerOfAccessJwt(
  token: string,
  { access }: Config,
  now: number,
): Promise<Caller | undefined> {
  if (!access) return undefined;
  const { teamDomain, audience, scopes, accounts } = access;
  const keys = keySets().get(teamDomain) ?? createRemoteJWKSet(new URL(`${teamDomain}/cdn-cgi/access/certs`));
  keySets().set(teamDomain, keys);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: teamDomain,
      audience,
      currentDate: new Date(now),
    });
    // The subject, not the e-mail address: names of callers are logged. Service tokens have a common name instead.
    const name = String(payload.sub || payload.common_name || 'access');
    return { name: `access:${name}`, scopes, accounts };
  } catch {
    return undefined;
  }
}
