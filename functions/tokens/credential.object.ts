import { DurableObject } from 'cloudflare:workers';
import { accountOf, readConfig } from '../config/config.ts';
import { seal, unseal } from '../config/seal.ts';
import type { ProblemData } from '../core/problem.ts';
import type { Grant } from '../core/provider.ts';
import { providerOf } from '../registry.ts';
import type { Leave } from './applicationState.ts';
import { type Moment, waitingProblem } from './cooldown.ts';
import { applicationKey, type CredentialRef, credentialKey, settingsPrint } from './credentialKey.ts';
import {
  afterDisproof,
  afterFailure,
  afterGrant,
  afterTry,
  afterVainRenewal,
  type CredentialState,
  copyUntil,
  type Disproof,
  emptyState,
  endOf,
  loginWait,
  nextAlarm,
} from './credentialState.ts';
import { describeCredential } from './describeCredential.ts';
import { usableUntil } from './lifetime.ts';
import { isUsable, type StoredToken, storedToken } from './storedToken.ts';
import { vendorTokens } from './vendorTokens.ts';

/** What a credential answers. Errors lose their class between Workers. */
export type Lease =
  | { is: 'token'; held: StoredToken }
  /** There is none. */
  | { is: 'none'; problem: ProblemData }
  /** A newer token was refused in the same way: the refusal is none of the token. */
  | { is: 'disproved' };

/** A token that the vendor refused: its generation, and a name for the refusal. */
export interface RefusedToken {
  generation: number;
  about: string;
}

/** KV refuses to keep a value for less. [Workers KV, expirationTtl] */
const KV_LEAST_TTL_S = 60;
/** Where the application cannot be asked for leave, nobody logs in; it is back within a moment. */
const APART_MS = 1_000;

/**
 * One vendor credential: the only place that logs in, and the only one that writes its token to KV. It is bound to the
 * name it was made with: where today's settings give its account another name, it ends itself.
 */
export class Credential extends DurableObject<Env> {
  #renewal: Promise<Lease> | undefined;

