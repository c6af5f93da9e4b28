import type { Config } from '../config/config.ts';
import type { Caller } from '../core/caller.ts';
import { Problem } from '../core/problem.ts';

/** The rate of callers as the header `RateLimit-Policy` tells it; undefined where there is none. */
export const ratePolicyOf = (env: Env, { callerRate }: Config): string | undefined =>
  env.CALLERS && callerRate && `"caller";q=${callerRate.calls};w=${callerRate.seconds}`;

/**
 * Counts a call against the rate of its caller, by the platform's rate limiting binding. The binding does not say how
 * much is left, so `RateLimit` is sent with a refusal only. [draft-ietf-httpapi-ratelimit-headers]
 *
 * @throws Problem `rate-limited`
 */
export async function limitCaller({ name }: Caller, env: Env, { callerRate }: Config): Promise<void> {
  const limiter: RateLimit | undefined = env.CALLERS;
  if (!limiter || !callerRate) return;
  // A limiter that fails limits nobody: it guards the gateway, the answer does not depend on it.
  const { success } = await limiter.limit({ key: name }).catch(() => ({ success: true }));
  if (success) return;
  const { calls, seconds } = callerRate;
  throw new Problem(
    'rate-limited',
    `The key may call ${calls} times in ${seconds} seconds.`,
    { retryAfter: seconds },
    { RateLimit: `"caller";r=0;t=${seconds}` },
  );
}
