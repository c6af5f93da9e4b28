import { DurableObject } from 'cloudflare:workers';
import { readConfig } from '../../config/config.ts';
import { seal, unseal } from '../../config/seal.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { goodSecrets } from '../goodSecrets.ts';
import { AttendanceStore } from './attendanceStore.ts';
import type { Claim, Content } from './claim.ts';
import { Courier } from './courier.ts';
import { DeliveryStore, type Row } from './deliveryStore.ts';
import { Intake } from './intake.ts';
import type { Outcome } from './outcome.ts';
import type { Condition } from './schedule.ts';
import { ownerOf, type Settings } from './subscription.ts';
import type { DeliveryStatus, Wanted } from './wanted.ts';

/** A seal that cannot be opened is looked at again after this. */
const SEALED_MS = 3_600_000;

/** What a subscription is and how it is doing. */
export interface Described {
  settings: Settings;
  condition: Condition;
  health: ReturnType<DeliveryStore['health']>;
}

/** A delivery as far as it is shown. */
export type ShownRow = Omit<Row, 'sealed' | 'claim' | 'lease'>;

/** What came of one try, for those who look. */
export interface Attempt {
  at: number;
  ms: number;
  status?: number;
  delivered: boolean;
  error?: string;
  answer?: string;
}

/**
 * One receiver of webhooks: what waits for it, what came of each try, how it has been. It decides and never fetches: the
 * queue carries the number of a delivery to a consumer, which claims the delivery here and reports here. What was never
 * opened, or is closed, leaves nothing behind, and answers with undefined.
 */
export class Subscription extends DurableObject<Env> {
  #parts: { store: DeliveryStore; courier: Courier; intake: Intake } | undefined;
  #settings: Settings | undefined;

