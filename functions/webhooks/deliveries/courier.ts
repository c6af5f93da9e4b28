import { readConfig } from '../../config/config.ts';
import type { Services } from '../../config/services.ts';
import { type Bucket, nextToken, refill } from './bucket.ts';
import { chats } from './chat/chats.ts';
import { type DeliveryStore, KEPT_MS, type Row } from './deliveryStore.ts';
import type { Outcome } from './outcome.ts';
import { type Condition, conditionAfter, fateOf, newCondition } from './schedule.ts';
import type { ChatKind } from './subscription.ts';
import { tellPaused } from './tellPaused.ts';

/** So many at once: a receiver that hangs holds no more of the queue's consumers. A group is told one thing after another. */
const AT_ONCE = 8;
/** A try takes 15 s; who has not reported after this is dead, or the queue has lost the message. */
const LEASE_MS = 40_000;
/** Where the queue, or the object itself, fails. */
const AGAIN_MS = 5_000;
const TIDY_MS = 3_600_000;

/** What the queue carries: nothing that is worth reading. */
export interface Errand {
  subscription: string;
  delivery: number;
}

/** What of a subscription's storage the courier keeps by itself. */
interface Notes {
  condition: Condition;
  bucket: Bucket;
  /** When it was paused, while that has not been told. Epoch milliseconds. */
  owed: number;
  tidied: number;
}

/** Decides what of a subscription is sent when, and keeps the alarm. Everything is caught: an alarm that throws is lost. */
export class Courier {
  readonly #state: DurableObjectState;
  readonly #env: Env;
  readonly #store: DeliveryStore;

  constructor(state: DurableObjectState, env: Env, store: DeliveryStore) {
    this.#state = state;
    this.#env = env;
    this.#store = store;
  }

  get condition(): Condition {
    return this.#note('condition') ?? newCondition();
  }

  set condition(condition: Condition) {
    this.#keep('condition', condition);
  }

  /** Has somebody try a delivery: whose it is, and until when. */
  lend({ seq, tries }: Row, claim: string, now: number): void {
    this.#store.change(seq, { claim, lease: now + LEASE_MS, tries: tries + 1 });
  }

  /** Writes down what came of a try. @param answer the beginning of the receiver's answer, sealed */
  settle(row: Row, outcome: Outcome, answer: string | null, now: number): void {
    const { seq, replayed } = row;
    const { at, ms, status = null, error = null } = outcome;
    this.#store.tried(seq, { at, ms, status, delivered: outcome.delivered ? 1 : 0, error, answer });
    // To be asked to wait, or to be mended, is no try.
    const tries = outcome.waitMs === undefined && !outcome.stops ? row.tries : Math.max(0, row.tries - 1);
    const moment = { now, random: Math.random(), speed: readConfig(this.#env).deliverySpeed };
    const fate = fateOf(outcome, { tries, replayed: replayed === 1 }, moment);
    const still = fate.status === 'pending' ? replayed : 0;
    this.#store.change(seq, { reason: null, ...fate, tries, claim: null, lease: null, replayed: still });
    const { condition, died } = conditionAfter(this.condition, outcome, moment);
    this.condition = condition;
    if (condition.status === 'gone') this.#store.failWaiting(condition.reason ?? '');
    if (died) this.#keep('owed', now);
  }

  /** Sends what is due, takes back what somebody has had for too long, and sets the alarm. Never throws. */
  async tend(
    subscription: string,
    chat: ChatKind | undefined,
    services: Pick<Services, 'now'>,
  ): Promise<void> {
    const now = services.now();
    let next = now + AGAIN_MS;
    try {
      this.#takeBack(now);
      await this.#dispatch(subscription, chat, now);
      await this.#tellOwed(subscription, services);
      if ((this.#note('tidied') ?? 0) + TIDY_MS <= now) {
        this.#store.tidy(now);
        this.#keep('tidied', now);
      }
      next = this.#next(chat, now);
    } catch (error) {
      // What is thrown may quote what is stored.
      console.error(
        JSON.stringify({ event: 'delivery-error', error: error instanceof Error ? error.name : '' }),
      );
    } finally {
      if (next < Number.POSITIVE_INFINITY) await this.#state.storage.setAlarm(Math.max(next, now + 1));
    }
  }

  /** One that was claimed counts as a try that failed, so that a receiver cannot have it tried for ever. */
  #takeBack(now: number): void {
    for (const row of this.#store.overdue(now)) {
      if (row.claim === null) this.#store.change(row.seq, { status: 'pending', due: now, lease: null });
      else
        this.settle(
          row,
          { delivered: false, at: now, ms: 0, error: 'Nobody reported what came of it.' },
          null,
          now,
        );
    }
  }

  async #dispatch(subscription: string, chat: ChatKind | undefined, now: number): Promise<void> {
    const { status, hold, slow } = this.condition;
    if (status !== 'active' || hold > now) return;
    const most = (chat || slow ? 1 : AT_ONCE) - this.#store.outlook().sending;
    const rate = chat && chats[chat].rate;
    const bucket = rate && refill(this.#note('bucket'), rate, now);
    const rows = this.#store.due(now, Math.max(0, bucket ? Math.min(most, Math.floor(bucket.tokens)) : most));
    if (rows.length === 0) return;
    if (bucket) this.#keep('bucket', { ...bucket, tokens: bucket.tokens - rows.length });
    // Before the queue is asked: what is sent to it twice is claimed once.
    for (const { seq } of rows)
      this.#store.change(seq, { status: 'sending', claim: null, lease: now + LEASE_MS });
    const errands = rows.map(({ seq }): { body: Errand } => ({ body: { subscription, delivery: seq } }));
    try {
      await this.#env.DELIVERIES.sendBatch(errands);
    } catch {
      for (const { seq } of rows)
        if (this.#store.get(seq)?.claim === null)
          this.#store.change(seq, { status: 'pending', due: now + AGAIN_MS, lease: null });
    }
  }

  async #tellOwed(subscription: string, services: Pick<Services, 'now'>): Promise<void> {
    const at = this.#note('owed');
    if (at === undefined) return;
    await tellPaused(subscription, at, { ...services, env: this.#env, config: readConfig(this.#env) });
    this.#state.storage.kv.delete('owed');
  }

  /** When there is something to do again. */
  #next(chat: ChatKind | undefined, now: number): number {
    const { status, hold, slow } = this.condition;
    const { sending, lease, due, oldest } = this.#store.outlook();
    const times = [lease, oldest === null ? null : oldest + KEPT_MS].filter((time) => time !== null);
    // Where it has all it may have, the report of one makes room.
    if (due !== null && status === 'active' && sending < (chat || slow ? 1 : AT_ONCE)) {
      const rate = chat && chats[chat].rate;
      const token = rate ? nextToken(refill(this.#note('bucket'), rate, now), rate) : 0;
      times.push(Math.max(due, hold, token));
    }
    return Math.min(...times);
  }

  #note<K extends keyof Notes>(name: K): Notes[K] | undefined {
    return this.#state.storage.kv.get<Notes[K]>(name);
  }

  #keep<K extends keyof Notes>(name: K, value: Notes[K]): void {
    this.#state.storage.kv.put(name, value);
  }
}
