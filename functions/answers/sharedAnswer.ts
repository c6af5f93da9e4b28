import { DurableObject } from 'cloudflare:workers';
import type { ProblemData } from '../core/problem.ts';
import type { Bindings } from '../env.ts';
import type { Notes } from '../receipts/receipt.ts';
import type { Order } from './order.ts';
import { outcomeOf } from './outcomeOf.ts';

/** An answer that may be given to several callers. */
export interface StoredAnswer {
  /** JSON text in UTF-8: written once, sent many times. */
  body: Uint8Array;
  /** Epoch milliseconds. */
  storedAt: number;
  providerRequestId?: string;
}

/** What came of a shared order. Errors lose their class between Workers. */
export type SharedOutcome = { notes: Notes; collapsed: boolean } & (
  | { ok: true; stored: StoredAnswer }
  | { ok: false; problem: ProblemData }
);

/**
 * The answer to one question, wherever it is asked: concurrent misses in all isolates become one vendor call here, and
 * those that come within its freshness share what it brought. In memory only, and never longer than that.
 */
export class SharedAnswer extends DurableObject<Bindings> {
  #last: SharedOutcome | undefined;
  #flight: Promise<SharedOutcome> | undefined;

  /** The answer of at most `freshMs` ago, or a new one. */
  async answer(order: Order, freshMs: number): Promise<SharedOutcome> {
    if (this.#last?.ok && Date.now() - this.#last.stored.storedAt < freshMs)
      return { ...this.#last, collapsed: true };
    const collapsed = this.#flight !== undefined;
    this.#flight ??= this.#fulfil(order).finally(() => {
      this.#flight = undefined;
    });
    const outcome = await this.#flight;
    return collapsed ? { ...outcome, collapsed } : outcome;
  }

  async #fulfil(order: Order): Promise<SharedOutcome> {
    const waitUntil = (promise: Promise<unknown>) => this.ctx.waitUntil(promise);
    const outcome = await outcomeOf(order, { env: this.env, now: Date.now, waitUntil });
    this.#last = outcome;
    return outcome;
  }
}
