import { accountOf, readConfig } from '../config/config.ts';
import { withDeadline } from '../core/deadline.ts';
import { LoginRefused } from '../core/loginRefused.ts';
import { accountSecrets, type Grant, type LoginContext } from '../core/provider.ts';
import { scrub } from '../core/scrub.ts';
import { send, upstreamOf } from '../core/upstream.ts';
import { providerOf } from '../registry.ts';
import type { CredentialRef } from './credentialKey.ts';

/** Of a call's deadline a login may take so much: whoever waits for one that hangs has time left for another. */
const SHARE_OF_DEADLINE = 0.5;

/** What a credential asks of its vendor: a login, a refresh, a log-out. Each ends well before a call's deadline. */
export function vendorTokens(env: Env, ref: CredentialRef) {
  const provider = providerOf(ref.provider);
  const config = readConfig(env);
  const account = accountOf(config, provider, ref.account);
  const { settings } = account;
  const secrets = [...accountSecrets(provider, account), ref.user ?? ''];
  const within = <T>(work: (context: LoginContext<typeof settings>) => Promise<T>): Promise<T> =>
    withDeadline(config.timeoutMs * SHARE_OF_DEADLINE, Date.now(), (deadline) =>
      work({
        settings,
        user: ref.user,
        now: Date.now(),
        send: (request, baseUrl) => {
          // Signatures and their like, each part of a header by itself as a vendor may echo it.
          secrets.push(...Object.values(request.headers).flatMap((value) => value.split(/[\s,=]+/)));
          return send(request, upstreamOf(baseUrl, env), { deadline, provider: provider.id });
        },
      }),
    );
  return {
    /** A refusal is remembered and told: what it echoes of the login is taken out here. */
    logIn: (): Promise<Grant> =>
      within((context) => provider.login(context)).catch((error: unknown) => {
        if (!(error instanceof LoginRefused)) throw error;
        const { status, code, message } = error.failure;
        const said = (text: string | undefined) => (text === undefined ? undefined : scrub(text, secrets));
        throw new LoginRefused({ status, code: said(code), message: said(message) }, error.means);
      }),
    /** Undefined where the vendor has no refresh, or it failed for whatever reason: a login comes next. */
    refresh: (token: string): Promise<Grant | undefined> =>
      within(async (context) => provider.refresh?.(context, token)).catch(() => undefined),
    /** A log-out that fails is not tried again: the token ends by itself. */
    logOut: (token: string): Promise<void> =>
      within(async (context) => provider.logOut?.(context, token)).catch(() => undefined),
  };
}
