import type { VendorState } from '../state.ts';
import { HuaweiRefusal } from './errors.ts';
import { type HuaweiSession, isLive } from './sessions.ts';

/**
 * The session of an X-Access-Token.
 * @throws HuaweiRefusal USG.000000004 where there is none, USG.206020002 where a later login evicted it [facts 3.3]
 */
export function checkToken(state: VendorState, token: string | null, now: number): HuaweiSession {
  if (!token) throw new HuaweiRefusal('USG.000000004', 'the request has no X-Access-Token header');
  const session = state.huawei.sessions.get(token);
  if (!session)
    throw new HuaweiRefusal('USG.000000004', 'X-Access-Token is no token that this simulation has issued');
  if (isLive(session, now)) return session;
  if (session.evictedAt === undefined)
    throw new HuaweiRefusal(
      'USG.000000004',
      `X-Access-Token expired at ${iso(session.expiresAt)}, now is ${iso(now)}`,
    );
  throw new HuaweiRefusal(
    'USG.206020002',
    `X-Access-Token was evicted at ${iso(session.evictedAt)}: its user logged in too often (clientType 72 keeps 64 tokens, others one)`,
  );
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
