import type { Services } from '../config/services.ts';
import { withDeadline } from '../core/deadline.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import type { VendorOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import type { Notes } from '../receipts/receipt.ts';
import { cachedAnswer, rememberedAnswer, type StoredAnswer, writeAnswer } from './answerStore.ts';
import { type Asked, askTogether } from './askTogether.ts';
import type { Call, Served } from './call.ts';
import { execute, timeLeft } from './execute.ts';
import { questionOf } from './question.ts';

/** For how long after its freshness an answer is served while a new one is fetched (RFC 5861). Seconds. */
export const STALE_WHILE_REVALIDATE_S = 30;
/** For how long after its freshness an answer is served when the vendor is down (RFC 5861). Seconds. */
export const STALE_IF_ERROR_S = 300;

/** Refreshes that this isolate has under way, by question: until when nobody else need start one. Epoch ms. */
const refreshing = isolateMemory(() => new Map<string, number>());
const REFRESH_MS = 10_000;
/** A request that ends early leaves its entry behind. */
const MOST_REFRESHING = 1_000;
/** Answers a checked call from what may be shared, or by asking the vendor. @throws Problem */
export async function share(
  operation: VendorOperation,
  call: Call,
  services: Services,
  notes: Notes,
): Promise<Served> {
  const { cache } = call.options;
  const { shareSeconds: freshS } = operation;
  if (freshS === 0 || cache === 'no-store' || operation.effect === 'write') {
    const answer = await execute(operation, call, services, notes);
    return { ...answer, cacheStatus: 'meetgate; fwd=bypass', ttl: 0 };
  }
  const question = questionOf(operation, call, services.config);
  const asked = { operation, call, question, services };
  const stored = cache === 'no-cache' ? undefined : (rememberedAnswer(question) ?? (await lookUp(asked)));
  const age = stored ? (services.now() - stored.storedAt) / 1000 : Number.POSITIVE_INFINITY;
  if (stored && age < freshS) return fromStore(stored, age, freshS, 'hit');
  if (stored && age < freshS + STALE_WHILE_REVALIDATE_S) {
    refreshLater(asked);
    return fromStore(stored, age, freshS, 'hit');
  }
  try {
    return await forward(asked, stored !== undefined, notes);
  } catch (error) {
    if (!isPassing(error) || !stored || age >= freshS + STALE_IF_ERROR_S) throw error;
    return fromStore(stored, age, freshS, 'fwd=stale; detail=stale-if-error');
  }
}

/** What is stored beyond this isolate, where it is found before the deadline. */
const lookUp = ({ call, question, services }: Asked): Promise<StoredAnswer | undefined> =>
  withDeadline(timeLeft(call, services), services.now(), (deadline) =>
    deadline.within(cachedAnswer(question)).catch(() => undefined),
  );

/** Whether the vendor fails or throttles: what it said before is then better than nothing. */
const isPassing = (error: unknown): boolean =>
  error instanceof Problem &&
  (error.slug === 'provider-throttled' || (error.kind.status >= 500 && error.slug !== 'not-configured'));

/** Asks the vendor: together with everybody else who asks the same, unless the caller wants it afresh. */
async function forward(asked: Asked, had: boolean, notes: Notes): Promise<Served> {
  const { operation, call, question, services } = asked;
  const { shareSeconds: freshS } = operation;
  const { now } = services;
  const keep = (stored: StoredAnswer) =>
    services.waitUntil(writeAnswer(question, stored, freshS + STALE_IF_ERROR_S));
  if (call.options.cache === 'no-cache') {
    const answer = await execute(operation, call, services, notes);
    keep({ ...answer, storedAt: now() });
    return { ...answer, cacheStatus: 'meetgate; fwd=request; stored', ttl: freshS };
  }
  const outcome = await askTogether(asked);
  const { collapsed } = outcome;
  // What another request did is in that one's receipt: counted here too, the vendor would seem to be called more often.
  const { variants, providerRequestId, timings, sent } = outcome.notes;
  Object.assign(notes, collapsed ? { variants, providerRequestId, sent } : outcome.notes, {
    timings: { ...(collapsed ? {} : timings), ...notes.timings },
  });
  if (!outcome.ok) throw Problem.fromData(outcome.problem);
  const { storedAt, ...answer } = outcome.stored;
  keep(outcome.stored);
  const cacheStatus = `meetgate; fwd=${had ? 'stale' : 'miss'}; ${collapsed ? 'collapsed' : 'stored'}`;
  // The Durable Object may have had it for a while, and nobody on the way may keep it for longer than is left of it.
  const age = collapsed ? Math.max(0, now() - storedAt) / 1000 : 0;
  const ttl = Math.max(0, Math.floor(freshS - age));
  return { ...answer, cacheStatus, ttl, ...(collapsed && { age: Math.floor(age) }) };
}

function refreshLater(asked: Asked): void {
  const { operation, question, services } = asked;
  const { now, waitUntil } = services;
  if ((refreshing().get(question) ?? 0) > now()) return;
  rememberBounded(refreshing(), question, now() + REFRESH_MS, MOST_REFRESHING);
  const keepS = operation.shareSeconds + STALE_IF_ERROR_S;
  const refresh = askTogether(asked)
    .then((outcome) => (outcome.ok ? writeAnswer(question, outcome.stored, keepS) : undefined))
    .catch(() => undefined)
    .finally(() => refreshing().delete(question));
  waitUntil(refresh);
}

function fromStore(
  { storedAt: _, ...answer }: StoredAnswer,
  age: number,
  freshS: number,
  how: string,
): Served {
  const ttl = Math.floor(freshS - age);
  return { ...answer, cacheStatus: `meetgate; ${how}; ttl=${ttl}`, age: Math.floor(age), ttl };
}
