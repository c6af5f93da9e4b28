import { HuaweiRefusal } from './errors.ts';
import { API_CLIENT, isLive } from './sessions.ts';
import type { HuaweiSession, HuaweiState } from './state.ts';
import { DOCUMENTED_TOKENS } from './world/documented.ts';

/**
 * The session of an access token.
 * @param where what carried it, for the hint
 * @throws HuaweiRefusal USG.000000004 where there is none, USG.206020002 where a later login evicted it [facts 3.3]
 */
export function checkToken(
  { sessions }: HuaweiState,
  token: string | null,
  now: number,
  where = 'X-Access-Token',
): HuaweiSession {
  if (!token) throw new HuaweiRefusal('USG.000000004', 'the request has no X-Access-Token header');
  const session = sessions.get(token) ?? documentedSession(token);
  if (!session)
    throw new HuaweiRefusal('USG.000000004', `${where} is no token that this simulation has issued`);
  if (isLive(session, now)) return session;
  if (session.endedAt !== undefined)
    throw new HuaweiRefusal(
      'USG.000000004',
      `${where} ended at ${iso(session.endedAt)}: its user logged out or had a new token for it`,
    );
  if (session.evictedAt === undefined)
    throw new HuaweiRefusal(
      'USG.000000004',
      `${where} expired at ${iso(session.expiresAt)}, now is ${iso(now)}`,
    );
  throw new HuaweiRefusal(
    'USG.206020002',
    `${where} was evicted at ${iso(session.evictedAt)}: its user logged in too often (clientType 72 keeps 64 tokens, others one)`,
  );
}

const MASKED = /^\*{6,7}$/;

/** The session behind a token that a document prints; the state holds only what callers did. */
function documentedSession(token: string): HuaweiSession | undefined {
  // Where documents/004 masks the token of its curl line, the line works as it is printed.
  const userId = MASKED.test(token) ? '' : DOCUMENTED_TOKENS.get(token);
  if (userId === undefined) return undefined;
  const owner = { appId: 'demo-app', corpId: '', userId, clientType: API_CLIENT };
  return { accessToken: token, refreshToken: token, owner, issuedAt: 0, expiresAt: Number.POSITIVE_INFINITY };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
