import { accountOf, readConfig } from '../config/config.ts';
import { withDeadline } from '../core/deadline.ts';
import { Problem } from '../core/problem.ts';
import { accountSecrets, type Grant, type LoginContext } from '../core/provider.ts';
import { send, upstreamOf } from '../core/upstream.ts';
import { providerOf } from '../registry.ts';
import type { LoginOutcome } from './applicationState.ts';
import { loginFailureOf } from './cooldown.ts';
import type { CredentialRef } from './credentialKey.ts';
import { believedLifetime } from './lifetime.ts';

/** Of a call's deadline a login may take so much: whoever waits for one that hangs is told so in time. */
const SHARE_OF_DEADLINE = 0.5;
/** A refusal that concerns time is no matter of the clocks where they differ by less. */
const CLOCK_SLACK_MS = 10_000;

/** What a credential asks of its vendor: a login, a refresh, a log-out. Each ends well before a call's deadline. */
export function vendorTokens(env: Env, ref: CredentialRef) {
  const provider = providerOf(ref.provider);
  const config = readConfig(env);
  const account = accountOf(config, provider, ref.account);
  const { settings } = account;
  const secrets = [...accountSecrets(provider, account), ref.user ?? ''];
  /** How far the vendor's clock is ahead, as its last answer told. */
  let clockOffsetMs: number | undefined;
  const within = <T>(
    work: (context: LoginContext<typeof settings>) => Promise<T>,
    offsetMs = 0,
  ): Promise<T> =>
    withDeadline(config.timeoutMs * SHARE_OF_DEADLINE, Date.now(), (deadline) =>
      work({
        settings,
        user: ref.user,
        now: Date.now() + offsetMs,
        send: async (request, baseUrl) => {
          // Signatures and their like, each part of a header by itself as a vendor may echo it.
          secrets.push(...Object.values(request.headers).flatMap((value) => value.split(/[\s,=]+/)));
          const answer = await send(request, upstreamOf(baseUrl, env), { deadline, provider: provider.id });
          const date = Date.parse(answer.headers.get('Date') ?? '');
          if (!Number.isNaN(date)) clockOffsetMs = date - Date.now();
          return answer;
        },
      }),
    );
  const tryLogIn = (offsetMs: number): Promise<LoginOutcome & { grant?: Grant }> =>
    within((context) => provider.login(context), offsetMs)
      .then((grant) => ({ grant: checked(grant, provider.id) }))
      .catch((error: unknown) => ({ failure: loginFailureOf(error, secrets) }));
  return {
    /**
     * One login, signed at the vendor's time. Where the vendor refuses that time and its answer tells another, it is signed
     * anew, once.
     */
    async logIn(offsetMs: number): Promise<LoginOutcome & { grant?: Grant }> {
      let outcome = await tryLogIn(offsetMs);
      const told = clockOffsetMs ?? offsetMs;
      if (outcome.failure?.concerns === 'clock' && Math.abs(told - offsetMs) > CLOCK_SLACK_MS)
        outcome = await tryLogIn(told);
      return { ...outcome, clockOffsetMs };
    },
    /** Undefined where the vendor has no refresh, or it failed for whatever reason: a login comes next. */
    refresh: (token: string): Promise<Grant | undefined> =>
      within(async (context) => {
        const grant = await provider.refresh?.(context, token);
        return grant && checked(grant, provider.id);
      }).catch(() => undefined),
    /** A log-out that fails is not tried again: the token ends by itself. */
    logOut: (token: string): Promise<void> =>
      within(async (context) => provider.logOut?.(context, token)).catch(() => undefined),
  };
}

/** What a header can carry, and no longer than servers take one. [RFC 9110, section 5.5] */
const TOKEN_FORM = /^[\x21-\x7e]{1,4096}$/;

/** A grant whose tokens can be sent, and whose lifetimes can be believed. @throws Problem `provider-malformed` */
function checked({ token, lifetimeMs, refresh }: Grant, provider: string): Grant {
  if (!TOKEN_FORM.test(token))
    throw new Problem('provider-malformed', 'The vendor gave a token that no request can carry.', {
      provider,
    });
  return {
    token,
    lifetimeMs: believedLifetime(lifetimeMs),
    ...(refresh &&
      TOKEN_FORM.test(refresh.token) && {
        refresh: { token: refresh.token, lifetimeMs: believedLifetime(refresh.lifetimeMs) },
      }),
  };
}