  /** Makes it, or gives it other settings. What it has to deliver stays. */
  async open(settings: Settings): Promise<void> {
    const sealed = await seal(settings, ownerOf(settings.id), this.#keys);
    this.ctx.storage.kv.put('id', settings.id);
    this.ctx.storage.kv.put('settings', sealed);
    this.#settings = settings;
  }

  /** Forgets everything. */
  async close(): Promise<void> {
    this.#settings = undefined;
    this.#parts = undefined;
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  /** Pauses it, or lets it go on: then what has waited is due. */
  async resume(active: boolean): Promise<void> {
    const settings = await this.#load();
    if (!settings) return;
    const { courier } = this.#tables;
    const { reason: _, streak: __, failingSince: ___, ...rest } = courier.condition;
    courier.condition = { ...rest, status: active ? 'active' : 'paused', hold: 0, slow: false };
    await this.#tend(settings);
  }

  async describe(): Promise<Described | undefined> {
    const settings = await this.#load();
    if (!settings) return undefined;
    const { courier, store } = this.#tables;
    return { settings, condition: courier.condition, health: store.health(Date.now()) };
  }

  /**
   * Takes events, each once however often it is told. False where there is no such subscription, or nobody can read any more
   * what it is: the events of all others must not come again and again for its sake.
   */
  async accept(events: readonly MeetgateEvent[]): Promise<boolean> {
    const settings = await this.#load().catch(() => undefined);
    if (!settings) {
      console.error(JSON.stringify({ event: 'subscription-not-told', id: this.#id, count: events.length }));
      return false;
    }
    const { courier, intake } = this.#tables;
    if (courier.condition.status === 'gone') return true;
    for (const event of events) await intake.take(settings, event);
    await this.#tend(settings);
    return true;
  }

  /** Takes one message, wanted or not. Returns the number of its delivery. */
  async send(message: { id: string; type: string; content: Content }): Promise<number | undefined> {
    const settings = await this.#load();
    if (!settings) return undefined;
    const seq = await this.#tables.intake.add(settings, { ...message, due: Date.now() });
    await this.#tend(settings);
    return seq;
  }

  /** Gives a delivery to a consumer; undefined where it is not, or no longer, to be sent. */
  async claim(seq: number): Promise<Claim | undefined> {
    const settings = await this.#load();
    if (!settings) return undefined;
    const { store, courier } = this.#tables;
    const sealed = store.get(seq)?.sealed ?? '';
    const owner = ownerOf(settings.id);
    const content = (await unseal(sealed, owner, this.#keys)) as Content | undefined;
    const parts = await Promise.all(store.partsOf(seq).map((part) => unseal(part, owner, this.#keys)));
    const now = Date.now();
    // From here to the claim nothing is awaited: it is given once.
    const row = store.get(seq);
    if (row?.status !== 'sending' || row.claim !== null) return undefined;
    if (courier.condition.status !== 'active') {
      store.change(seq, { status: 'pending', lease: null });
      return undefined;
    }
    if (!content) {
      store.change(seq, { status: 'failed', lease: null, reason: 'Its seal cannot be opened.' });
      return undefined;
    }
    const token = crypto.randomUUID();
    courier.lend(row, token, now);
    const { url, chat, chatSecret, scopes, language } = settings;
    return {
      ...{ token, url, message: row.message, scopes, language },
      secrets: goodSecrets(settings, now).map(({ value }) => value),
      ...(chat && { chat }),
      ...(chatSecret !== undefined && { chatSecret }),
      content: content.kind === 'digest' ? { kind: 'digest', events: parts as MeetgateEvent[] } : content,
    };
  }

  /** Takes what came of a try. */
  async report(seq: number, token: string, outcome: Outcome): Promise<void> {
    const settings = await this.#load();
    if (!settings) return;
    const { answer } = outcome;
    const sealed = answer ? await seal(answer, ownerOf(settings.id), this.#keys) : null;
    const { store, courier } = this.#tables;
    const row = store.get(seq);
    // One that was given up, and arrived all the same, has arrived.
    const late = outcome.delivered && row !== undefined && row.status !== 'delivered';
    if (row && (row.claim === token || late)) courier.settle(row, outcome, sealed, Date.now());
    await this.#tend(settings);
  }

  async list(wanted: Wanted): Promise<ShownRow[]> {
    const settings = await this.#load();
    return settings ? this.#tables.store.list(settings.id, wanted).map(shown) : [];
  }

  async get(seq: number): Promise<{ row: ShownRow; attempts: Attempt[] } | undefined> {
    const settings = await this.#load();
    const row = settings && this.#tables.store.get(seq);
    if (!row) return undefined;
    const attempts = this.#tables.store.attemptsOf(seq).map(async (one): Promise<Attempt> => {
      const { at, ms, status, delivered, error } = one;
      const answer = one.answer === null ? '' : await unseal(one.answer, ownerOf(settings.id), this.#keys);
      return {
        ...{ at, ms, delivered: delivered === 1 },
        ...(status !== null && { status }),
        ...(error !== null && { error }),
        ...(answer !== '' && { answer: String(answer) }),
      };
    });
    return { row: shown(row), attempts: await Promise.all(attempts) };
  }

  /** Has a delivery tried now: one that waits is hurried, one that is over gets one more try. */
  async replay(seq: number): Promise<void> {
    const settings = await this.#load();
    const row = settings && this.#tables.store.get(seq);
    if (!row || row.status === 'sending') return;
    const again = row.status === 'pending' ? {} : { status: 'pending' as const, replayed: 1, reason: null };
    this.#tables.store.change(seq, { due: Date.now(), ...again });
    await this.#tend(settings);
  }

  /** The same for all since then. Returns how many. @param from epoch milliseconds */
  async replaySince(from: number, status: DeliveryStatus | undefined): Promise<number> {
    const settings = await this.#load();
    if (!settings) return 0;
    const count = this.#tables.store.replaySince(from, status, Date.now());
    await this.#tend(settings);
    return count;
  }

  override async alarm(): Promise<void> {
    const settings = await this.#load().catch(() => undefined);
    if (settings) await this.#tend(settings);
    // Its key may come back.
    else if (this.#id !== undefined) await this.ctx.storage.setAlarm(Date.now() + SEALED_MS);
  }

  #tend({ id, chat }: Settings): Promise<void> {
    return this.#tables.courier.tend(id, chat, { now: Date.now });
  }

  /** Undefined where it was never opened. @throws where its seal cannot be opened */
  async #load(): Promise<Settings | undefined> {
    if (this.#settings) return this.#settings;
    const id = this.#id;
    if (id === undefined) return undefined;
    const sealed = this.ctx.storage.kv.get<string>('settings') ?? '';
    const settings = (await unseal(sealed, ownerOf(id), this.#keys)) as Settings | undefined;
    if (!settings) throw new Error('The seal of a subscription cannot be opened: its key is gone.');
    this.#settings = settings;
    return settings;
  }

  /** Made when first needed, so that who asks for what is not there leaves no tables behind. */
  get #tables() {
    if (!this.#parts) {
      const { sql } = this.ctx.storage;
      const store = new DeliveryStore(sql);
      const { sealKeys, deliverySpeed } = readConfig(this.env);
      this.#parts = {
        store,
        courier: new Courier(this.ctx, this.env, store),
        intake: new Intake(store, new AttendanceStore(sql), sealKeys, deliverySpeed),
      };
    }
    return this.#parts;
  }

  get #id(): string | undefined {
    return this.ctx.storage.kv.get<string>('id');
  }

  get #keys() {
    return readConfig(this.env).sealKeys;
  }
}

const shown = ({ sealed: _, claim: __, lease: ___, ...row }: Row): ShownRow => row;
