import type { LoginRefused } from '../core/loginRefused.ts';
import type { Grant } from '../core/provider.ts';
import { scrub } from '../core/scrub.ts';
import type { CredentialRef } from './credentialKey.ts';
import { cooldownMs, logoutAt, renewAt } from './lifetime.ts';

/** A refusal that is remembered, so that the account is not hammered. */
export interface Refusal {
  count: number;
  until: number;
  locked: boolean;
  code?: string | undefined;
  message?: string | undefined;
}

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
  /** What its alarm renews. */
  ref?: CredentialRef | undefined;
  /** A sealed `StoredToken`. */
  token?: string;
  /** A sealed refresh token, and when it ends. */
  refresh?: undefined | { sealed: string; endsAt: number };
  generation: number;
  /** The newest generation that anybody has used. */
  usedGeneration: number;
  renewAt?: number | undefined;
  endsAt?: number;
  superseded: Superseded[];
  refusal?: Refusal | undefined;
  /** Tokens in a row that the vendor refused as soon as it had issued them. */
  stillborn: number;
  lastLogin?: { at: number; by: 'login' | 'refresh' };
  logins: number;
  refreshes: number;
}

export const emptyState = (): CredentialState => ({
  generation: 0,
  usedGeneration: 0,
  superseded: [],
  stillborn: 0,
  logins: 0,
  refreshes: 0,
});

/** A new token as it enters the state. */
export interface Granted {
  token: string;
  refresh?: CredentialState['refresh'];
  grant: Grant;
  generation: number;
  /** The generation that the vendor refused; 0 for none. */
  rejected: number;
  by: 'login' | 'refresh';
  now: number;
  /** 0 to 1. */
  jitter: number;
}

/** After a login or a refresh. What the vendor still counts as alive is kept, to be logged out. */
export function afterGrant(state: CredentialState, granted: Granted): CredentialState {
  const { token, refresh, grant, generation, rejected, by, now, jitter } = granted;
  const { token: sealed, endsAt = 0 } = state;
  const lives = sealed !== undefined && endsAt > now && state.generation > rejected;
  const old = lives ? [{ sealed, generation: state.generation, logoutAt: logoutAt(now), endsAt }] : [];
  return {
    ...state,
    token,
    refresh,
    generation,
    renewAt: renewAt(now, grant.lifetimeMs, jitter),
    endsAt: now + grant.lifetimeMs,
    superseded: [...state.superseded, ...old],
    refusal: undefined,
    lastLogin: { at: now, by },
    logins: state.logins + (by === 'login' ? 1 : 0),
    refreshes: state.refreshes + (by === 'refresh' ? 1 : 0),
  };
}

/** After a refused login: when the next one may be tried. */
export function afterRefusal(
  state: CredentialState,
  { failure, means }: LoginRefused,
  now: number,
): CredentialState {
  const count = (state.refusal?.count ?? 0) + 1;
  const locked = means === 'account-locked';
  const said = (text: string | undefined) => (text === undefined ? undefined : scrub(text, []));
  const until = now + cooldownMs(count, locked);
  return {
    ...state,
    refusal: { count, until, locked, code: said(failure.code), message: said(failure.message) },
  };
}

/** A token that was refused later than this may have ended unused. Milliseconds. */
const STILLBORN_MS = 30_000;
/** One may be bad luck, as when the vendor's servers disagree for a moment. */
const MOST_STILLBORN = 3;

/**
 * A caller saw generation `rejected` refused, which had `worked` for somebody or not: where the vendor takes none of the
 * tokens that it issues, another login would only add to the heap.
 */
export function afterRejection(
  state: CredentialState,
  { rejected, worked }: { rejected: number; worked: boolean },
  now: number,
): CredentialState {
  if (rejected === 0 || rejected !== state.generation) return state;
  const soon = state.lastLogin !== undefined && now - state.lastLogin.at < STILLBORN_MS;
  const stillborn = soon && !worked ? state.stillborn + 1 : 0;
  if (stillborn < MOST_STILLBORN) return { ...state, stillborn };
  const count = stillborn - MOST_STILLBORN + 1;
  return { ...state, stillborn, refusal: { count, until: now + cooldownMs(count, false), locked: false } };
}

/** When the alarm is due next: a renewal or the log-out of a superseded token, whichever comes first. */
export function nextAlarm({ renewAt, superseded }: CredentialState): number | undefined {
  const times = [renewAt, ...superseded.map(({ logoutAt }) => logoutAt)].filter((time) => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** What an operator may see of a credential: everything but the tokens. Times in ISO 8601. */
export function describeCredential(state: CredentialState, now: number) {
  const { ref, generation, renewAt, endsAt, superseded, refusal, lastLogin, logins, refreshes } = state;
  const iso = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());
  const alive = [endsAt ?? 0, ...superseded.map((one) => one.endsAt)].filter((ends) => ends > now).length;
  return {
    provider: ref?.provider ?? null,
    account: ref?.account ?? null,
    user: ref?.user ?? null,
    generation,
    expiresAt: iso(endsAt),
    nextRenewal: iso(renewAt),
    liveTokens: alive,
    lastLogin: lastLogin ? { at: iso(lastLogin.at), by: lastLogin.by } : null,
    logins,
    refreshes,
    cooldown:
      refusal && refusal.until > now
        ? {
            until: iso(refusal.until),
            refusals: refusal.count,
            locked: refusal.locked,
            code: refusal.code ?? null,
          }
        : null,
  };
}
