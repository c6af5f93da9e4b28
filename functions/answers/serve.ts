import { timeoutOf } from '../core/callVendor.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import { withDeadline } from '../core/withDeadline.ts';
import type { Bindings } from '../env.ts';
import type { Notes } from '../receipts/receipt.ts';
import { operationOf } from '../registry.ts';
import { readAnswer, writeAnswer } from './answerStore.ts';
import { fulfil, type Order, sharingKey } from './order.ts';
import { outcomeOf } from './outcomeOf.ts';
import type { SharedOutcome, StoredAnswer } from './sharedAnswer.ts';

/** For how long after its freshness an answer is served while a new one is fetched (RFC 5861). Seconds. */
export const STALE_WHILE_REVALIDATE_S = 30;
/** For how long after its freshness an answer is served when the vendor is down (RFC 5861). Seconds. */
export const STALE_IF_ERROR_S = 300;

/** What a caller's `Cache-Control` asks for. */
export type CacheWish = 'any' | 'no-cache' | 'no-store';

/** An answer, and how it came about. */
export interface Served {
  /** JSON text. */
  body: string | Uint8Array;
  providerRequestId?: string | undefined;
  /** Value of `Cache-Status` (RFC 9211). */
  cacheStatus: string;
  /** Seconds since the vendor answered; undefined where it was asked just now. */
  age?: number;
  /** Seconds for which it stays fresh. */
  ttl: number;
}

export interface ServeContext {
  env: Bindings;
  now: () => number;
  waitUntil: (promise: Promise<unknown>) => void;
  wish: CacheWish;
  /** For how many seconds answers of this operation are fresh; 0 for never shared. */
  freshS: number;
}

/** Refreshes that this isolate has under way, by key: until when nobody else need start one. Epoch ms. */
const refreshing = isolateMemory(() => new Map<string, number>());
const REFRESH_MS = 10_000;
/** A request that ends early leaves its entry behind. */
const MOST_REFRESHING = 1_000;
/** What the way to the Durable Object and back may take beyond the deadline, so that its own problem arrives first. */
const DURABLE_OBJECT_MS = 250;

/** Answers an order from what may be shared, or by asking the vendor. @throws Problem */
export async function serve(order: Order, context: ServeContext, notes: Notes): Promise<Served> {
  const { now, freshS, wish } = context;
  if (freshS === 0 || wish === 'no-store') {
    const body = await fulfil(order, context, notes);
    return { body, providerRequestId: notes.providerRequestId, cacheStatus: 'meetgate; fwd=bypass', ttl: 0 };
  }
  const key = await sharingKey(order, context.env);
  const stored = wish === 'no-cache' ? undefined : await readAnswer(key);
  const age = stored ? (now() - stored.storedAt) / 1000 : Number.POSITIVE_INFINITY;
  if (stored && age < freshS) return fromStore(stored, age, freshS, 'hit');
  if (stored && age < freshS + STALE_WHILE_REVALIDATE_S) {
    refreshLater(key, order, context);
    return fromStore(stored, age, freshS, 'hit');
  }
  try {
    return await forward(key, order, { ...context, had: stored !== undefined }, notes);
  } catch (error) {
    const down = error instanceof Problem && error.kind.status >= 500 && error.slug !== 'not-configured';
    if (!down || !stored || age >= freshS + STALE_IF_ERROR_S) throw error;
    return fromStore(stored, age, freshS, 'fwd=stale; detail=stale-if-error');
  }
}

/** Asks the vendor: together with everybody else who asks the same, unless the caller wants it afresh. */
async function forward(
  key: string,
  order: Order,
  context: ServeContext & { had: boolean },
  notes: Notes,
): Promise<Served> {
  const { now, waitUntil, wish, freshS, had } = context;
  const keep = (stored: StoredAnswer) => waitUntil(writeAnswer(key, stored, freshS + STALE_IF_ERROR_S));
  if (wish === 'no-cache') {
    const body = await fulfil(order, context, notes);
    const { providerRequestId } = notes;
    keep({
      body: new TextEncoder().encode(body),
      storedAt: now(),
      ...(providerRequestId && { providerRequestId }),
    });
    return { body, providerRequestId, cacheStatus: 'meetgate; fwd=request; stored', ttl: freshS };
  }
  const outcome = await askTogether(key, order, context);
  const { collapsed } = outcome;
  // What another request did is in that one's receipt: counted here too, the vendor would seem to be called more often.
  const { variants, providerRequestId, timings } = outcome.notes;
  Object.assign(notes, collapsed ? { variants, providerRequestId } : outcome.notes, {
    timings: { ...(collapsed ? {} : timings), ...notes.timings },
  });
  if (!outcome.ok) throw Problem.fromData(outcome.problem);
  const { stored } = outcome;
  keep(stored);
  const cacheStatus = `meetgate; fwd=${had ? 'stale' : 'miss'}; ${collapsed ? 'collapsed' : 'stored'}`;
  // The Durable Object may have had it for a while, and nobody on the way may keep it for longer than is left of it.
  const age = collapsed ? Math.max(0, now() - stored.storedAt) / 1000 : 0;
  return {
    body: stored.body,
    providerRequestId: stored.providerRequestId,
    cacheStatus,
    ttl: Math.max(0, Math.floor(freshS - age)),
    ...(collapsed && { age: Math.floor(age) }),
  };
}

/**
 * The question as it is asked for everybody: with the gateway's own deadline, not with that of whoever came first. This
 * caller waits no longer than asked.
 */
async function askTogether(
  key: string,
  { timeoutMs: asked, ...order }: Order,
  { env, freshS, now, waitUntil }: ServeContext,
): Promise<SharedOutcome> {
  const timeoutMs = timeoutOf(env, asked);
  const started = now();
  const signal = AbortSignal.timeout(timeoutMs + DURABLE_OBJECT_MS);
  const ask = async (): Promise<SharedOutcome> =>
    await env.ANSWERS.getByName(key).answer(order, freshS * 1000);
  return withDeadline(ask(), signal).catch(() => {
    const leftMs = timeoutMs - (now() - started);
    // The object was moved or is overloaded. To share spares the vendor, and no answer depends on it.
    if (!signal.aborted && leftMs > 0) {
      return outcomeOf({ ...order, timeoutMs: leftMs }, { env, now, waitUntil });
    }
    const provider = operationOf(order.operation).provider.id;
    throw new Problem('provider-timeout', 'The vendor did not answer in time.', { provider });
  });
}

function refreshLater(key: string, order: Order, context: ServeContext): void {
  const { now, waitUntil, freshS } = context;
  if ((refreshing().get(key) ?? 0) > now()) return;
  rememberBounded(refreshing(), key, now() + REFRESH_MS, MOST_REFRESHING);
  const refresh = askTogether(key, order, context)
    .then((outcome) => (outcome.ok ? writeAnswer(key, outcome.stored, freshS + STALE_IF_ERROR_S) : undefined))
    .catch(() => undefined)
    .finally(() => refreshing().delete(key));
  waitUntil(refresh);
}

function fromStore(
  { body, providerRequestId }: StoredAnswer,
  age: number,
  freshS: number,
  how: string,
): Served {
  const ttl = Math.floor(freshS - age);
  return { body, providerRequestId, cacheStatus: `meetgate; ${how}; ttl=${ttl}`, age: Math.floor(age), ttl };
}
