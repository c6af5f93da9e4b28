import type { Services } from '../config/services.ts';
import { type Deadline, withDeadline } from '../core/deadline.ts';
import { isolateMemory } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import { type Permits, WINDOW_MS } from './quota.object.ts';

/** What an isolate holds of a quota: permits it has taken in advance, to spend without asking. */
interface Held extends Permits {
  /** Nobody gets more before `until`. */
  empty: boolean;
}

const held = isolateMemory(() => new Map<string, Held>());

/** The limit that is noted while the vendor refuses every call; a real limit is at least 1. */
const BLOCKED = 0;
/** Vendors count by the minute: one that asks for more has its clock or its unit wrong, and must not stop us for days. */
const LONGEST_BLOCK_MS = 5 * WINDOW_MS;
/** The clocks of isolate and Durable Object differ a little: nobody asks again and again for the rest of it. */
const LEAST_WAIT_MS = 20;
/** The Durable Object answers in milliseconds, or something is wrong with it. */
const ASK_MS = 1_000;

/** An isolate takes this part of a minute's quota at once: few questions, and little lost when it ends. */
const SHARE_TAKEN = 1 / 20;

/** How a call passed the quota, for its receipt. */
export interface Passage {
  limit: number;
  left: number;
  waitedMs: number;
}

/** Which call wants to pass, and until when it may wait. */
interface Passing {
  /** Names the vendor API under an account. */
  api: string;
  operation: string;
  provider: string;
  deadline: Deadline;
}

/**
 * Takes one call out of the quota of a vendor API, waiting for the next window where it begins before the deadline.
 * Undefined where there is no quota and the vendor has not asked to slow down.
 *
 * @throws Problem `provider-throttled` where the wait would be too long
 */
export async function passQuota(
  { api, operation, provider, deadline }: Passing,
  { config, env, now }: Services,
): Promise<Passage | undefined> {
  const limit = config.quotas[operation];
  const started = now();
  for (;;) {
    const permits =
      current(api, now()) ?? (limit === undefined ? undefined : await ask(api, limit, { env, now }));
    if (!permits) return undefined;
    if (permits.granted > 0) {
      permits.granted--;
      return { limit: permits.limit, left: permits.granted, waitedMs: now() - started };
    }
    // All that was taken is spent. Only where the Durable Object gave none there is nothing more to ask for.
    if (!permits.empty) {
      held().delete(api);
      continue;
    }
    const waitMs = Math.max(LEAST_WAIT_MS, permits.until - now());
    const tooLong = new Problem('provider-throttled', 'The quota of this vendor API is used up for now.', {
      provider,
      retryAfter: Math.max(1, Math.ceil(waitMs / 1000)),
    });
    if (now() + waitMs >= deadline.at) throw tooLong;
    await deadline.pause(waitMs).catch(() => {
      throw tooLong;
    });
  }
}

/** What is held and still good. */
function current(api: string, now: number): Held | undefined {
  const permits = held().get(api);
  return permits && now < permits.until ? permits : undefined;
}

/** Takes permits from the Durable Object. Undefined where it does not answer: the vendor's own 429 is the backstop. */
async function ask(
  api: string,
  limit: number,
  { env, now }: Pick<Services, 'env' | 'now'>,
): Promise<Held | undefined> {
  const want = Math.max(1, Math.floor(limit * SHARE_TAKEN));
  const take = async (): Promise<Permits> => await env.QUOTAS.getByName(api).take(want, limit);
  const taken = await withDeadline(ASK_MS, now(), (deadline) => deadline.within(take())).catch(
    () => undefined,
  );
  // Others have asked meanwhile: what they got is not thrown away, and a vendor's 429 not forgotten.
  const there = current(api, now());
  if (!taken || there?.limit === BLOCKED) return there;
  const granted = taken.granted + (there?.granted ?? 0);
  const permits = { ...taken, granted, empty: taken.granted === 0 };
  held().set(api, permits);
  return permits;
}

/** The vendor answered 429: this isolate holds back at once, and tells the others through the Durable Object. */
export function slowDown(api: string, seconds: number, { env, now, waitUntil }: Services): void {
  const until = now() + Math.min(seconds * 1000, LONGEST_BLOCK_MS);
  held().set(api, { granted: 0, until, limit: BLOCKED, empty: true });
  waitUntil(
    env.QUOTAS.getByName(api)
      .block(until)
      .catch(() => undefined),
  );
}

/** `remain:99,limit:100,time:1 minute`, sent by APIG in its debug mode. [APIG-DEBUG] */
const RATE_HEADER = /limit:(\d+),time:1 minute/;

/** Reads the vendor's rate headers, where there are any; the smaller of its limit and ours holds. */
export function heedRateHeaders(api: string, headers: Headers, { env, waitUntil }: Services): void {
  const limit = Number(RATE_HEADER.exec(headers.get('X-Apig-RateLimit-Api') ?? '')?.[1]);
  // Where there is no quota to tighten, nobody would ask what was told.
  if (limit > 0 && limit < (held().get(api)?.limit ?? 0))
    waitUntil(
      env.QUOTAS.getByName(api)
        .tighten(limit)
        .catch(() => undefined),
    );
}
