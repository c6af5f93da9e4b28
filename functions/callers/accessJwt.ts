import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Config } from '../config/config.ts';
import type { Caller } from '../core/caller.ts';
import { isolateMemory } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';

/** The signing keys of the team; jose fetches them, keeps them and fetches them again when a new one is met. */
const keySets = isolateMemory(() => new Map<string, ReturnType<typeof createRemoteJWKSet>>());

/** Faults of the token, by the codes of jose; all others are of the keys. */
const OF_THE_TOKEN = /^ERR_(JWT_|JWS_|JWKS_(NO|MULTIPLE)_MATCHING|JOSE_ALG|JOSE_NOT)/;

/**
 * The caller behind a token of Cloudflare Access (header `Cf-Access-Jwt-Assertion`); undefined where it is not one for
 * this application. [Cloudflare One, validating JSON Web Tokens]
 *
 * @throws Problem `access-unavailable` where the team's signing keys cannot be had
 */
export async function callerOfAccessJwt(
  token: string,
  { access }: Config,
  now: number,
): Promise<Caller | undefined> {
  if (!access) return undefined;
  const { teamDomain, audience, scopes, accounts, users } = access;
  const keys = keySets().get(teamDomain) ?? createRemoteJWKSet(new URL(`${teamDomain}/cdn-cgi/access/certs`));
  keySets().set(teamDomain, keys);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: teamDomain,
      audience,
      // One that never ends would be good for ever, were it ever to leak.
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    });
    // The subject, not the e-mail address: names of callers are logged. Service tokens have a common name instead.
    const name = String(payload.sub || payload.common_name || 'access');
    return { name: `access:${name}`, scopes, accounts, users };
  } catch (error) {
    if (error instanceof Error && 'code' in error && OF_THE_TOKEN.test(String(error.code))) return undefined;
    throw new Problem('access-unavailable', 'The signing keys of Cloudflare Access cannot be had.');
  }
}
