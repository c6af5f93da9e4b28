import type { Grant, LoginContext } from '../core/provider.ts';
import { send, upstreamOf } from '../core/upstream.ts';
import { accountOf, type Bindings, readConfig } from '../env.ts';
import { providerOf } from '../registry.ts';
import type { CredentialRef } from './credentialKey.ts';

/** What a credential asks of its vendor: a login, a refresh, a log-out. Each ends by the deadline of a call. */
export function vendorTokens(env: Bindings, ref: CredentialRef) {
  const provider = providerOf(ref.provider);
  const config = readConfig(env);
  const { settings } = accountOf(config, provider, ref.account);
  const context = (): LoginContext<typeof settings> => {
    const signal = AbortSignal.timeout(config.timeoutMs);
    return {
      settings,
      user: ref.user,
      now: Date.now(),
      send: (request, baseUrl) => send(request, upstreamOf(baseUrl, env), { signal, provider: provider.id }),
    };
  };
  return {
    logIn: (): Promise<Grant> => provider.login(context()),
    /** Undefined where the vendor has no refresh, or it failed for whatever reason: a login comes next. */
    refresh: async (token: string): Promise<Grant | undefined> =>
      provider.refresh?.(context(), token).catch(() => undefined),
    /** A log-out that fails is not tried again: the token ends by itself. */
    logOut: async (token: string): Promise<void> =>
      provider.logOut?.(context(), token).catch(() => undefined),
  };
}
