import { isolateMemory } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import { admit, type Breaker, CLOSED, failed, succeeded, undecided } from './breaker.ts';

const breakers = isolateMemory(() => new Map<string, Breaker>());

/** What a call told of the vendor; `unknown` where it was given too little time to answer. */
export type Verdict = 'up' | 'down' | 'unknown';

/** The breaker of one vendor API under one account, as this isolate sees it. */
export const breakerOf = (api: string): Breaker => breakers().get(api) ?? CLOSED;

/** Every breaker of this isolate that is not closed and quiet. */
export const troubledBreakers = (): Record<string, Breaker> => Object.fromEntries(breakers());

/**
 * Refuses a call that could not go out now, before it waits for anything or uses up a quota. Takes no place of a probe.
 *
 * @throws Problem `provider-circuit-open` with the seconds to wait
 */
export function checkBreaker(api: string, now: number, provider: string): Breaker {
  const { breaker, waitMs } = admit(breakerOf(api), now);
  if (waitMs === undefined) return breaker;
  const retryAfter = Math.ceil(waitMs / 1000);
  throw new Problem(
    'provider-circuit-open',
    'The vendor failed too often in a row and is left alone for a while.',
    { provider, retryAfter },
  );
}

/** Lets a call out. `leaveBreaker` must follow. @throws Problem `provider-circuit-open` */
export function enterBreaker(api: string, now: number, provider: string): void {
  keep(api, checkBreaker(api, now, provider));
}

/** Tells the breaker how the call went. */
export function leaveBreaker(api: string, verdict: Verdict, now: number): void {
  const after = { up: succeeded, down: failed, unknown: undecided }[verdict];
  keep(api, after(breakerOf(api), now));
}

function keep(api: string, breaker: Breaker): void {
  if (breaker === CLOSED) breakers().delete(api);
  else breakers().set(api, breaker);
}
