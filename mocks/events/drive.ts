import { attempt, type Booked, book, NEVER, RETRY } from './attempt.ts';
import type { EventContext } from './context.ts';
import { beginAt, keyOf, wantedIn, writtenIn } from './cursor.ts';
import { enqueue } from './enqueue.ts';
import { eventsBetween } from './eventsBetween.ts';
import type { Delivery } from './state.ts';
import { STATUS } from './subscription.ts';

// How much of the world's time is looked at in one step, virtual ms: what happened in it is delivered before the next.
const STEP = 60_000;

/**
 * Brings deliveries up to the clock: what has happened since the last time is put on its way, and every attempt that
 * is due is made, in the order of the virtual clock however far it jumped. Safe to run several times at once: each
 * attempt is booked before it is sent.
 *
 * After a jump of more than 24 hours only the last 24 are told of: no event is kept longer [PUSH-RETRY].
 *
 * @returns how many attempts were made
 */
export async function drive(context: EventContext): Promise<number> {
  const until = context.now();
  context.bringUpTo(until);
  let made = 0;
  for (;;) {
    const instant = tellNext(context, until);
    const due = bookDue(context, instant);
    if (due.length === 0 && instant >= until) return made;
    made += due.reduce((sum, one) => sum + one.length, 0);
    await Promise.all(due.map((one) => inOrder(context, one)));
  }
}

/** Tells of the world up to the next instant at which something may be due; returns that instant. */
function tellNext(context: EventContext, until: number): number {
  const state = context.state();
  const listening = [...state.subscriptions.values()].some((one) => one.status === STATUS.enabled);
  const from = Math.max(state.cursor ?? until, until - RETRY.kept);
  const written = writtenIn(context);
  // Somebody wrote since: it may be of the very instant up to which was told, which passes no more where clocks stand.
  const again = state.cursor === from && state.written !== written;
  state.written = written;
  // A clock that was set back brings the same events again.
  if (!listening) state.cursor = undefined;
  else if (state.cursor === undefined || from > until) beginAt(context, until);
  if (!listening || from > until || (from === until && !again)) return until;
  const to = Math.min(until, from + STEP, nextDue(state.pending.values(), from));
  state.cursor = to;
  const told = new Set(state.told);
  const events = eventsBetween(context, again ? from - 1 : from, to, wantedIn(context));
  for (const event of events) if (event.at > from || !told.has(keyOf(event))) enqueue(context, event);
  const last = events.filter(({ at }) => at === to).map(keyOf);
  state.told = to === from ? [...new Set([...state.told, ...last])] : last;
  return to;
}

/** When the first of the waiting attempts after an instant is due. */
function nextDue(pending: Iterable<Delivery>, after: number): number {
  let first = NEVER;
  for (const { nextAttempt = first } of pending)
    if (nextAttempt > after) first = Math.min(first, nextAttempt);
  return first;
}

/** Books every attempt that is due at an instant, for each subscriber in the order of the queue. */
function bookDue(context: EventContext, instant: number): Booked[][] {
  const bySubscriber = new Map<string, Booked[]>();
  for (const delivery of [...context.state().pending.values()]) {
    if ((delivery.nextAttempt ?? NEVER) > instant) continue;
    const booked = book(context, delivery);
    if (booked)
      bySubscriber.set(delivery.subscription, [...(bySubscriber.get(delivery.subscription) ?? []), booked]);
  }
  return [...bySubscriber.values()];
}

/** A subscriber hears of things one after another; subscribers do not wait for each other. */
async function inOrder(context: EventContext, booked: readonly Booked[]): Promise<void> {
  for (const one of booked) await attempt(context, one);
}
