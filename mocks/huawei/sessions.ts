import { fraction } from '../../fixtures/hash.ts';
import { alphanumeric, digits } from '../../fixtures/text.ts';
import { makeRoom } from '../core/makeRoom.ts';
import type { HuaweiSession, HuaweiState, SessionOwner } from './state.ts';

/** The API's own kind of client [H-AUTH]. */
export const API_CLIENT = 72;
// Of API clients 64 tokens live per user; of any other kind one [H-AUTH] [H-BBS].
const API_LIMIT = 64;
const OTHER_LIMIT = 1;

// A token lives 12 to 24 hours, each for its own time [H-AUTH]; a refresh token 30 days.
const SHORTEST_HOURS = 12;
const LONGEST_HOURS = 24;
const HOUR = 3_600_000;
/** How long a refresh token lives, ms [H-AUTH]. */
export const REFRESH_LIFE = 30 * 24 * HOUR;

// A bound on memory: no vendor's.
const MOST_SESSIONS = 20_000;

/** Logs in: issues tokens, and takes those of the owner's oldest session away where there would be too many. */
export function openSession(
  state: HuaweiState,
  seed: number,
  owner: SessionOwner,
  now: number,
): HuaweiSession {
  const { sessions } = state;
  const id = ++state.logins;
  const hours = SHORTEST_HOURS + (LONGEST_HOURS - SHORTEST_HOURS) * fraction(seed, 'huawei', id, 'lifetime');
  const key = [seed, 'huawei', `login.${id}.${now}`] as const;
  const session: HuaweiSession = {
    // 40 characters: `cnr`, four digits, letters and digits [H-AUTH].
    accessToken: `cnr${digits(4, ...key, 'site')}${alphanumeric(33, ...key, 'token')}`,
    refreshToken: `cnr${digits(4, ...key, 'site')}${alphanumeric(33, ...key, 'refresh')}`,
    owner,
    issuedAt: now,
    expiresAt: Math.floor(now / 1000 + hours * 3600) * 1000,
  };
  makeRoom(sessions, now, MOST_SESSIONS);
  const rivals = [...sessions.values()].filter((one) => isLive(one, now) && sameOwner(one.owner, owner));
  const limit = owner.clientType === API_CLIENT ? API_LIMIT : OTHER_LIMIT;
  for (const oldest of rivals.slice(0, Math.max(0, rivals.length + 1 - limit)))
    sessions.set(oldest.accessToken, { ...oldest, evictedAt: now });
  sessions.set(session.accessToken, session);
  return session;
}

/** Whether a session's access token is good at an instant. */
export function isLive(session: HuaweiSession, now: number): boolean {
  return session.evictedAt === undefined && session.endedAt === undefined && now < session.expiresAt;
}

/** Ends a session before its time. */
export function endSession(state: HuaweiState, session: HuaweiSession, now: number): void {
  state.sessions.set(session.accessToken, { ...session, endedAt: now });
}

/**
 * The session of a refresh token, which outlives its access token but not its session: a logout, a later login that took
 * its place, and its own 30 days end both.
 */
export function byRefreshToken(state: HuaweiState, token: string, now: number): HuaweiSession | undefined {
  for (const one of state.sessions.values()) {
    const over = one.endedAt ?? one.evictedAt ?? one.issuedAt + REFRESH_LIFE;
    if (one.refreshToken === token && now < over) return one;
  }
  return undefined;
}

function sameOwner(a: SessionOwner, b: SessionOwner): boolean {
  return (
    a.userId === b.userId &&
    a.appId === b.appId &&
    a.account === b.account &&
    a.corpId === b.corpId &&
    a.clientType === b.clientType
  );
}
