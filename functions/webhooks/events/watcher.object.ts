import { DurableObject } from 'cloudflare:workers';
import { readConfig } from '../../config/config.ts';
import { seal, unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { providerOf } from '../../registry.ts';
import { differences, type Look } from './differences.ts';
import { look } from './look.ts';
import { publish } from './publish.ts';

/** What is remembered from one look to the next. */
interface Memory {
  last: Look;
  /** Of accounts whose vendor pushes: what is told at the next look, unless the vendor has told it by then. */
  held: MeetgateEvent[];
}

/**
 * Looks at the live lists of one account, as often as `WATCH` says, and publishes what has changed. Its alarm drives it; `begin`
 * sets that again should it have been lost.
 */
export class Watcher extends DurableObject<Env> {
  async begin(name: string): Promise<void> {
    this.ctx.storage.kv.put('name', name);
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now());
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
      // A list that fails says nothing of meetings: the next look compares with the last good one.
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
    const settings = config.accounts.find((one) => one.provider === id && one.name === account)?.settings;
    if (!settings) return;
    const owner = `watch:${name}`;
    const kept = this.ctx.storage.kv.get<string>('memory');
    const memory = kept && ((await unseal(kept, owner, config.sealKeys)) as Memory | undefined);
    const now = await look(provider.id, account, services);
    // What runs at the first look began before: nobody knows whether that was told.
    const { events, next } = memory
      ? await differences(memory.last, now, { provider: provider.id, account })
      : { events: [], next: now };
    const isPushed = provider.push.missing(settings).length === 0;
    // Published first: where that fails, the same differences are found again.
    await publish([...(memory ? memory.held : []), ...(isPushed ? [] : events)], services);
    const remembered: Memory = { last: next, held: isPushed ? events : [] };
    this.ctx.storage.kv.put('memory', await seal(remembered, owner, config.sealKeys));
  }
}

/** Has every account watched that `WATCH` names. Safe to repeat: called by the clock of the platform. */
export async function beginWatching({ config, env }: Pick<Services, 'config' | 'env'>): Promise<void> {
  await Promise.all(Object.keys(config.watch ?? {}).map((name) => env.WATCHERS.getByName(name).begin(name)));
}
