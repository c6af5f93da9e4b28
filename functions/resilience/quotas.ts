import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import { type Deadline, withDeadline } from '../core/deadline.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import { type Permits, WINDOW_MS } from './quota.object.ts';

/** What an isolate holds of a quota: permits it has taken in advance, to spend without asking. */
interface Held extends Permits {
  /** Nobody gets more before `until`. */
  empty: boolean;
}

const held = isolateMemory(() => new Map<string, Held>());

/** Whom the vendor has asked to wait, and until when: see `whoOf`. */
const blocked = isolateMemory(() => new Map<string, number>());
const MOST_BLOCKED = 1_000;

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

/** Whom a vendor counts: an API under an account, and the user acted for where there is one. */
export interface Counted {
  api: string;
  user?: string | undefined;
}

/** What quotas and breakers call a vendor API under an account. */
export const apiName = (one: { provider: string; account: string; operation: string }): string =>
  `${one.provider}/${one.account}/${one.operation}`;

/** A token is a user's or the account's own: what the vendor says to one of them concerns no other. */
const whoOf = ({ api, user = '' }: Counted): string => `${api}/${user}`;

/** Which call wants to pass, and until when it may wait. */
interface Passing extends Counted {
  operation: string;
  provider: string;
  deadline: Deadline;
}

/**
 * Takes one call out of the quota of a vendor API, waiting for the next window where it begins before the deadline.
 * Undefined where there is no quota.
 *
 * @throws Problem `provider-throttled` where the wait would be too long, for the quota or because the vendor asked for it
 */
export async function passQuota(passing: Passing, services: Services): Promise<Passage | undefined> {
  const { api, operation } = passing;
  const { config, now } = services;
  const limit = config.quotas[operation];
  const started = now();
  for (;;) {
    const permits =
      limit === undefined ? undefined : (current(api, now()) ?? (await ask(passing, limit, services)));
    const until = blocked().get(whoOf(passing)) ?? 0;
    if (until > now()) {
      await waitFor(until, 'The vendor has asked to slow down.', passing, now);
      continue;
    }
    if (!permits) return undefined;
    if (permits.granted > 0) {
      permits.granted--;
      return { limit: permits.limit, left: permits.granted, waitedMs: now() - started };
    }
    // All that was taken is spent. Only where the Durable Object gave none there is nothing more to ask for.
    if (!permits.empty) held().delete(api);
    else await waitFor(permits.until, 'The quota of this vendor API is used up for now.', passing, now);
  }
}

/** @throws Problem `provider-throttled` where that is past the deadline */
async function waitFor(
  until: number,
  why: string,
  { provider, deadline }: Passing,
  now: () => number,
): Promise<void> {
  const waitMs = Math.max(LEAST_WAIT_MS, until - now());
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  const tooLong = new Problem('provider-throttled', why, { provider, retryAfter });
  if (now() + waitMs >= deadline.at) throw tooLong;
  await deadline.pause(waitMs).catch(() => {
    throw tooLong;
  });
}

/** What is held and still good. */
function current(api: string, now: number): Held | undefined {
  const permits = held().get(api);
  return permits && now < permits.until ? permits : undefined;
}

/** Takes permits from the Durable Object. Undefined where it does not answer: the vendor's own 429 is the backstop. */
async function ask(
  { api, deadline }: Passing,
  limit: number,
  { env, now }: Services,
): Promise<Held | undefined> {
  const want = Math.max(1, Math.floor(limit * SHARE_TAKEN));
  const take = async (): Promise<Permits> => await env.QUOTAS.getByName(api).take(want, limit);
  const patienceMs = Math.min(ASK_MS, deadline.at - now());
  const taken = await withDeadline(patienceMs, now(), (short) => short.within(askObject(take))).catch(
    () => undefined,
  );
  // Others have asked meanwhile: what they got is not thrown away.
  const there = current(api, now());
  if (!taken) return there;
  for (const [user, until] of Object.entries(taken.blocked)) blockHere({ api, user }, until);
  const granted = taken.granted + (there?.granted ?? 0);
  const permits = { ...taken, granted, empty: taken.granted === 0 };
  held().set(api, permits);
  return permits;
}

const blockHere = (counted: Counted, until: number) =>
  rememberBounded(blocked(), whoOf(counted), until, MOST_BLOCKED);

/**
 * The vendor answered 429: this isolate holds back at once, and tells the others through the Durable Object. Only for whom
 * it was said: one user's haste must not stop the others.
 */
export function slowDown(counted: Counted, seconds: number, { env, now, waitUntil }: Services): void {
  const until = now() + Math.min(seconds * 1000, LONGEST_BLOCK_MS);
  blockHere(counted, until);
  const { api, user = '' } = counted;
  const tell = async (): Promise<void> => await env.QUOTAS.getByName(api).block(user, until);
  waitUntil(askObject(tell).catch(() => undefined));
}

/** `remain:99,limit:100,time:1 minute`, sent by APIG in its debug mode. [APIG-DEBUG] */
const RATE_HEADER = /limit:(\d+),time:1 minute/;

/** Reads the vendor's rate headers, where there are any: the smaller of its limit and ours holds, as it changes. */
export function heedRateHeaders(
  { api, operation }: Pick<Passing, 'api' | 'operation'>,
  headers: Headers,
  { config, env, waitUntil }: Services,
): void {
  const told = Number(RATE_HEADER.exec(headers.get('X-Apig-RateLimit-Api') ?? '')?.[1]);
  const own = config.quotas[operation];
  const here = held().get(api);
  // Where there is no quota, nobody would ask what was told; where it changes nothing, it is not told again.
  if (!(told > 0) || own === undefined || !here || Math.min(told, own) === here.limit) return;
  here.limit = Math.min(told, own);
  const tell = async (): Promise<void> => await env.QUOTAS.getByName(api).limitTo(told);
  waitUntil(askObject(tell).catch(() => undefined));
}
