/** Each holds a request open. */
const MOST = 200;
const MOST_OF_A_CALLER = 20;
/** One that has not asked again by then is gone. */
const GONE_MS = 60_000;

/** Who follows a log: a bounded number, of whom those that wait are woken when there is something new. */
export class Followers {
  readonly #waiting = new Map<() => void, string>();
  /** By the name of the stream: whose it is, and until when it counts. */
  readonly #streams = new Map<string, { caller: string; until: number }>();

  get size(): number {
    return this.#streams.size;
  }

  /** Lets a stream follow for another while, or says no where there are too many. @param now epoch milliseconds */
  enter(stream: string, caller: string, now: number): boolean {
    for (const [name, { until }] of this.#streams) if (until < now) this.#streams.delete(name);
    if (!this.#streams.has(stream)) {
      const own = [...this.#streams.values()].filter((one) => one.caller === caller).length;
      if (this.#streams.size >= MOST || own >= MOST_OF_A_CALLER) return false;
    }
    this.#streams.set(stream, { caller, until: now + GONE_MS });
    return true;
  }

  /** A stream that waits does so no longer. */
  leave(stream: string): void {
    this.#streams.delete(stream);
    for (const [wake, name] of this.#waiting) if (name === stream) wake();
  }

  has(stream: string): boolean {
    return this.#streams.has(stream);
  }

  /** Resolves when there is something new, the stream has left, or after so many milliseconds. */
  async wait(stream: string, ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#waiting.set(resolve, stream);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }

  wake(): void {
    for (const wake of this.#waiting.keys()) wake();
  }
}
