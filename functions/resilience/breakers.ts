import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import { Problem, type ProblemData } from '../core/problem.ts';
import { admit, type Breaker, CLOSED, failed, succeeded, undecided } from './breaker.ts';
import type { Verdict } from './verdict.ts';

/** A call as breakers know it. Each of the three has a breaker of its own, so that nobody pays for what another asks. */
export interface Guarded {
  /** Names the vendor API under an account. */
  api: string;
  /** Name of the caller. */
  caller: string;
  /** What is asked, as a text. */
  question: string;
}

/** Whom a breaker stops, and what those are told. */
const STOPPED = {
  api: 'The vendor failed too often in a row and is left alone for a while.',
  caller: 'The vendor failed on too many different questions of this key in a row: it waits for a while.',
  question: 'The vendor failed too often on this very question, which is left alone for a while.',
} as const;

/** Whether a refusal concerns the caller alone, and must not be shared with others who ask the same. */
export const stopsCaller = ({ slug, detail }: Pick<ProblemData, 'slug' | 'detail'>): boolean =>
  slug === 'provider-circuit-open' && detail === STOPPED.caller;

type Level = keyof typeof STOPPED;
const LEVELS = Object.keys(STOPPED) as Level[];

/** Callers and questions can be any number. */
const MOST_BREAKERS = 1_000;
/** Questions of one caller that count against the vendor itself: with fewer than three callers nobody opens it for all. */
const MOST_OF_A_CALLER = 2;

const memory = isolateMemory(() => ({
  api: new Map<string, Breaker>(),
  caller: new Map<string, Breaker>(),
  question: new Map<string, Breaker>(),
  /** Callers whose failing questions were counted against an API since it last answered. */
  counted: new Map<string, string[]>(),
  /** Tells this isolate from others; made when it is needed, as no chance is to be had while a Worker starts. */
  isolate: '',
}));

const nameOf = (level: Level, { api, caller, question }: Guarded): string =>
  ({ api, caller: `${api}/${caller}`, question })[level];

const breakerAt = (level: Level, guarded: Guarded): Breaker =>
  memory()[level].get(nameOf(level, guarded)) ?? CLOSED;

/** Whether no breaker has counted anything, as nearly always: then there is nothing to look for. */
const allIsWell = (): boolean => LEVELS.every((level) => memory()[level].size === 0);

/** The state of the breaker that stops the call, or `closed`; for its receipt. */
export const breakerState = (guarded: Guarded): Breaker['state'] =>
  allIsWell()
    ? 'closed'
    : (LEVELS.map((level) => breakerAt(level, guarded).state).find((state) => state !== 'closed') ??
      'closed');

/**
 * Refuses a call that could not go out now, before it waits for anything or uses up a quota. Takes no place of a probe.
 *
 * @throws Problem `provider-circuit-open` with the seconds to wait
 */
export function checkBreakers(guarded: Guarded, now: number, provider: string): void {
  if (allIsWell()) return;
  for (const level of LEVELS) {
    const { waitMs } = admit(breakerAt(level, guarded), now);
    if (waitMs === undefined) continue;
    const retryAfter = Math.ceil(waitMs / 1000);
    throw new Problem('provider-circuit-open', STOPPED[level], { provider, retryAfter });
  }
}

/** Lets a call out. `leaveBreakers` must follow. @throws Problem `provider-circuit-open` */
export function enterBreakers(guarded: Guarded, provider: string, services: Services): void {
  if (allIsWell()) return;
  const now = services.now();
  checkBreakers(guarded, now, provider);
  for (const level of LEVELS) keep(level, guarded, admit(breakerAt(level, guarded), now).breaker, services);
}

/** Tells the breakers how the call went. */
export function leaveBreakers(guarded: Guarded, verdict: Verdict, services: Services): void {
  if (verdict === 'up' && allIsWell()) return;
  const now = services.now();
  const isNew = breakerAt('question', guarded) === CLOSED;
  for (const level of LEVELS) {
    const before = breakerAt(level, guarded);
    const counts = verdict === 'down' ? level === 'api' : verdict === 'failing' && countsAt(level);
    const after = verdict === 'up' ? succeeded() : counts ? failed(before, now) : undecided(before, now);
    keep(level, guarded, after, services);
  }
  if (verdict === 'up') memory().counted.delete(guarded.api);

  /** A question counts by itself every time; against its caller and the vendor once, until it is answered. */
  function countsAt(level: Level): boolean {
    if (level === 'question') return true;
    if (level === 'caller') return isNew || breakerAt('caller', guarded).state === 'half-open';
    return isNew && countAgainstApi(guarded);
  }
}

/** Whether a failing question of this caller counts against the vendor, for whom it then is counted. */
function countAgainstApi({ api, caller }: Guarded): boolean {
  const callers = memory().counted.get(api) ?? [];
  if (callers.filter((one) => one === caller).length >= MOST_OF_A_CALLER) return false;
  rememberBounded(memory().counted, api, [...callers, caller], MOST_BREAKERS);
  return true;
}

function keep(level: Level, guarded: Guarded, breaker: Breaker, services: Services): void {
  const before = breakerAt(level, guarded);
  if (breaker === before) return;
  const name = nameOf(level, guarded);
  if (breaker === CLOSED) memory()[level].delete(name);
  else rememberBounded(memory()[level], name, breaker, MOST_BREAKERS);
  // A question may hold a secret: it is told to nobody.
  if (level !== 'question' && breaker.state !== before.state) report(name, breaker, services);
}

/** Tells the operators' object of a change, without making the caller wait. */
function report(name: string, breaker: Breaker, { env, waitUntil }: Services): void {
  memory().isolate ||= crypto.randomUUID();
  const { isolate } = memory();
  const tell = async (): Promise<void> =>
    await env.BREAKERS.getByName('all').report({ name, isolate, breaker });
  waitUntil(askObject(tell).catch(() => undefined));
}

/**
 * Every breaker of the gateway that is not closed, and those of this isolate that have counted failures: by vendor API, or
 * by API and caller where it stops that caller alone. The longest to go where several isolates have one of that name.
 */
export async function listBreakers(env: Env): Promise<Record<string, Breaker & { isolates: number }>> {
  const { api, caller, isolate } = memory();
  const reports = await askObject(async () => await env.BREAKERS.getByName('all').list());
  const all = [
    ...[...api, ...caller].map(([name, breaker]) => ({ name, breaker })),
    // What this one has reported may be a moment old.
    ...reports.filter((report) => report.isolate !== isolate),
  ];
  const byName = Map.groupBy(all, ({ name }) => name);
  return Object.fromEntries(
    [...byName].map(([name, some]) => {
      const [longest = CLOSED] = some.map(({ breaker }) => breaker).sort((a, b) => b.until - a.until);
      return [name, { ...longest, isolates: some.length }];
    }),
  );
}
