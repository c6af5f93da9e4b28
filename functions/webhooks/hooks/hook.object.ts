import { DurableObject } from 'cloudflare:workers';
import { readConfig } from '../../config/config.ts';
import type { Services } from '../../config/services.ts';
import { closeEndpoint, openEndpoint } from '../deliveries/endpoint.ts';
import { goodSecrets } from '../goodSecrets.ts';
import { carryOut } from './carryOut.ts';
import { deliverOutcome } from './describeInvocation.ts';
import { type HookRecord, newSecret, type Rotation, rotated } from './hookRecord.ts';
import { copyHook, sealHook, unsealHook } from './hookStore.ts';
import { type Due, type Invocation, type InvocationState, Invocations } from './invocations.ts';
import { type AskedOnce, type Begun, KeptCalls, LEASE_MS, type Left } from './keptCalls.ts';

/** What has had its time is looked for so often. */
const SWEEP_MS = 3_600_000;
/** KV takes one write a second to an entry, and may fail as others may: it is tried again after this. */
const SETTLE_AGAIN_MS = 5_000;

/** A call whose sender has proved who it is. */
export interface Entry {
  /** That of the hook which the sender knows: another may have been made since under the same name. */
  hook: string;
  /** That of the secret which proved it. */
  secret: string;
  /** Absent where only the hook is asked whether it is still so. */
  once?: AskedOnce;
  /** A call that nobody waits for, and what its sender is answered, sealed. */
  later?: Invocation & { answer: string };
}

/** `revoked`: it is not so any more; `full`: too many calls wait. */
export type Entered = Begun | { is: 'revoked' | 'full' };

/**
 * The original of one hook, whose name is its own: its record, the ids that it was called with, the calls that nobody waits
 * for. KV has a copy of the record to be read with each call; whether that still holds is told here, at once.
 */
export class Hook extends DurableObject<Env> {
  #hook: HookRecord | undefined;
  readonly #calls = new KeptCalls(this.ctx.storage.sql);
  readonly #invocations = new Invocations(this.ctx.storage.sql);
  #running = 0;
  /** When the alarm rings, as far as this is known. Epoch ms. */
  #alarmAt: number | undefined;

