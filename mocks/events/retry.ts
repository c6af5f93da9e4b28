import type { Delivery } from './state.ts';

/**
 * Huawei's schedule [PUSH-RETRY]: again after 30 seconds; after three failures in a row every 30 minutes; for 24 hours.
 * Quanshi documents none: that it keeps the same one is INFERRED.
 */
export const RETRY = { soon: 30_000, soonTries: 3, later: 30 * 60_000, kept: 24 * 3_600_000 };

/** When to try again after the attempts so far, all failed (virtual ms); undefined when it is given up. */
export function nextAttempt({ attempts }: Pick<Delivery, 'attempts'>): number | undefined {
  const [first, last] = [attempts[0], attempts.at(-1)];
  if (!first || !last) return undefined;
  const next = last.at + (attempts.length < RETRY.soonTries ? RETRY.soon : RETRY.later);
  return next > first.at + RETRY.kept ? undefined : next;
}
