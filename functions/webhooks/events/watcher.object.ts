import { DurableObject } from 'cloudflare:workers';
import { readConfig } from '../../config/config.ts';
import { seal, unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { readMeetingId } from '../../meetings/model/meetingId.ts';
import { providerOf } from '../../registry.ts';
import { differences, type Look } from './differences.ts';
import { look } from './look.ts';
import { publish } from './publish.ts';
import { vendorClock } from './vendorClock.ts';

/** What is remembered from one look to the next. */
interface Memory {
  last: Look;
  /** Of accounts whose vendor pushes: what is told at the next look, unless the vendor has told it by then. */
  held: MeetgateEvent[];
}

/** A value may have 2 MB [Durable Objects, limits]: thousands of meetings take more, sealed. */
const PART = 1_000_000;
/** How long it is known that a meeting was a webinar: a vendor repeats for 24 hours what was not taken. [PUSH-RETRY] */
const WEBINAR_MS = 48 * 3_600_000;
/** A key may have 2 KB: what is longer is no id of a vendor. */
const LONGEST_OWN = 256;

/**
 * Looks at the live lists of one account, as often as `WATCH` says, and publishes what has changed. Its alarm drives it; `begin`
 * sets that again should it have been lost.
 */
export class Watcher extends DurableObject<Env> {
  async begin(name: string): Promise<void> {
    this.ctx.storage.kv.put('name', name);
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now());
  }

  /** Which of a vendor's own ids of meetings have been seen on a list of webinars: a push does not tell. */
  webinarsAmong(owns: readonly string[]): string[] {
    return owns.filter(
      (own) => own.length <= LONGEST_OWN && this.ctx.storage.kv.get(`webinar ${own}`) !== undefined,
    );
  }

  override async alarm(): Promise<void> {
    const name = this.ctx.storage.kv.get<string>('name') ?? '';
    const config = readConfig(this.env);
    const seconds = config.watch?.[name];
    // It is watched no more: what was last seen would be wrong by the next time.
    if (seconds === undefined) return this.ctx.storage.deleteAll();
    const waitUntil = (promise: Promise<unknown>) => this.ctx.waitUntil(promise);
    try {
      await this.#look(name, { config, env: this.env, now: Date.now, waitUntil });
    } catch (error) {
      // Lists that fail say nothing of meetings: the next look compares with the last good one.
      const { name: what } = error instanceof Error ? error : new Error();
      console.error(JSON.stringify({ event: 'watch-failed', source: `/${name}`, error: what }));
    } finally {
      await this.ctx.storage.setAlarm(Date.now() + seconds * 1000);
    }
  }

  async #look(name: string, services: Services): Promise<void> {
    const { config } = services;
    const [id = '', account = ''] = name.split('/');
    const provider = providerOf(id);
    const found = config.accounts.find((one) => one.provider === id && one.name === account);
    if (!found) return;
    const source = { provider: provider.id, account };
    const memory = await this.#remembered(name, config);
    // Whatever comes of this look: the vendor has had its time.
    await publish(memory?.held ?? [], services);
    // What is seen and what is pushed must be of one time, to be known for the same.
    const aheadMs = await vendorClock(provider, found, services);
    const at = services.now() + aheadMs;
    const now = await look({ ...source, at }, services);
    this.#noteWebinars(now, services.now());
    // What runs at the first look began before: nobody knows whether that was told.
    const { events, next } = memory
      ? await differences(memory.last, now, at, source)
      : { events: [], next: now };
    const isPushed = provider.push.missing(found.settings).length === 0;
    // Published first: where that fails, the same differences are found again.
    if (!isPushed) await publish(events, services);
    await this.#remember(name, { last: next, held: isPushed ? events : [] }, config);
  }

  async #remembered(name: string, { sealKeys }: Services['config']): Promise<Memory | undefined> {
    const parts = [...this.ctx.storage.kv.list<string>({ prefix: 'memory ' })].map(([, part]) => part);
    return (await unseal(parts.join(''), `watch:${name}`, sealKeys)) as Memory | undefined;
  }

  async #remember(name: string, memory: Memory, { sealKeys }: Services['config']): Promise<void> {
    const sealed = await seal(memory, `watch:${name}`, sealKeys);
    const { kv } = this.ctx.storage;
    // Nothing is awaited in between, so that all of it is stored or none.
    for (const [key] of [...kv.list({ prefix: 'memory ' })]) kv.delete(key);
    for (let from = 0; from < sealed.length; from += PART)
      kv.put(`memory ${String(from).padStart(12, '0')}`, sealed.slice(from, from + PART));
  }

  #noteWebinars({ running }: Look, now: number): void {
    const { kv } = this.ctx.storage;
    for (const [key, seen] of [...kv.list<number>({ prefix: 'webinar ' })])
      if (seen < now - WEBINAR_MS) kv.delete(key);
    for (const id of Object.keys(running)) {
      const key = readMeetingId(id);
      if (key?.kind === 'webinar') kv.put(`webinar ${key.own}`, now);
    }
  }
}

/** Has every account watched that `WATCH` names. Safe to repeat: called by the clock of the platform. */
export async function beginWatching({ config, env }: Pick<Services, 'config' | 'env'>): Promise<void> {
  await Promise.all(Object.keys(config.watch ?? {}).map((name) => env.WATCHERS.getByName(name).begin(name)));
}
