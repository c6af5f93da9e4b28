import { DurableObject } from 'cloudflare:workers';
import { readConfig } from '../config/config.ts';
import type { Services } from '../config/services.ts';
import { Problem, type ProblemData } from '../core/problem.ts';
import { type Notes, newNotes } from '../receipts/receipt.ts';
import { vendorOperationOf } from '../registry.ts';
import { stopsCaller } from '../resilience/breakers.ts';
import type { StoredAnswer } from './answerStore.ts';
import type { Call } from './call.ts';
import { execute } from './execute.ts';

/** What came of a shared call. Errors lose their class between Workers. */
export type SharedOutcome = { notes: Notes; collapsed: boolean } & (
  | { ok: true; stored: StoredAnswer }
  | { ok: false; problem: ProblemData }
);

/**
 * The answer to one question, wherever it is asked: concurrent misses in all isolates become one vendor call here, and
 * those that come within its freshness share what it brought. In memory only, and never longer than that.
 */
export class SharedAnswer extends DurableObject<Env> {
  #last: SharedOutcome | undefined;
  #flight: Promise<SharedOutcome> | undefined;

  /** The answer of at most `freshMs` ago, or a new one. */
  async answer(call: Call, freshMs: number): Promise<SharedOutcome> {
    if (this.#last?.ok && Date.now() - this.#last.stored.storedAt < freshMs)
      return { ...this.#last, collapsed: true };
    const collapsed = this.#flight !== undefined;
    this.#flight ??= this.#execute({ ...call, at: Date.now() }).finally(() => {
      this.#flight = undefined;
    });
    const outcome = await this.#flight;
    // The vendor was not asked, as the caller who came first may not: this one may.
    if (collapsed && !outcome.ok && stopsCaller(outcome.problem)) return this.answer(call, freshMs);
    return collapsed ? { ...outcome, collapsed } : outcome;
  }

  async #execute(call: Call): Promise<SharedOutcome> {
    const { env } = this;
    const waitUntil = (promise: Promise<unknown>) => this.ctx.waitUntil(promise);
    const services: Services = { config: readConfig(env), env, now: Date.now, waitUntil };
    const outcome = await sharedOutcome(call, services);
    this.#last = outcome;
    return outcome;
  }
}

/** Carries a call out and writes down what came of it. */
export async function sharedOutcome(call: Call, services: Services): Promise<SharedOutcome> {
  const notes = newNotes();
  try {
    const answer = await execute(vendorOperationOf(call.operation), call, services, notes);
    return { ok: true, stored: { ...answer, storedAt: services.now() }, notes, collapsed: false };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ok: false, problem: error.toData(), notes, collapsed: false };
  }
}
