import { hex } from '../../fixtures/text.ts';
import { parseObject } from '../core/json.ts';
import { attempt, book, NEVER } from './attempt.ts';
import { type EventContext, EventRefusal, eventsOf } from './context.ts';
import { beginAt } from './cursor.ts';
import { draw } from './enqueue.ts';
import { befalls } from './eventFault.ts';
import type { Answer } from './send.ts';
import { finish } from './state.ts';
import { type NewSubscription, STATUS, type Subscription } from './subscription.ts';
import { whyNotTo } from './target.ts';
import type { Handshake } from './vendorEvents.ts';

/** How many subscriptions there may be: a bound on memory, no vendor's. */
const MOST = 100;

/**
 * Adds a subscription that is not started yet.
 * @param owner which enterprise's, where a vendor keeps one for each
 * @throws EventRefusal where events may not go to its URL
 */
export function add(context: EventContext, input: NewSubscription, owner = ''): Subscription {
  const state = context.state();
  const { subscriber } = eventsOf(context, input.vendor);
  const forbidden = whyNotTo(input.url, context.settings.targets);
  if (forbidden !== undefined) throw new EventRefusal(422, forbidden);
  if (state.subscriptions.size >= MOST)
    throw new EventRefusal(422, `there are ${MOST} subscriptions already`);
  const made: Subscription = {
    ...subscriber,
    ...input,
    // 32 hexadecimal digits, as the one vendor prints that gives an id [H-W-SHOW].
    id: hex(32, context.seed(), 'subscription', ++state.ids),
    owner,
    status: STATUS.stopped,
  };
  state.subscriptions.set(made.id, made);
  return made;
}

/**
 * Starts a subscription. A vendor that has a handshake asks first, and enabling fails where the subscriber does not
 * answer as it should.
 *
 * @throws EventRefusal saying what was wrong with the subscriber's answer
 */
export async function enable(context: EventContext, id: string): Promise<Subscription> {
  const one = find(context, id);
  const { handshake } = eventsOf(context, one.vendor);
  const wrong = handshake ? await verify(context, one, handshake) : undefined;
  if (wrong !== undefined) throw new EventRefusal(422, `the subscriber failed the handshake: ${wrong}`);
  return setStatus(context, id, STATUS.enabled);
}

/** Sets a subscription's status; what waits for one that is no longer enabled is dropped (INFERRED). */
export function setStatus(context: EventContext, id: string, status: Subscription['status']): Subscription {
  const state = context.state();
  const changed: Subscription = { ...find(context, id), status };
  state.subscriptions.set(id, changed);
  // From now on: what happened while nobody listened is not told.
  const alone = [...state.subscriptions.values()].every(
    (one) => one.id === id || one.status !== STATUS.enabled,
  );
  if (status === STATUS.enabled && alone) beginAt(context, context.now());
  if (status !== STATUS.enabled) dropPending(context, id, 'the subscription was stopped');
  return changed;
}

/** Takes a subscription away. */
export function remove(context: EventContext, id: string): void {
  find(context, id);
  context.state().subscriptions.delete(id);
  dropPending(context, id, 'the subscription is gone');
}

/** @throws EventRefusal where there is none of this id */
export function find(context: EventContext, id: string): Subscription {
  const one = context.state().subscriptions.get(id);
  if (!one) throw new EventRefusal(404, `there is no subscription "${id}"`);
  return one;
}

function dropPending(context: EventContext, id: string, why: string): void {
  const state = context.state();
  for (const one of [...state.pending.values()]) if (one.subscription === id) finish(state, one, why);
}

/** The handshake: what was wrong with it, in words. It is tried once and stands in the ledger like any delivery. */
async function verify(
  context: EventContext,
  one: Subscription,
  handshake: Handshake,
): Promise<string | undefined> {
  const { vendor } = one;
  const name = handshake.event;
  const fault = befalls(context, vendor, name);
  const delivery = draw(context, one, { vendor, name, at: context.now() }, fault);
  const booked = book(context, delivery);
  if (!booked) return 'the subscription is gone';
  // A handshake is tried once.
  delivery.nextAttempt = NEVER;
  const answer = await attempt(context, booked);
  const wrong = whatIsWrong(answer, handshake, delivery.nonce);
  if (wrong !== undefined && delivery.status === 'delivered') {
    delivery.status = 'dropped';
    delivery.dropped = wrong;
  }
  return wrong;
}

function whatIsWrong(answer: Answer, handshake: Handshake, nonce: string): string | undefined {
  if (answer.status === undefined) return answer.error;
  if (answer.status !== 200) return `it answered ${answer.status}, not 200`;
  const body = parseObject(answer.text);
  if (!body) return 'its answer is not a JSON object';
  return handshake.mistake(body, nonce);
}
