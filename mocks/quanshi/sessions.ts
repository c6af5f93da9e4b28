import { hex } from '../../fixtures/text.ts';
import type { JsonObject } from '../core/json.ts';
import { makeRoom } from '../core/makeRoom.ts';
import { QuanshiRefusal } from './errors.ts';
import type { QuanshiSession, QuanshiState } from './state.ts';

/** How long a token lives, seconds: `expire` in the documented answer, its unit INFERRED from its size. */
export const TOKEN_LIFE = 86_400;
// A bound on memory: no vendor's.
const MOST_SESSIONS = 20_000;

/** Issues a token: 32 hex. No limit on how many a user may have is documented. */
export function openSession(state: QuanshiState, seed: number, userId: number, now: number): QuanshiSession {
  const id = ++state.logins;
  const token = hex(32, seed, 'quanshi', `login.${id}.${now}`, 'token');
  const session = { token, userId, issuedAt: now, expiresAt: now + TOKEN_LIFE * 1000 };
  makeRoom(state.sessions, now, MOST_SESSIONS);
  state.sessions.set(token, session);
  return session;
}

/**
 * The session of a request's token, which may be in the header, the body or both [documents/002]. Where they differ
 * the header's counts: INFERRED.
 *
 * @throws QuanshiRefusal
 */
export function checkToken(
  state: QuanshiState,
  headers: Headers,
  body: JsonObject,
  now: number,
): QuanshiSession {
  const token = headers.get('token') ?? body.token ?? '';
  if (typeof token !== 'string' || token === '')
    throw new QuanshiRefusal('tokenMissing', 'there is no token in the header nor in the body');
  const session = state.sessions.get(token);
  if (!session) throw new QuanshiRefusal('tokenInvalid', 'the token is none that this simulation has issued');
  if (session.expiresAt <= now)
    throw new QuanshiRefusal(
      'tokenExpired',
      `the token expired at ${new Date(session.expiresAt).toISOString()}`,
    );
  return session;
}
