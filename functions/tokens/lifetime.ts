const MINUTE_MS = 60_000;

/** Clocks of vendor and gateway may differ, and a call takes time: a token is not used to its last second. */
const MARGIN_MS = 5 * MINUTE_MS;

/** Of a short-lived token at least half is used, whatever the margin. */
const LEAST_USE = 0.5;

/** Vendors give tokens for 12 to 24 hours. One that says a second would be renewed without end. [H-AUTH] */
const LEAST_LIFETIME_MS = 5 * MINUTE_MS;
/** A refresh token lives for 30 days; what says more has its unit wrong. [H-AUTH] */
const LONGEST_LIFETIME_MS = 30 * 24 * 60 * MINUTE_MS;

/** A lifetime as it is believed. A token that ends before is refused, and then replaced. */
export const believedLifetime = (ms: number): number =>
  Math.min(Math.max(ms, LEAST_LIFETIME_MS), LONGEST_LIFETIME_MS);

/** When a token is no longer handed out (epoch ms), from its issue and the lifetime that the vendor gave it. */
export function usableUntil(issuedAt: number, lifetimeMs: number): number {
  return issuedAt + Math.max(lifetimeMs - MARGIN_MS, lifetimeMs * LEAST_USE);
}

/**
 * When a token is renewed ahead of its end (epoch ms): somewhere between 70 and 90 per cent of its usable life,
 * spread by `jitter` (0 to 1) so that many credentials do not log in at the same moment.
 */
export function renewAt(issuedAt: number, lifetimeMs: number, jitter: number): number {
  return Math.floor(issuedAt + (usableUntil(issuedAt, lifetimeMs) - issuedAt) * (0.7 + 0.2 * jitter));
}

/** For how long an isolate uses what it remembers before it looks into KV again. */
export const MEMORY_MS = 5 * MINUTE_MS;

/** KV elsewhere may lag by 60 s or more; five minutes leave no doubt. [Workers KV, how KV works] */
const KV_STALENESS_MS = 5 * MINUTE_MS;

/** When nobody can still hold a copy of a token that was superseded: from then on it may be logged out. Epoch ms. */
export const logoutAt = (supersededAt: number): number =>
  supersededAt + MEMORY_MS + KV_STALENESS_MS + MINUTE_MS;
