import { DurableObject } from 'cloudflare:workers';
import { rememberBounded } from '../core/isolate.ts';
import type { Breaker } from './breaker.ts';

/** A breaker as the isolate that keeps it has reported it. */
interface Report {
  name: string;
  isolate: string;
  breaker: Breaker;
}

/** More are no use to the person who reads them. */
const MOST_REPORTS = 1_000;
/** An isolate that has ended never says that its breaker closed: what is so long past its time is forgotten. */
const FORGET_MS = 60_000;

/**
 * What every isolate says of its breakers, for operators to see: one object for the whole gateway, told of changes and
 * never asked by a call. In memory only: where it is moved, it knows what changes from then on, and no breaker stays as it
 * is for longer than a minute.
 */
export class Breakers extends DurableObject<Env> {
  #reports = new Map<string, Report>();

  report({ name, isolate, breaker }: Report): void {
    const key = `${isolate} ${name}`;
    if (breaker.state === 'closed') this.#reports.delete(key);
    else rememberBounded(this.#reports, key, { name, isolate, breaker }, MOST_REPORTS);
  }

  list(): Report[] {
    const now = Date.now();
    for (const [key, { breaker }] of this.#reports)
      if (breaker.until + FORGET_MS < now) this.#reports.delete(key);
    return [...this.#reports.values()];
  }
}
