import { GatewayError } from './errors.ts';

/** How a call is repeated that may succeed later. */
export interface RetryOptions {
  /** Tries in all, the first one included: 1 to 10. */
  attempts: number;
  /** The longest wait between two tries, 30,000 unless told: an error that asks for a longer one is thrown. Milliseconds. */
  maxWaitMs?: number;
}

/** What waiting takes. Handed in by tests, which do not want to wait. */
export interface Timing {
  /** Resolves after so many milliseconds; rejects with the reason of the signal as soon as it is aborted. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 to 1. */
  random: () => number;
}

const MOST_ATTEMPTS = 10;
const MAX_WAIT_MS = 30_000;
/** The first wait, which doubles with each try, where the answer does not tell how long. */
const FIRST_WAIT_MS = 500;

/**
 * Asks until it succeeds, the error says that it is of no use, or the attempts are used up. The wait is what the answer
 * asks for, and a little more by chance, so that callers who were refused together do not come back together.
 *
 * @throws what `ask` threw last; the reason of the signal, where it was aborted while waiting
 * @throws RangeError where `attempts` or `maxWaitMs` is not what it must be
 */
export async function withRetries<Result>(
  ask: () => Promise<Result>,
  { attempts, maxWaitMs = MAX_WAIT_MS }: RetryOptions,
  { wait, random }: Timing,
  signal?: AbortSignal,
): Promise<Result> {
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > MOST_ATTEMPTS)
    throw new RangeError(`retry.attempts must be a whole number from 1 to ${MOST_ATTEMPTS}.`);
  if (!(maxWaitMs >= 0 && maxWaitMs < 2 ** 31))
    throw new RangeError('retry.maxWaitMs must be a number of milliseconds from 0 to 2147483647.');
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof GatewayError && error.retryable) || attempt >= attempts) throw error;
      const asked = error.retryAfter;
      const least = asked === undefined ? 0 : asked * 1000;
      if (least > maxWaitMs) throw error;
      const spread = asked === undefined ? FIRST_WAIT_MS * 2 ** (attempt - 1) : FIRST_WAIT_MS;
      await wait(Math.min(least + spread * (0.5 + random() / 2), maxWaitMs), signal);
    }
  }
}

/** Waits by the clock of the machine. */
export const realTiming: Timing = {
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      }, ms);
      signal?.addEventListener('abort', giveUp, { once: true });
    }),
};
