import type { Grant } from '../core/provider.ts';
import { type Cooldown, cooldownMs, cooled, isCooling, type LoginFailure, type Moment } from './cooldown.ts';
import type { CredentialRef } from './credentialKey.ts';
import { logoutAt, renewAt, usableUntil } from './lifetime.ts';

/** A token that a newer one has replaced; the vendor counts it until it is logged out or ends. */
export interface Superseded {
  sealed: string;
  generation: number;
  logoutAt: number;
  /** When the vendor lets it end by itself. */
  endsAt: number;
}

/** What the Durable Object of a credential keeps, under one key. Tokens are sealed; times in epoch milliseconds. */
export interface CredentialState {
  /** The name it was made with, and what that stands for; absent until it has logged in for the first time. */
  key?: string;
  ref?: CredentialRef;
  /** A sealed `StoredToken`. */
  token?: string;
  /** A sealed refresh token, and when it ends. */
  refresh?: undefined | { sealed: string; endsAt: number };
  generation: number;
  /** The newest generation that anybody has used. */
  usedGeneration: number;
  renewAt?: number | undefined;
  /** From when to when the vendor lets the token live. */
  issuedAt?: number;
  endsAt?: number;
  superseded: Superseded[];
  cooldown?: Cooldown | undefined;
  /** Each login takes its time from this account: see `LOGIN_INTERVAL_MS`. */
  pacedUntil: number;
  /** Refusals that a new token did not help against: how often in a row, and until when they are no reason for another. */
  disproved: Record<string, { count: number; generation: number; until: number }>;
  lastLogin?: { at: number; by: 'login' | 'refresh' };
  logins: number;
  refreshes: number;
}

export const emptyState = (): CredentialState => ({
  generation: 0,
  usedGeneration: 0,
  superseded: [],
  pacedUntil: 0,
  disproved: {},
  logins: 0,
  refreshes: 0,
});

/**
 * The least time between two logins of one credential, whatever they are for and whatever comes of them. Three may follow
 * each other at once, as tokens are sometimes taken away; no more than 25 are then put aside until they are logged out
 * after eleven minutes, of the 64 that Huawei allows. [H-AUTH]
 */
const LOGIN_INTERVAL_MS = 30_000;
const LOGINS_AT_ONCE = 3;

/** Why no login may be tried now, and until when; undefined where one may. */
export function loginWait(
  { cooldown, pacedUntil }: CredentialState,
  at: Moment,
): { until: number; failure?: LoginFailure } | undefined {
  if (cooldown && isCooling(cooldown, at)) return cooldown;
  const until = pacedUntil - LOGIN_INTERVAL_MS * (LOGINS_AT_ONCE - 1);
  return until > at.now ? { until } : undefined;
}

/** Before a login is tried. */
export const afterTry = (state: CredentialState, now: number): CredentialState => ({
  ...state,
  pacedUntil: Math.max(state.pacedUntil, now) + LOGIN_INTERVAL_MS,
});

/** A new token as it enters the state. */
export interface Granted {
  token: string;
  refresh?: CredentialState['refresh'];
  grant: Grant;
  generation: number;
  by: 'login' | 'refresh';
  now: number;
  /** 0 to 1. */
  jitter: number;
}

/** After a login or a refresh. What may still live is kept, to be logged out: a refused token is not always a dead one. */
export function afterGrant(state: CredentialState, granted: Granted): CredentialState {
  const { token, refresh, grant, generation, by, now, jitter } = granted;
  const { token: sealed, endsAt = 0 } = state;
  const lives = sealed !== undefined && endsAt > now;
  const old = lives ? [{ sealed, generation: state.generation, logoutAt: logoutAt(now), endsAt }] : [];
  return {
    ...state,
    token,
    refresh,
    generation,
    renewAt: renewAt(now, grant.lifetimeMs, jitter),
    issuedAt: now,
    endsAt: now + grant.lifetimeMs,
    superseded: [...state.superseded, ...old],
    cooldown: undefined,
    lastLogin: { at: now, by },
    logins: state.logins + (by === 'login' ? 1 : 0),
    refreshes: state.refreshes + (by === 'refresh' ? 1 : 0),
  };
}

/** After a login that failed: when the next one may be tried. */
export const afterFailure = (state: CredentialState, failure: LoginFailure, at: Moment): CredentialState => ({
  ...state,
  cooldown: cooled(state.cooldown, failure, at),
});

/**
 * After a renewal ahead of time that came to nothing: where the vendor failed, the alarm tries again as long as the token
 * lives; where it refused, whoever comes next does.
 */
export function afterVainRenewal(state: CredentialState): CredentialState {
  const { cooldown, endsAt = 0 } = state;
  const again = cooldown?.failure.concerns === 'vendor' && cooldown.until < endsAt;
  return { ...state, renewAt: again ? cooldown.until : undefined };
}

/** For so long failures are remembered after their cool-down, so that the next one waits longer. */
const FORGIVEN_MS = 3_600_000;

/** Refusals that a new token did not help against. */
export interface Disproof {
  /** Names of the refusals. */
  abouts: readonly string[];
  /** The token that did not help. */
  generation: number;
  /** Whether they are known to mean a dead token: then the vendor may yet give one that lives. */
  certain: boolean;
}

/** For how long a refusal that only sounds like a dead token is taken at its word. */
const DISPROOF_MS = 3 * 60_000;
/** More kinds of refusal than operations and codes make in an hour are a vendor's invention. */
const MOST_DISPROVED = 50;

/** For how long refusals are no reason for a login, after `count` new tokens in a row did not help. */
export const disproofMs = (certain: boolean, count = 1): number =>
  certain ? cooldownMs(count, 'user') : DISPROOF_MS;

/** After a new token was refused like the one before it; many callers see that of the same token, and it counts once. */
export function afterDisproof(
  state: CredentialState,
  { abouts, certain, generation }: Disproof,
  now: number,
): CredentialState {
  const fresh = Object.entries(state.disproved).filter(([, { until }]) => until + FORGIVEN_MS > now);
  const known = new Map(fresh);
  for (const about of abouts) {
    const former = known.get(about);
    if (former && former.generation >= generation) continue;
    const count = (former?.count ?? 0) + 1;
    known.delete(about);
    known.set(about, { count, generation, until: now + disproofMs(certain, count) });
  }
  return { ...state, disproved: Object.fromEntries([...known].slice(-MOST_DISPROVED)) };
}

/** When nothing is left to be done or remembered: the object may end. */
export const endOf = ({ endsAt = 0, cooldown, pacedUntil, superseded }: CredentialState): number =>
  Math.max(
    endsAt,
    pacedUntil,
    cooldown ? cooldown.until + FORGIVEN_MS : 0,
    ...superseded.map((one) => one.logoutAt),
  );

/** When the alarm is due next: a renewal, the log-out of a superseded token or the end, whichever comes first. */
export const nextAlarm = (state: CredentialState): number =>
  Math.min(
    state.renewAt ?? Number.POSITIVE_INFINITY,
    ...state.superseded.map(({ logoutAt }) => logoutAt),
    endOf(state),
  );

/** Until when the copy in KV is of use: for callers its token, for operators what it tells of a cool-down. */
export function copyUntil({ issuedAt, endsAt, cooldown }: CredentialState): number {
  const usable =
    issuedAt === undefined || endsAt === undefined ? 0 : usableUntil(issuedAt, endsAt - issuedAt);
  return Math.max(usable, cooldown?.until ?? 0);
}
