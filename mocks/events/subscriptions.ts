import { parseObject } from '../core/json.ts';
import { attempt, book } from './attempt.ts';
import type { EventContext } from './context.ts';
import { draw } from './enqueue.ts';
import { befalls } from './eventFault.ts';
import { EventRefusal } from './refusal.ts';
import { finish } from './state.ts';
import { type ReadSubscription, STATUS, type Subscription } from './subscription.ts';
import { whyNotTo } from './target.ts';

/** How many subscriptions there may be: a bound on memory, no vendor's. */
const MOST = 100;

/**
 * Adds a subscription that is not started yet.
 * @param corpId whose: Huawei's link-config knows one for each enterprise
 * @throws EventRefusal where events may not go to its URL
 */
export function add(context: EventContext, input: ReadSubscription, corpId = ''): Subscription {
  const state = context.state();
  const forbidden = whyNotTo(input.url, context.settings.targets);
  if (forbidden !== undefined) throw new EventRefusal(422, forbidden);
  if (state.subscriptions.size >= MOST)
    throw new EventRefusal(422, `there are ${MOST} subscriptions already`);
  const made: Subscription = { ...input, id: String(++state.ids), corpId, status: STATUS.stopped };
  state.subscriptions.set(made.id, made);
  return made;
}

/**
 * Starts a subscription. Huawei asks first: the subscriber must send the nonce of `meeting.verify` back, or enabling
 * fails [PUSH-VERIFY]. Quanshi does not ask.
 *
 * @throws EventRefusal saying what was wrong with the subscriber's answer
 */
export async function enable(context: EventContext, id: string): Promise<Subscription> {
  const one = find(context, id);
  const wrong = one.vendor === 'huawei' ? await verify(context, one) : undefined;
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
  if (status === STATUS.enabled && alone) state.cursor = context.now();
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
async function verify(context: EventContext, one: Subscription): Promise<string | undefined> {
  const state = context.state();
  const name = 'meeting.verify';
  const fault = befalls(state.faults.values(), 'huawei', name);
  const delivery = draw(context, one, { vendor: 'huawei', name, at: context.now() }, fault);
  const booked = book(context, delivery);
  if (!booked) return 'the subscription is gone';
  delivery.nextAttempt = Number.POSITIVE_INFINITY;
  const answer = await attempt(context, booked);
  const wrong = whatIsWrong(answer, delivery.nonce);
  if (wrong !== undefined && delivery.status === 'delivered') {
    delivery.status = 'dropped';
    delivery.dropped = wrong;
  }
  return wrong;
}

function whatIsWrong(
  answer: { status?: number; error?: string; text: string },
  nonce: string,
): string | undefined {
  if (answer.status === undefined) return answer.error;
  if (answer.status !== 200) return `it answered ${answer.status}, not 200`;
  const body = parseObject(answer.text);
  if (!body) return 'its answer is not a JSON object';
  if (body.event !== 'meeting.verify') return 'its answer lacks "event":"meeting.verify"';
  return body.nonce === nonce ? undefined : 'its answer does not repeat the nonce as text';
}
