import type { EventContext } from './context.ts';
import { messageOf } from './message.ts';
import { nextAttempt } from './retry.ts';
import { type Answer, send } from './send.ts';
import { type Attempt, type Delivery, finish } from './state.ts';
import type { Subscription } from './subscription.ts';
import { whyNotTo } from './target.ts';

/** One attempt that has been booked: sending it is all that is left. */
export interface Booked {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
  readonly attempt: Attempt;
}

/**
 * Books the next attempt of a delivery as one that failed, and when to repeat it. Written down before it is sent, so
 * that whoever drives deliveries at the same time, or after this one was cut short, sends it once and not at once again.
 */
export function book(context: EventContext, delivery: Delivery): Booked | undefined {
  const state = context.state();
  const subscription = state.subscriptions.get(delivery.subscription);
  if (!subscription) {
    finish(state, delivery, 'the subscription is gone');
    return undefined;
  }
  const attempt: Attempt = { at: delivery.nextAttempt ?? context.now() };
  delivery.attempts.push(attempt);
  delivery.nextAttempt = nextAttempt(delivery) ?? Number.POSITIVE_INFINITY;
  return { delivery, subscription, attempt };
}

/** Sends a booked attempt and writes down what came of it. */
export async function attempt(
  context: EventContext,
  { delivery, subscription, attempt }: Booked,
): Promise<Answer> {
  const answer = await sendTo(context, delivery, subscription);
  if (answer.status !== undefined) attempt.status = answer.status;
  if (answer.error !== undefined) attempt.error = answer.error;
  const state = context.state();
  if (isTaken(subscription, answer)) finish(state, delivery);
  else if (delivery.nextAttempt === Number.POSITIVE_INFINITY)
    finish(state, delivery, 'not taken within 24 hours');
  return answer;
}

async function sendTo(
  context: EventContext,
  delivery: Delivery,
  subscription: Subscription,
): Promise<Answer> {
  const { targets, timeout } = context.settings;
  const forbidden = whyNotTo(subscription.url, targets);
  if (forbidden !== undefined) return { error: forbidden, text: '' };
  const damage = delivery.attempts.length === 1 ? delivery.fault : undefined;
  return send(subscription.url, await messageOf(delivery, subscription, damage), timeout);
}

/** Huawei wants 200 [PUSH-EVENTS]; that any success will do for Quanshi is INFERRED. */
function isTaken({ vendor }: Subscription, { status = 0 }: Answer): boolean {
  return vendor === 'huawei' ? status === 200 : status >= 200 && status < 300;
}
