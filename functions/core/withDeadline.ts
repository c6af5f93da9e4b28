/**
 * A promise that is given up when the signal fires, whether or not whoever works on it heeds the signal: a service
 * binding, a Durable Object call and a timer do not.
 */
export function withDeadline<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    // Also of a promise that nobody waits for the end is heard: an unheard rejection would be the Worker's fault.
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** Waits for so many milliseconds, or until the signal fires, which rejects. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  withDeadline(new Promise((resolve) => setTimeout(resolve, ms)), signal);