  /** A token newer than the one that was `refused`. Concurrent callers share one login. */
  async lease(key: string, ref: CredentialRef, refused?: RefusedToken): Promise<Lease> {
    if (!(await this.#isToday(key, ref))) return this.#outOfDate(ref);
    if (refused && (this.#state.disproved[refused.about]?.until ?? 0) > Date.now())
      return { is: 'disproved' };
    const held = await this.#open(key, this.#state.token, storedToken.parse);
    const usable = isUsable(held, Date.now(), refused?.generation);
    const lease: Lease = usable
      ? { is: 'token', held }
      : await this.#renewOnce(key, ref, refused?.generation ?? 0);
    if (lease.is === 'token') this.markUsed(lease.held.generation);
    return lease;
  }

  /** Somebody uses this generation: a token that nobody uses is not renewed for its own sake. */
  markUsed(usedGeneration: number): void {
    const { token, usedGeneration: known } = this.#state;
    if (token !== undefined && usedGeneration > known) this.#state = { ...this.#state, usedGeneration };
  }

  /** A new token was refused as well: for a while these refusals are no reason for another. */
  disprove(disproof: Disproof): void {
    if (this.#state.token !== undefined) this.#state = afterDisproof(this.#state, disproof, Date.now());
  }

  /** Logs out what nobody can hold a copy of any more, renews ahead of expiry, and ends what nobody uses. */
  override async alarm(): Promise<void> {
    const { key, ref } = this.#state;
    if (!key || !ref || !(await this.#isToday(key, ref))) return this.#end();
    if (await this.#logOutSuperseded(key, ref)) await this.#publish(key);
    const { renewAt, usedGeneration, generation } = this.#state;
    if (renewAt !== undefined && renewAt <= Date.now()) {
      const wanted = usedGeneration >= generation;
      const lease = wanted ? await this.#renewOnce(key, ref, 0, true) : undefined;
      if (lease?.is !== 'token') this.#state = afterVainRenewal(this.#state);
    }
    if (endOf(this.#state) <= Date.now()) return this.#end();
    await this.ctx.storage.setAlarm(nextAlarm(this.#state));
  }

  #renewOnce(key: string, ref: CredentialRef, rejected: number, ahead = false): Promise<Lease> {
    this.#renewal ??= this.#renew(key, ref, rejected, ahead).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renew(key: string, ref: CredentialRef, rejected: number, ahead: boolean): Promise<Lease> {
    const { refresh } = this.#state;
    // A refresh token may have died with the token that the vendor refused: then only a login helps.
    const refreshable = ahead && refresh && refresh.endsAt > Date.now();
    const token = refreshable ? await this.#open(key, refresh.sealed, String) : undefined;
    const refreshed = token === undefined ? undefined : await vendorTokens(this.env, ref).refresh(token);
    return refreshed
      ? { is: 'token', held: await this.#keep(key, refreshed, rejected, 'refresh') }
      : this.#logIn(key, ref, rejected);
  }

  /** One login, where the credential itself and its application have leave for it. */
  async #logIn(key: string, ref: CredentialRef, rejected: number): Promise<Lease> {
    const account = this.#accountOf(ref);
    const print = await settingsPrint(account);
    const at = (): Moment => ({ now: Date.now(), print });
    const none = (wait: Parameters<typeof waitingProblem>[1]): Lease => ({
      is: 'none',
      problem: waitingProblem(ref.provider, wait, Date.now()),
    });
    const wait = loginWait(this.#state, at());
    if (wait) return none(wait);
    const provider = providerOf(ref.provider);
    const own = key === (await credentialKey(provider, account));
    const asking = { key, own, print };
    const application = this.env.APPLICATIONS.getByName(await applicationKey(provider, account));
    const apart = (): Leave => ({ ok: false, until: Date.now() + APART_MS });
    const leave = await application.admit(asking).catch(apart);
    if (!leave.ok) return none(leave);
    this.#state = { ...afterTry(this.#state, Date.now()), key, ref };
    await this.ctx.storage.setAlarm(nextAlarm(this.#state));
    const { grant, ...outcome } = await vendorTokens(this.env, ref).logIn(leave.clockOffsetMs);
    await application.settle(asking, outcome).catch(() => undefined);
    if (grant) return { is: 'token', held: await this.#keep(key, grant, rejected, 'login') };
    const { failure } = outcome;
    if (failure) this.#state = afterFailure(this.#state, failure, at());
    await this.#publish(key);
    return none({ until: this.#state.cooldown?.until ?? 0, failure });
  }

  async #keep(key: string, grant: Grant, rejected: number, by: 'login' | 'refresh'): Promise<StoredToken> {
    const { sealKeys } = readConfig(this.env);
    const now = Date.now();
    const generation = Math.max(this.#state.generation, rejected) + 1;
    const expiresAt = usableUntil(now, grant.lifetimeMs);
    const held: StoredToken = { token: grant.token, generation, issuedAt: now, expiresAt };
    const token = await seal(held, key, sealKeys);
    const refresh = grant.refresh && {
      sealed: await seal(grant.refresh.token, key, sealKeys),
      endsAt: now + grant.refresh.lifetimeMs,
    };
    const granted = { token, refresh, grant, generation, by, now, jitter: Math.random() };
    this.#state = afterGrant(this.#state, granted);
    await this.ctx.storage.setAlarm(nextAlarm(this.#state));
    await this.#publish(key);
    return held;
  }

  /** Copies the token to KV, for callers, and what may be told, for operators. Without KV, callers come here. */
  async #publish(key: string): Promise<void> {
    const now = Date.now();
    const expirationTtl = Math.max(KV_LEAST_TTL_S, Math.ceil((copyUntil(this.#state) - now) / 1000));
    const metadata = describeCredential(this.#state, now);
    await this.env.TOKENS.put(key, this.#state.token ?? '', { expirationTtl, metadata }).catch(
      () => undefined,
    );
  }

  /** Whether there was anything to log out. */
  async #logOutSuperseded(key: string, ref: CredentialRef): Promise<boolean> {
    const due = this.#state.superseded.filter(({ logoutAt }) => logoutAt <= Date.now());
    for (const { sealed, endsAt } of due) {
      const old = await this.#open(key, sealed, storedToken.parse);
      if (old && endsAt > Date.now()) await vendorTokens(this.env, ref).logOut(old.token);
    }
    const superseded = this.#state.superseded.filter(
      (one) => !due.some(({ generation }) => generation === one.generation),
    );
    this.#state = { ...this.#state, superseded };
    return due.length > 0;
  }

  /** Opens a sealed value; undefined where it does not open, as after a change of the seal keys. */
  async #open<T>(
    key: string,
    sealed: string | undefined,
    parse: (value: unknown) => T,
  ): Promise<T | undefined> {
    if (sealed === undefined) return undefined;
    const value = await unseal(sealed, key, readConfig(this.env).sealKeys);
    return value === undefined ? undefined : parse(value);
  }

  #accountOf({ provider, account }: CredentialRef) {
    return accountOf(readConfig(this.env), providerOf(provider), account);
  }

  /** Whether today's settings give this credential the name that it goes by. */
  async #isToday(key: string, ref: CredentialRef): Promise<boolean> {
    const { accounts } = readConfig(this.env);
    const account = accounts.find((one) => one.provider === ref.provider && one.name === ref.account);
    return (
      account !== undefined && key === (await credentialKey(providerOf(ref.provider), account, ref.user))
    );
  }

  async #outOfDate({ provider }: CredentialRef): Promise<Lease> {
    await this.#end();
    const failure = {
      slug: 'provider-login-refused',
      detail: 'The settings of this credential have changed: it logs in no more.',
      concerns: 'user',
    } as const;
    return { is: 'none', problem: waitingProblem(provider, { until: 0, failure }, Date.now()) };
  }

  async #end(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  get #state(): CredentialState {
    return this.ctx.storage.kv.get<CredentialState>('state') ?? emptyState();
  }

  set #state(state: CredentialState) {
    this.ctx.storage.kv.put('state', state);
  }
}
