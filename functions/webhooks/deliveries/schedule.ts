import type { Outcome } from './outcome.ts';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;

/** How long after the first, second, … try the next one comes: three days in all. [standard-webhooks/spec] */
const WAITS_MS = [5 * S, 5 * MIN, 30 * MIN, 2 * H, 5 * H, 10 * H, 14 * H, 20 * H, 24 * H];
/** So that what failed together is not tried again together. */
const JITTER = 0.1;
/** A receiver that asks for more is not coming back; the schedule has no longer wait. */
const LONGEST_RETRY_AFTER_MS = 24 * H;
/** For how long a receiver that asked to slow down, and did not say how long, is left alone. */
const SLOW_MS = 30 * S;
/** A receiver may have all of its deliveries wait for so long; each delivery by itself may wait for longer. */
const LONGEST_HOLD_MS = H;
/** Failures of one hour are an outage, not the end: the clock of five days starts once they lie half a day apart. [Svix] */
const APART_MS = 12 * H;
const WITHIN_MS = 24 * H;
/** After so long of nothing but failure nobody is there any more. [Svix] */
const DEAD_MS = 5 * 24 * H;

/** What a subscription does now, and how its receiver has been. */
export interface Condition {
  status: 'active' | 'paused' | 'gone';
  /** Why it is not active, for people. */
  reason?: string;
  /** Nothing is sent before this. Epoch milliseconds. */
  hold: number;
  /** The receiver asked to slow down: one delivery at a time, until one succeeds. */
  slow: boolean;
  lastSuccess?: number;
  lastFailure?: number;
  /** The first and the last of failures that lie less than a day apart. */
  streak?: { first: number; last: number };
  /** When the clock of five days was started. */
  failingSince?: number;
}

export const newCondition = (): Condition => ({ status: 'active', hold: 0, slow: false });

/** What becomes of a delivery after a try. */
export type Fate =
  | { status: 'delivered' }
  | { status: 'pending'; due: number }
  | { status: 'failed'; reason: string };

interface Moment {
  now: number;
  /** From 0 to 1. */
  random: number;
  /** How much faster than the schedule. */
  speed: number;
}

/**
 * What becomes of a delivery.
 *
 * @param tries how many there were, this one included
 * @param replayed whether this try was asked for by hand: it is the only one
 */
export function fateOf(
  outcome: Outcome,
  { tries, replayed }: { tries: number; replayed: boolean },
  { now, random, speed }: Moment,
): Fate {
  if (outcome.delivered) return { status: 'delivered' };
  if (outcome.ends) return { status: 'failed', reason: 'The receiver is gone (410).' };
  if (outcome.abort) return { status: 'failed', reason: 'The receiver gave it up (webhook-delivery).' };
  // A chat that must be mended, or asks to wait, has not refused this message.
  if (outcome.stops) return { status: 'pending', due: now };
  if (outcome.waitMs !== undefined) return { status: 'pending', due: now + outcome.waitMs / speed };
  const wait = WAITS_MS[tries - 1];
  if (replayed || wait === undefined) return { status: 'failed', reason: `It failed ${tries} times.` };
  const spread = (wait * (1 - JITTER + 2 * JITTER * random)) / speed;
  const asked = Math.min(outcome.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  return { status: 'pending', due: Math.ceil(now + Math.max(spread, asked)) };
}

/** How a subscription is after a try. `died` where it was paused for having failed too long. */
export function conditionAfter(
  before: Condition,
  outcome: Outcome,
  { now, speed }: Omit<Moment, 'random'>,
): { condition: Condition; died: boolean } {
  const { streak: _, failingSince: __, ...rest } = before;
  if (outcome.delivered) return { condition: { ...rest, slow: false, lastSuccess: now }, died: false };
  const condition: Condition = { ...before, lastFailure: now };
  if (outcome.ends)
    return {
      condition: { ...condition, status: 'gone', reason: 'The receiver is gone (410).' },
      died: false,
    };
  if (outcome.stops)
    return { condition: { ...condition, status: 'paused', reason: outcome.stops }, died: false };
  if (outcome.slow || outcome.retryAfterMs !== undefined) {
    const wait = outcome.waitMs ?? outcome.retryAfterMs;
    const own = wait === undefined ? SLOW_MS / speed : wait / (outcome.waitMs === undefined ? 1 : speed);
    condition.slow = true;
    condition.hold = now + Math.min(own, LONGEST_HOLD_MS);
  }
  const former = before.streak;
  condition.streak =
    former && now - former.last <= WITHIN_MS / speed ? { ...former, last: now } : { first: now, last: now };
  if (now - condition.streak.first >= APART_MS / speed) condition.failingSince ??= now;
  const died = condition.failingSince !== undefined && now - condition.failingSince >= DEAD_MS / speed;
  if (died && condition.status === 'active') {
    condition.status = 'paused';
    condition.reason = 'For five days nothing could be delivered.';
    return { condition, died: true };
  }
  return { condition, died: false };
}
