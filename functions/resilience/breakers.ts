import { isolateMemory } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import { admit, type Breaker, CLOSED, failed, succeeded } from './breaker.ts';

const breakers = isolateMemory(() => new Map<string, Breaker>());

/** The breaker of one vendor API under one account, as this isolate sees it. */
export const breakerOf = (api: string): Breaker => breakers().get(api) ?? CLOSED;

/** Every breaker of this isolate that is not closed and quiet. */
export const troubledBreakers = (): Record<string, Breaker> => Object.fromEntries(breakers());

/** @throws Problem `provider-circuit-open` with the seconds to wait */
export function enterBreaker(api: string, now: number, provider: string): void {
  const { breaker, waitMs } = admit(breakerOf(api), now);
  if (waitMs !== undefined) {
    const retryAfter = Math.ceil(waitMs / 1000);
    throw new Problem(
      'provider-circuit-open',
      'The vendor failed too often in a row and is left alone for a while.',
      {
        provider,
        retryAfter,
      },
    );
  }
  if (breaker !== CLOSED) breakers().set(api, breaker);
}

/** Tells the breaker how the call went. */
export function leaveBreaker(api: string, vendorIsUp: boolean, now: number): void {
  const breaker = vendorIsUp ? succeeded() : failed(breakerOf(api), now);
  if (breaker === CLOSED) breakers().delete(api);
  else breakers().set(api, breaker);
}
