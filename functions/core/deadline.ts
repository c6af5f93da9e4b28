/**
 * The time that something may take. `end` it when it is no longer needed: a timer that nobody clears is kept for as long
 * as it would have run, and there may be a thousand a second.
 */
export class Deadline {
  /** When the time is up. Epoch milliseconds. */
  readonly at: number;
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #expired: Promise<never>;

  /** @param ms how long it may take @param now epoch milliseconds */
  constructor(ms: number, now: number) {
    this.at = now + ms;
    const { promise, reject } = Promise.withResolvers<never>();
    // Where nobody waits, the rejection would be reported as an error of the Worker.
    promise.catch(() => undefined);
    this.#expired = promise;
    this.#timer = setTimeout(() => {
      this.#controller.abort();
      reject(new Error('The time is up.'));
    }, ms);
  }

  /** Fires when the time is up: for `fetch`, which then gives the connection up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get expired(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * A promise that is given up when the time is up, whether or not whoever works on it heeds a signal: a service binding,
   * a Durable Object call and a timer do not.
   */
  within<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#expired]);
  }

  /** Waits for so many milliseconds, or rejects when the time is up. */
  pause(ms: number): Promise<void> {
    return this.within(new Promise((resolve) => setTimeout(resolve, ms)));
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Works with a deadline that ends with the work. @param now epoch milliseconds */
export async function withDeadline<T>(
  ms: number,
  now: number,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = new Deadline(ms, now);
  try {
    return await work(deadline);
  } finally {
    deadline.end();
  }
}
