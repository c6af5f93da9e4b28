import { DurableObject } from 'cloudflare:workers';
import { accountOf, readConfig } from '../config/config.ts';
import { seal, unseal } from '../config/seal.ts';
import { LoginRefused } from '../core/loginRefused.ts';
import { Problem, type ProblemData } from '../core/problem.ts';
import type { Grant } from '../core/provider.ts';
import { providerOf } from '../registry.ts';
import { type CredentialRef, credentialKey } from './credentialKey.ts';
import {
  afterGrant,
  afterRefusal,
  afterRejection,
  type CredentialState,
  describeCredential,
  emptyState,
  nextAlarm,
} from './credentialState.ts';
import { usableUntil } from './lifetime.ts';
import { isUsable, type StoredToken, storedToken } from './storedToken.ts';
import { vendorTokens } from './vendorTokens.ts';

/** What a credential answers: a token, or why there is none. Errors lose their class between Workers. */
export type Lease = { ok: true; held: StoredToken } | { ok: false; problem: ProblemData };

/** KV refuses to keep a value for less. [Workers KV, expirationTtl] */
const KV_LEAST_TTL_S = 60;

/** One vendor credential: the only place that logs in, and the only one that writes its token to KV. */
export class Credential extends DurableObject<Env> {
  #renewal: Promise<Lease> | undefined;

  /** A token newer than generation `rejected`, which may have `worked` before. Concurrent callers share one login. */
  async lease(ref: CredentialRef, rejected = 0, worked = false): Promise<Lease> {
    const held = await this.#open<StoredToken>(ref, this.#state.token, storedToken.parse);
    const usable = isUsable(held, Date.now(), rejected);
    // Those who join a login that is under way have seen the same rejection.
    if (!usable && !this.#renewal)
      this.#state = afterRejection(this.#state, { rejected, worked }, Date.now());
    const lease: Lease = usable ? { ok: true, held } : await this.#renewTogether(ref, rejected);
    if (lease.ok) this.markUsed(lease.held.generation);
    return lease;
  }

  /** Somebody uses this generation: a user's token that nobody uses is not renewed for its own sake. */
  markUsed(usedGeneration: number): void {
    if (usedGeneration > this.#state.usedGeneration) this.#state = { ...this.#state, usedGeneration };
  }

  /** What an operator may see: everything but tokens. */
  describe() {
    return describeCredential(this.#state, Date.now());
  }

  /** Renews ahead of expiry, so that no caller waits, and logs out what nobody can hold a copy of any more. */
  override async alarm(): Promise<void> {
    const { ref, renewAt, usedGeneration, generation } = this.#state;
    if (!ref) return;
    await this.#logOutSuperseded(ref);
    if (renewAt !== undefined && renewAt <= Date.now()) {
      const wanted = ref.user === undefined || usedGeneration >= generation;
      const lease = wanted ? await this.#renewOnce(ref, 0, true) : undefined;
      // Whoever comes next logs in, or learns why not.
      if (!lease?.ok) this.#state = { ...this.#state, renewAt: undefined };
    }
    await this.#schedule();
  }

  /** Whoever joined a login that hung has time left for another, which is shared again. */
  async #renewTogether(ref: CredentialRef, rejected: number): Promise<Lease> {
    const joined = this.#renewal !== undefined;
    const lease = await this.#renewOnce(ref, rejected);
    const hung = !lease.ok && lease.problem.slug === 'provider-timeout';
    return joined && hung ? this.#renewOnce(ref, rejected) : lease;
  }

  #renewOnce(ref: CredentialRef, rejected: number, ahead = false): Promise<Lease> {
    this.#renewal ??= this.#renew(ref, rejected, ahead).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renew(ref: CredentialRef, rejected: number, ahead: boolean): Promise<Lease> {
    const { refusal, refresh } = this.#state;
    if (refusal && refusal.until > Date.now()) return refused(ref, this.#state);
    try {
      const vendor = vendorTokens(this.env, ref);
      // A refresh token may have died with the token that the vendor rejected: then only a login helps.
      const usable = ahead && refresh && refresh.endsAt > Date.now();
      const token = usable ? await this.#open(ref, refresh.sealed, String) : undefined;
      const refreshed = token === undefined ? undefined : await vendor.refresh(token);
      const by = refreshed ? 'refresh' : 'login';
      return { ok: true, held: await this.#keep(ref, refreshed ?? (await vendor.logIn()), { rejected, by }) };
    } catch (error) {
      // Words that nobody knows, with a status that blames nobody, are a refusal: the login must not be hammered.
      const vendorsFault = error instanceof LoginRefused && error.failure.status >= 500;
      if (vendorsFault && error.means === 'provider-failed') return failed(ref);
      if (error instanceof LoginRefused) {
        this.#state = { ...afterRefusal(this.#state, error, Date.now()), ref };
        return refused(ref, this.#state);
      }
      if (error instanceof Problem) return { ok: false, problem: error.toData() };
      throw error;
    }
  }

  async #keep(
    ref: CredentialRef,
    grant: Grant,
    { rejected, by }: { rejected: number; by: 'login' | 'refresh' },
  ) {
    const key = this.#keyOf(ref);
    const { sealKeys } = readConfig(this.env);
    const now = Date.now();
    const generation = Math.max(this.#state.generation, rejected) + 1;
    const held: StoredToken = {
      token: grant.token,
      generation,
      issuedAt: now,
      expiresAt: usableUntil(now, grant.lifetimeMs),
    };
    const token = await seal(held, await key, sealKeys);
    const refresh = grant.refresh && {
      sealed: await seal(grant.refresh.token, await key, sealKeys),
      endsAt: now + grant.refresh.lifetimeMs,
    };
    this.#state = {
      ...afterGrant(this.#state, {
        token,
        refresh,
        grant,
        generation,
        rejected,
        by,
        now,
        jitter: Math.random(),
      }),
      ref,
    };
    await this.#schedule();
    const expirationTtl = Math.max(KV_LEAST_TTL_S, Math.ceil((held.expiresAt - now) / 1000));
    // KV is a read replica: without it, callers come here.
    await this.env.TOKENS.put(await key, token, { expirationTtl }).catch(() => undefined);
    return held;
  }

  async #logOutSuperseded(ref: CredentialRef): Promise<void> {
    const due = this.#state.superseded.filter(({ logoutAt }) => logoutAt <= Date.now());
    for (const { sealed, endsAt } of due) {
      const old = await this.#open<StoredToken>(ref, sealed, storedToken.parse);
      if (old && endsAt > Date.now()) await vendorTokens(this.env, ref).logOut(old.token);
    }
    const left = this.#state.superseded.filter(
      (one) => !due.some(({ generation }) => generation === one.generation),
    );
    this.#state = { ...this.#state, superseded: left };
  }

