import { DurableObject } from 'cloudflare:workers';
import { LoginRefused } from '../core/loginRefused.ts';
import { Problem, type ProblemMembers } from '../core/problem.ts';
import type { ProblemSlug } from '../core/problems.ts';
import { send, upstreamOf } from '../core/upstream.ts';
import { accountOf, type Bindings, readConfig } from '../env.ts';
import { providerOf } from '../registry.ts';
import { type CredentialRef, credentialKey } from './credentialKey.ts';
import { cooldownMs, renewAt, usableUntil } from './lifetime.ts';
import { seal, unseal } from './seal.ts';
import { isUsable, type StoredToken, storedToken } from './storedToken.ts';

/** What a credential answers: a token, or why there is none. Errors lose their class between Workers. */
export type Lease =
  | { ok: true; held: StoredToken }
  | { ok: false; slug: ProblemSlug; detail: string; members: ProblemMembers };

/** A refusal that is remembered, so that the account is not hammered. Times in epoch milliseconds. */
interface Refusal {
  count: number;
  until: number;
  code?: string | undefined;
  message?: string | undefined;
}

/** KV refuses to keep a value for less. [Workers KV, expirationTtl] */
const KV_LEAST_TTL_S = 60;

/**
 * One vendor credential: the only place that logs in, and the only one that writes its token to KV.
 *
 * Its storage holds `token` (sealed), `generation`, `refusal` and `ref` (what its alarm renews).
 */
export class Credential extends DurableObject<Bindings> {
  #login: Promise<Lease> | undefined;

  /** A token newer than generation `rejected`. Concurrent callers share one login. */
  async lease(ref: CredentialRef, rejected = 0): Promise<Lease> {
    const key = await this.#keyOf(ref);
    const held = await this.#held(key);
    if (isUsable(held, Date.now(), rejected)) return { ok: true, held };
    return this.#loginOnce(ref, key, rejected);
  }

  /** Renews ahead of expiry, so that no caller waits for a login. */
  override async alarm(): Promise<void> {
    const ref = this.ctx.storage.kv.get<CredentialRef>('ref');
    if (!ref) return;
    const key = await this.#keyOf(ref);
    const held = await this.#held(key);
    // An alarm may run late, or after a login that a rejected token caused.
    if (held && held.renewAt > Date.now()) return this.ctx.storage.setAlarm(held.renewAt);
    await this.#loginOnce(ref, key, 0);
  }

  #loginOnce(ref: CredentialRef, key: string, rejected: number): Promise<Lease> {
    this.#login ??= this.#logIn(ref, key, rejected).finally(() => {
      this.#login = undefined;
    });
    return this.#login;
  }

  async #logIn(ref: CredentialRef, key: string, rejected: number): Promise<Lease> {
    const store = this.ctx.storage.kv;
    const provider = providerOf(ref.provider);
    const refusal = store.get<Refusal>('refusal');
    if (refusal && refusal.until > Date.now()) return refused(ref, refusal, Date.now());
    try {
      const config = readConfig(this.env);
      const { settings } = accountOf(config, provider, ref.account);
      const signal = AbortSignal.timeout(config.timeoutMs);
      const grant = await provider.login({
        settings,
        user: ref.user,
        now: Date.now(),
        send: (request, baseUrl) =>
          send(request, upstreamOf(baseUrl, this.env), { signal, provider: provider.id }),
      });
      const issuedAt = Date.now();
      const held: StoredToken = {
        token: grant.token,
        generation: Math.max(store.get<number>('generation') ?? 0, rejected) + 1,
        issuedAt,
        expiresAt: usableUntil(issuedAt, grant.lifetimeMs),
        renewAt: renewAt(issuedAt, grant.lifetimeMs, Math.random()),
      };
      await this.#keep(ref, key, held);
      return { ok: true, held };
    } catch (error) {
      if (error instanceof LoginRefused && error.means !== 'provider-failed') {
        return refused(ref, this.#remember(error), Date.now());
      }
      if (error instanceof LoginRefused) return failed(ref);
      if (error instanceof Problem)
        return { ok: false, slug: error.slug, detail: error.message, members: error.members };
      throw error;
    }
  }

  async #keep(ref: CredentialRef, key: string, held: StoredToken): Promise<void> {
    const store = this.ctx.storage.kv;
    const sealed = await seal(held, key, readConfig(this.env).sealKeys);
    store.put('token', sealed);
    store.put('generation', held.generation);
    store.put('ref', ref);
    store.delete('refusal');
    await this.ctx.storage.setAlarm(held.renewAt);
    const ttl = Math.max(KV_LEAST_TTL_S, Math.ceil((held.expiresAt - held.issuedAt) / 1000));
    // KV is a read replica: without it, callers come here.
    await this.env.TOKENS.put(key, sealed, { expirationTtl: ttl }).catch(() => undefined);
  }

  #remember({ failure, means }: LoginRefused): Refusal {
    const count = (this.ctx.storage.kv.get<Refusal>('refusal')?.count ?? 0) + 1;
    const until = Date.now() + cooldownMs(count, means === 'account-locked');
    const refusal: Refusal = { count, until, code: failure.code, message: failure.message };
    this.ctx.storage.kv.put('refusal', refusal);
    return refusal;
  }

  async #held(key: string): Promise<StoredToken | undefined> {
    const sealed = this.ctx.storage.kv.get<string>('token');
    if (!sealed) return undefined;
    return storedToken.safeParse(await unseal(sealed, key, readConfig(this.env).sealKeys)).data;
  }

  #keyOf({ provider, account, user }: CredentialRef): Promise<string> {
    const owner = providerOf(provider);
    return credentialKey(owner, accountOf(readConfig(this.env), owner, account), user);
  }
}

/** The vendor's own fault says nothing of the credentials: the next caller may try again at once. */
const failed = ({ provider }: CredentialRef): Lease => ({
  ok: false,
  slug: 'provider-failed',
  detail: 'The vendor failed while the gateway asked it for a token.',
  members: { provider },
});

function refused({ provider }: CredentialRef, { until, code, message }: Refusal, now: number): Lease {
  return {
    ok: false,
    slug: 'provider-login-refused',
    detail: 'The vendor refuses the credentials that the gateway is configured with.',
    members: {
      provider,
      retryAfter: Math.max(1, Math.ceil((until - now) / 1000)),
      ...(code !== undefined && { providerCode: code }),
      ...(message !== undefined && { providerMessage: message }),
    },
  };
}
