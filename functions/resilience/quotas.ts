import { isolateMemory } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import { pause } from '../core/withDeadline.ts';
import { type Bindings, readConfig } from '../env.ts';
import type { Permits } from './quota.ts';

/** What an isolate holds of a quota: permits it has taken in advance, to spend without asking. */
const held = isolateMemory(() => new Map<string, Permits>());

/** An isolate takes this part of a minute's quota at once: few questions, and little lost when it ends. */
const SHARE_TAKEN = 1 / 20;

/** How a call passed the quota, for its receipt. */
export interface Passage {
  limit: number;
  left: number;
  waitedMs: number;
}

/**
 * Takes one call out of the quota of a vendor API, waiting for the next window where it begins before the deadline.
 * Undefined where there is no quota and the vendor has not asked to slow down.
 *
 * @throws Problem `provider-throttled` where the wait would be too long
 */
export async function passQuota(
  api: string,
  operation: string,
  {
    env,
    signal,
    deadline,
    now,
    provider,
  }: { env: Bindings; signal: AbortSignal; deadline: number; now: () => number; provider: string },
): Promise<Passage | undefined> {
  const limit = readConfig(env).quotas[operation];
  const started = now();
  for (;;) {
    let permits = held().get(api);
    if (permits && now() >= permits.until) permits = undefined;
    if (!permits && limit === undefined) return undefined;
    if (limit !== undefined && (!permits || permits.granted === 0) && !isBlock(permits)) {
      permits = await env.QUOTAS.getByName(api).take(Math.max(1, Math.floor(limit * SHARE_TAKEN)), limit);
      held().set(api, permits);
    }
    if (!permits) return undefined;
    if (permits.granted > 0) {
      permits.granted--;
      return { limit: permits.limit, left: permits.granted, waitedMs: now() - started };
    }
    const waitMs = permits.until - now();
    if (now() + waitMs >= deadline) {
      throw new Problem('provider-throttled', 'The quota of this vendor API is used up for now.', {
        provider,
        retryAfter: Math.max(1, Math.ceil(waitMs / 1000)),
      });
    }
    await pause(Math.max(1, waitMs), signal);
  }
}

/** The vendor answered 429: this isolate holds back at once, and tells the others through the Durable Object. */
export async function slowDown(api: string, seconds: number, env: Bindings, now: number): Promise<void> {
  const until = now + seconds * 1000;
  held().set(api, { granted: 0, until, limit: 0 });
  await env.QUOTAS.getByName(api)
    .block(until)
    .catch(() => undefined);
}

/** `remain:99,limit:100,time:1 minute`, sent by APIG in its debug mode. [APIG-DEBUG] */
const RATE_HEADER = /limit:(\d+),time:1 minute/;

/** Reads the vendor's rate headers, where there are any; the smaller of its limit and ours holds. */
export async function heedRateHeaders(api: string, headers: Headers, env: Bindings): Promise<void> {
  const limit = Number(RATE_HEADER.exec(headers.get('X-Apig-RateLimit-Api') ?? '')?.[1]);
  if (limit > 0)
    await env.QUOTAS.getByName(api)
      .tighten(limit)
      .catch(() => undefined);
}

const isBlock = (permits: Permits | undefined): boolean => permits?.limit === 0;