  /** Makes the hook; false where there is one. */
  async make(hook: HookRecord): Promise<boolean> {
    const sealed = await sealHook(hook, this.#services);
    if (this.#sealed !== undefined) return false;
    KeptCalls.create(this.ctx.storage.sql);
    Invocations.create(this.ctx.storage.sql);
    this.ctx.storage.kv.put('name', hook.name);
    this.#keep(hook, sealed);
    await this.#settle();
    return true;
  }

  /** The hook as it is now. */
  async find(): Promise<HookRecord | undefined> {
    if (this.#hook) return this.#hook;
    const sealed = this.#sealed;
    if (sealed === undefined) return undefined;
    const hook = await unsealHook(sealed, this.#name, this.#services);
    // It may be gone or another one by now.
    if (this.#sealed !== sealed) return this.find();
    this.#hook ??= hook;
    return this.#hook;
  }

  /** A new secret, beside which the former one is good for a while; only with `force` where two are good already. */
  async rotate(force: boolean): Promise<Rotation | 'missing' | 'under-way'> {
    const hook = await this.find();
    if (!hook) return 'missing';
    if (!force && goodSecrets(hook, Date.now()).length > 1) return 'under-way';
    const { kept, token } = await newSecret(hook);
    const next = rotated(hook, kept, Date.now());
    const sealed = await sealHook(next, this.#services);
    // Somebody else was faster, or the hook is gone.
    if (this.#hook !== hook) return this.rotate(force);
    this.#keep(next, sealed);
    await this.#settle();
    return { hook: next, ...(token !== undefined && { token }) };
  }

  /** Takes the hook away: from now on nothing is taken and nothing is done for it. */
  async remove(): Promise<boolean> {
    if (this.#sealed === undefined) return false;
    this.ctx.storage.kv.delete('hook');
    this.#hook = undefined;
    this.#calls.forgetOpen();
    await this.#settle();
    return true;
  }

  /** Lets a proven call in, or tells what is known of its id. One that is under way is waited for, for a moment. */
  async enter(entry: Entry): Promise<Entered> {
    const entered = await this.#enter(entry);
    if (!entry.once || entered.is !== 'under-way') return entered;
    await this.#calls.over(entry.once.key);
    return this.#enter(entry);
  }

  async #enter({ hook: id, secret, once, later }: Entry): Promise<Entered> {
    const hook = await this.find();
    const now = Date.now();
    if (hook?.id !== id || !goodSecrets(hook, now).some((one) => one.id === secret)) return { is: 'revoked' };
    if (!once) return { is: 'first' };
    if (later && this.#invocations.isFull()) return { is: 'full' };
    const begun = this.#calls.begin(once, now);
    if (begun.is !== 'first') return begun;
    if (later) {
      this.#invocations.add(later, now);
      this.#calls.finish(once, later.answer, now);
      this.#work();
    }
    await this.#wakeAt(now + (later ? LEASE_MS : SWEEP_MS));
    return begun;
  }

  /** Keeps what calls were answered. */
  leave(left: readonly Left[]): void {
    if (this.#sealed === undefined) return;
    for (const { once, answer } of left) this.#calls.finish(once, answer, Date.now());
  }

  /** Forgets a call that came to nothing. */
  release(key: string): void {
    if (this.#sealed !== undefined) this.#calls.release(key);
  }

  invocation(id: string): InvocationState | undefined {
    return this.#sealed === undefined ? undefined : this.#invocations.find(id, Date.now());
  }

  /** Whatever happens, it rings again where something is left to do. */
  override async alarm(): Promise<void> {
    this.#alarmAt = undefined;
    let next: number | undefined = Date.now() + SETTLE_AGAIN_MS;
    try {
      await this.find();
      if (this.#unsettled) await this.#settle();
      next = this.#sealed === undefined ? undefined : this.#sweep();
    } finally {
      if (this.#unsettled) next = Date.now() + SETTLE_AGAIN_MS;
      if (next !== undefined) await this.#wakeAt(next);
    }
  }

  /** Clears up, begins what is due, and tells when to look again. */
  #sweep(): number | undefined {
    const now = Date.now();
    const kept = this.#calls.sweep(now);
    this.#work();
    const next = this.#invocations.sweep(now);
    return next ?? (kept ? now + SWEEP_MS : undefined);
  }

  /** Does what waits, some of it at once, and delivers what came of it. The alarm sees to what is lost on the way. */
  #work(): void {
    const now = Date.now();
    for (let due = this.#next(now); due; due = this.#next(now)) {
      this.#running++;
      this.ctx.waitUntil(
        this.#carryOut(due)
          .catch(() => undefined)
          .finally(() => {
            this.#running--;
            if (this.#sealed !== undefined) this.#work();
          }),
      );
    }
    for (const id of this.#invocations.untold(now)) this.ctx.waitUntil(this.#tell(id).catch(() => undefined));
  }

  #next(now: number): Due | undefined {
    return this.#invocations.take(this.#running, now);
  }

  async #carryOut(due: Due): Promise<void> {
    const outcome = await carryOut(this.#name, due, this.#services);
    if (this.#sealed !== undefined) this.#invocations.finish(due.id, outcome, Date.now());
  }

  async #tell(id: string): Promise<void> {
    const state = this.#invocations.find(id, Date.now());
    if (!state) return;
    await deliverOutcome(this.#name, id, state, this.#services);
    if (this.#sealed !== undefined) this.#invocations.told(id);
  }

  #keep(hook: HookRecord, sealed: string): void {
    this.ctx.storage.kv.put('hook', sealed);
    this.#hook = hook;
  }

  /**
   * Brings what depends on the record to its state, now or as soon as it can be: the copy in KV, the endpoint of callbacks.
   * Of a hook that is gone nothing is left then.
   */
  async #settle(): Promise<void> {
    const { storage } = this.ctx;
    const [name, hook, sealed] = [this.#name, this.#hook, this.#sealed];
    storage.kv.put('unsettled', true);
    try {
      await copyHook(name, sealed, this.env);
      if (hook?.callbackUrl !== undefined) {
        storage.kv.put('endpoint', true);
        const secrets = goodSecrets(hook, Date.now()).map(({ secret }) => secret);
        await openEndpoint(`hook:${name}`, { url: hook.callbackUrl, secrets }, this.#services);
      } else if (storage.kv.get('endpoint') !== undefined) {
        await closeEndpoint(`hook:${name}`, this.#services);
      }
    } catch {
      await this.#wakeAt(Date.now() + SETTLE_AGAIN_MS);
      return;
    }
    // It was changed meanwhile: that change is settled by itself.
    if (this.#sealed !== sealed) return;
    storage.kv.delete('unsettled');
    if (sealed !== undefined) return;
    await storage.deleteAlarm();
    await storage.deleteAll();
    this.#alarmAt = undefined;
  }

  /** Sets the alarm, unless it rings before. */
  async #wakeAt(at: number): Promise<void> {
    const { storage } = this.ctx;
    this.#alarmAt ??= (await storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
    if (this.#alarmAt <= at) return;
    this.#alarmAt = at;
    await storage.setAlarm(at);
  }

  get #sealed(): string | undefined {
    return this.ctx.storage.kv.get<string>('hook');
  }

  get #unsettled(): boolean {
    return this.ctx.storage.kv.get('unsettled') !== undefined;
  }

  get #name(): string {
    return this.ctx.storage.kv.get<string>('name') ?? '';
  }

  get #services(): Services {
    const { env, ctx } = this;
    return { config: readConfig(env), env, now: Date.now, waitUntil: (promise) => ctx.waitUntil(promise) };
  }
}
