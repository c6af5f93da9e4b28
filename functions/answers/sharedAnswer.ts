import { DurableObject } from 'cloudflare:workers';
import { Problem, type ProblemData } from '../core/problem.ts';
import type { Bindings } from '../env.ts';
import { type Notes, newNotes } from '../receipts/receipt.ts';
import { fulfil, type Order } from './order.ts';

/** An answer that may be given to several callers. */
export interface StoredAnswer {
  /** JSON text. */
  body: string;
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
    const notes = newNotes();
    const waitUntil = (promise: Promise<unknown>) => this.ctx.waitUntil(promise);
    try {
      const body = await fulfil(order, { env: this.env, now: Date.now, waitUntil }, notes);
      const { providerRequestId } = notes;
      const stored = { body, storedAt: Date.now(), ...(providerRequestId && { providerRequestId }) };
      this.#last = { ok: true, stored, notes, collapsed: false };
      return this.#last;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { ok: false, problem: error.toData(), notes, collapsed: false };
    }
  }
}
