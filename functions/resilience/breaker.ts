/**
 * A circuit breaker as a value: pure functions over it, the time passed in. cockatiel's, the library of choice elsewhere,
 * makes callers await the probe of another request, which in a Worker never settles once that request has ended.
 */
export interface Breaker {
  state: 'closed' | 'open' | 'half-open';
  /** Failures in a row. */
  failures: number;
  /** How often in a row it opened without a success in between. */
  opened: number;
  /** Until when it stays as it is: open, or half-open with a probe on its way. Epoch ms. */
  until: number;
}

export const CLOSED: Breaker = { state: 'closed', failures: 0, opened: 0, until: 0 };

/** Fewer are bad luck; more would make every caller wait for a vendor that is down. */
const FAILURES_TO_OPEN = 5;
const FIRST_OPEN_MS = 2_000;
const LONGEST_OPEN_MS = 60_000;
/** A probe that has not come back by then died with its request: the next caller may probe. */
const PROBE_MS = 30_000;

/** Whether a call may go out now. Where it may not, in how many milliseconds to ask again. */
export function admit(breaker: Breaker, now: number): { breaker: Breaker; waitMs?: number } {
  if (breaker.state === 'closed') return { breaker };
  if (now < breaker.until) return { breaker, waitMs: breaker.until - now };
  return { breaker: { ...breaker, state: 'half-open', until: now + PROBE_MS } };
}

/** After a call that the vendor answered, be it with a refusal. */
export const succeeded = (): Breaker => CLOSED;

/** After a call that found the vendor down. */
export function failed(breaker: Breaker, now: number): Breaker {
  // A call that went out before it opened: one outage must not count for many, or a herd would open it for a minute.
  if (breaker.state === 'open') return breaker;
  const failures = breaker.failures + 1;
  if (breaker.state === 'closed' && failures < FAILURES_TO_OPEN) return { ...breaker, failures };
  const openMs = Math.min(FIRST_OPEN_MS * 2 ** breaker.opened, LONGEST_OPEN_MS);
  return { state: 'open', failures, opened: breaker.opened + 1, until: now + openMs };
}

/** After a call that tells nothing of the vendor. A probe that was one leaves its place to the next caller. */
export const undecided = (breaker: Breaker, now: number): Breaker =>
  breaker.state === 'half-open' ? { ...breaker, state: 'open', until: now } : breaker;
