import { Problem } from '../core/problem.ts';

/** Three tries tell a hiccup from an outage; more would multiply the load on a vendor in trouble. */
export const MOST_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 100;
/** A caller who waits longer than this would rather be told. */
const LONGEST_WAIT_MS = 2_000;

/** Problems that the vendor may be over by the next moment. A timeout is not one: the deadline is spent. */
const PASSING = new Set(['provider-unreachable', 'provider-failed', 'provider-throttled']);

/**
 * How long to wait before the next try, in milliseconds; undefined to give up.
 *
 * Exponential with full jitter (`random`, 0 to 1), or what the vendor's Retry-After asks, never past `leftMs`. A
 * throttling vendor that names no time is not tried again: the caller is told.
 */
export function retryDelay(
  error: unknown,
  { attempt, leftMs, random }: { attempt: number; leftMs: number; random: number },
): number | undefined {
  if (!(error instanceof Problem) || !PASSING.has(error.slug) || attempt >= MOST_ATTEMPTS) return undefined;
  const { vendorRetryAfter } = error;
  if (error.slug === 'provider-throttled' && vendorRetryAfter === undefined) return undefined;
  const delay =
    vendorRetryAfter === undefined ? random * FIRST_BACKOFF_MS * 2 ** (attempt - 1) : vendorRetryAfter * 1000;
  return delay <= LONGEST_WAIT_MS && delay < leftMs ? delay : undefined;
}
