import { digits, hex } from '../../fixtures/text.ts';
import { type EventContext, eventsOf } from './context.ts';
import { befalls } from './eventFault.ts';
import { type ActiveEventFault, type Delivery, type EventState, finish, MOST_PENDING } from './state.ts';
import { STATUS, type Subscription } from './subscription.ts';
import type { Told } from './vendorEvents.ts';

/** An event that a vendor tells of. */
type VendorTold = Told & { readonly vendor: string };

/** How long an event that is to change places waits for the next one, virtual ms. */
const HELD = 60_000;

/** Whether a subscription is told of an event. */
export function wants(context: EventContext, one: Subscription, vendor: string, name: string): boolean {
  if (one.status !== STATUS.enabled || one.vendor !== vendor) return false;
  const hears = eventsOf(context, vendor).hears?.(one.owner) ?? true;
  return hears && (one.events?.includes(name) ?? true);
}

/** Puts an event on its way to everybody who wants it. */
export function enqueue(context: EventContext, event: VendorTold): Delivery[] {
  const state = context.state();
  return [...state.subscriptions.values()]
    .filter((one) => wants(context, one, event.vendor, event.name))
    .flatMap((one) => queueFor(context, one, event));
}

function queueFor(context: EventContext, subscription: Subscription, event: VendorTold): Delivery[] {
  const state = context.state();
  const fault = befalls(context, event.vendor, event.name);
  const made = draw(context, subscription, event, fault);
  const waiting = heldFor(state, subscription.id);
  push(state, made);
  const twin = fault?.fault === 'duplicate' ? { ...made, id: ++state.messages, attempts: [] } : undefined;
  if (twin) push(state, twin);
  if (fault?.fault !== 'reorder')
    for (const held of waiting) {
      // Behind the one that came later.
      state.pending.delete(held.id);
      held.nextAttempt = event.at;
      push(state, held);
    }
  return twin ? [made, twin] : [made];
}

/** Events of a subscription that wait for the next one, to come after it. */
function heldFor(state: EventState, subscription: string): Delivery[] {
  // Looked for only where something may be held: the queue can be long.
  if (state.faults.size === 0) return [];
  return [...state.pending.values()].filter(
    (one) => one.fault === 'reorder' && one.subscription === subscription && one.attempts.length === 0,
  );
}

/** A message of its own for a subscriber. */
export function draw(
  context: EventContext,
  subscription: Subscription,
  event: VendorTold,
  fault: ActiveEventFault | undefined,
): Delivery {
  const state = context.state();
  const seed = context.seed();
  const id = ++state.messages;
  const key = [seed, 'event', id] as const;
  const wait = fault?.fault === 'late' ? fault.seconds * 1_000 : fault?.fault === 'reorder' ? HELD : 0;
  return {
    id,
    subscription: subscription.id,
    vendor: event.vendor,
    event: event.name,
    at: event.at,
    content: eventsOf(context, event.vendor).content(event, id, seed),
    nonce: digits(8, ...key, 'nonce'),
    requestId: hex(32, ...key, 'requestId'),
    ...(fault ? { fault: fault.fault } : {}),
    attempts: [],
    status: 'pending',
    nextAttempt: event.at + wait,
  };
}

function push(state: EventState, delivery: Delivery): void {
  state.pending.set(delivery.id, delivery);
  if (state.pending.size <= MOST_PENDING) return;
  const oldest = state.pending.values().next();
  if (!oldest.done) finish(state, oldest.value, `more than ${MOST_PENDING} deliveries wait`);
}
