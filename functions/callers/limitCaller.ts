import { Problem } from '../core/problem.ts';
import { readConfig } from '../env.ts';
import type { AppContext } from '../routes/context.ts';

/**
 * Counts a call against the rate of its caller, by the platform's rate limiting binding. The policy is told in the
 * `RateLimit-Policy` header; the binding does not say how much is left, so `RateLimit` is sent with a refusal only.
 * [draft-ietf-httpapi-ratelimit-headers]
 *
 * @throws Problem `rate-limited`
 */
export async function limitCaller(c: AppContext): Promise<void> {
  const { callerRate } = readConfig(c.env);
  if (!c.env.CALLERS || !callerRate) return;
  const { calls, seconds } = callerRate;
  const policy = `"caller";q=${calls};w=${seconds}`;
  c.header('RateLimit-Policy', policy);
  // A limiter that fails limits nobody: it guards the gateway, the answer does not depend on it.
  const { success } = await c.env.CALLERS.limit({ key: c.get('caller').name }).catch(() => ({
    success: true,
  }));
  if (success) return;
  throw new Problem(
    'rate-limited',
    `The key may call ${calls} times in ${seconds} seconds.`,
    { retryAfter: seconds },
    {
      'RateLimit-Policy': policy,
      RateLimit: `"caller";r=0;t=${seconds}`,
    },
  );
}
