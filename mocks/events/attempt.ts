import { type EventContext, eventsOf } from './context.ts';
import { type Answer, send } from './send.ts';
import { type Attempt, type Delivery, finish } from './state.ts';
import type { Subscription } from './subscription.ts';
import { whyNotTo } from './target.ts';

/**
 * The one documented schedule [PUSH-RETRY]: again after 30 seconds; after three failed repeats every 30 minutes; for 24
 * hours in all. That a vendor which documents none keeps the same one is INFERRED.
 */
export const RETRY = { soon: 30_000, soonRepeats: 3, later: 30 * 60_000, kept: 24 * 3_600_000 };

/** `nextAttempt` of a delivery whose last attempt is under way: it is never due again. */
export const NEVER = Number.POSITIVE_INFINITY;

/** When to try again after the attempts so far, all failed (virtual ms); undefined when it is given up. */
export function nextAttempt({ attempts }: Pick<Delivery, 'attempts'>): number | undefined {
  const [first, last] = [attempts[0], attempts.at(-1)];
  if (!first || !last) return undefined;
  const next = last.at + (attempts.length <= RETRY.soonRepeats ? RETRY.soon : RETRY.later);
  return next > first.at + RETRY.kept ? undefined : next;
}

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
  delivery.nextAttempt = nextAttempt(delivery) ?? NEVER;
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
  if (eventsOf(context, subscription.vendor).isTaken(answer.status ?? 0)) finish(state, delivery);
  else if (delivery.nextAttempt === NEVER) finish(state, delivery, 'not taken within 24 hours');
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
  const message = await eventsOf(context, subscription.vendor).message(delivery, subscription, damage);
  // Cut in characters, so that what is left is still UTF-8 and the length is true: only the JSON is broken.
  const { body } = message;
  const cut = damage === 'truncated' ? body.slice(0, Math.floor(body.length / 2)) : body;
  return send(subscription.url, { ...message, body: cut }, timeout);
}
