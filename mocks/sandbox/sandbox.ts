import { DurableObject } from 'cloudflare:workers';
import { createVendors, type Vendors } from '../vendors.ts';
import { type StateStore, stateStore } from './stateStore.ts';

/** What the sandboxes are deployed with. */
export interface SandboxEnv {
  readonly SANDBOXES: DurableObjectNamespace<Sandbox>;
  /** The bearer token of `/__mock/`; where it is unset the admin API is closed. */
  readonly ADMIN_KEY?: string;
  /** Hosts that events may go to, separated by commas; `loopback` for this machine; none where it is unset. */
  readonly EVENT_TARGETS?: string;
  /** `true` lets Huawei's events be pushed to http URLs, too. */
  readonly PLAIN_CALLBACKS?: string;
  /** How often a sandbox that somebody subscribed to looks at its clock, seconds; 5 where it is unset. */
  readonly DRIVEN_EVERY?: string;
  /** For how long after its last request it does so, seconds; an hour where it is unset: who is gone costs nothing. */
  readonly DRIVEN_FOR?: string;
  /** The domain whose first label names a sandbox. */
  readonly SANDBOX_DOMAIN?: string;
}

// The journal is written whole when it is saved, hence a short one.
const JOURNAL = 200;
// Reads change counters and the journal only: they are saved after so many ms.
const SAVED_AFTER = 2_000;
const SECOND = 1_000;
const DRIVEN = { every: 5, for: 3_600 };

/** One sandbox: both vendors, simulated, in a Durable Object. What callers did outlives the object's memory. */
export class Sandbox extends DurableObject<SandboxEnv> {
  readonly #store: StateStore;
  readonly #vendors: Vendors;
  // After an eviction, too, it goes on for a while.
  #lastRequest = Date.now();

  constructor(context: DurableObjectState, env: SandboxEnv) {
    super(context, env);
    this.#store = stateStore(context.storage.sql);
    const state = this.#store.load();
    const { EVENT_TARGETS = '', PLAIN_CALLBACKS } = env;
    const targets =
      EVENT_TARGETS === 'loopback' ? EVENT_TARGETS : EVENT_TARGETS.split(',').filter((host) => host !== '');
    this.#vendors = createVendors({
      ...(state ? { state } : {}),
      journal: JOURNAL,
      events: { targets },
      huawei: { plainCallbacks: PLAIN_CALLBACKS === 'true' },
    });
  }

  override async fetch(request: Request): Promise<Response> {
    this.#lastRequest = Date.now();
    const response = await this.#vendors.fetch(request);
    // A token must be known after an eviction, so whatever may have made one is saved before it is answered.
    if (request.method !== 'GET') this.#save();
    if (this.#isListenedTo()) this.ctx.waitUntil(this.#deliver());
    await this.#wakeIn(SAVED_AFTER);
    return response;
  }

  override async alarm(): Promise<void> {
    if (this.#isListenedTo()) await this.#deliver();
    this.#save();
    const { DRIVEN_EVERY = DRIVEN.every, DRIVEN_FOR = DRIVEN.for } = this.env;
    const idle = Date.now() - this.#lastRequest;
    if (this.#isListenedTo() && idle < Number(DRIVEN_FOR) * SECOND)
      await this.#wakeIn(Number(DRIVEN_EVERY) * SECOND);
  }

  async #deliver(): Promise<void> {
    await this.#vendors.events.drive();
    this.#save();
  }

  #save(): void {
    this.ctx.storage.transactionSync(() => this.#store.save(this.#vendors.state));
  }

  #isListenedTo(): boolean {
    return this.#vendors.state.events.subscriptions.size > 0;
  }

  async #wakeIn(ms: number): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + ms);
  }
}