  /** Opens a sealed value; undefined where it does not open, as after a change of the seal keys. */
  async #open<T>(
    ref: CredentialRef,
    sealed: string | undefined,
    parse: (value: unknown) => T,
  ): Promise<T | undefined> {
    if (sealed === undefined) return undefined;
    const value = await unseal(sealed, await this.#keyOf(ref), readConfig(this.env).sealKeys);
    return value === undefined ? undefined : parse(value);
  }

  #keyOf({ provider, account, user }: CredentialRef): Promise<string> {
    const owner = providerOf(provider);
    return credentialKey(owner, accountOf(readConfig(this.env), owner, account), user);
  }

  async #schedule(): Promise<void> {
    const next = nextAlarm(this.#state);
    if (next !== undefined) await this.ctx.storage.setAlarm(next);
  }

  get #state(): CredentialState {
    return this.ctx.storage.kv.get<CredentialState>('state') ?? emptyState();
  }

  set #state(state: CredentialState) {
    this.ctx.storage.kv.put('state', state);
  }
}

/** The vendor's own fault says nothing of the credentials: the next caller may try again at once. */
const failed = ({ provider }: CredentialRef): Lease => {
  const problem = new Problem(
    'provider-failed',
    'The vendor failed while the gateway asked it for a token.',
    { provider },
  );
  return { ok: false, problem: problem.toData() };
};

function refused({ provider }: CredentialRef, { refusal }: CredentialState): Lease {
  const { until = 0, code, message } = refusal ?? {};
  const problem = new Problem(
    'provider-login-refused',
    'The vendor refuses the credentials that the gateway is configured with.',
    {
      provider,
      retryAfter: Math.max(1, Math.ceil((until - Date.now()) / 1000)),
      ...(code !== undefined && { providerCode: code }),
      ...(message !== undefined && { providerMessage: message }),
    },
  );
  return { ok: false, problem: problem.toData() };
}
