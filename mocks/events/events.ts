import type { EventContext } from './context.ts';
import { drive } from './drive.ts';
import { emit } from './emit.ts';
import { addFault } from './eventFault.ts';
import type { ActiveEventFault, Delivery, EventFault, EventState } from './state.ts';
import { type NewSubscription, STATUS, type Subscription } from './subscription.ts';
import { add, enable, remove, setStatus } from './subscriptions.ts';
import type { Demand } from './vendorEvents.ts';

/** The simulated vendors' event pushes. */
export interface Events<
  Subscribed extends NewSubscription = NewSubscription,
  Fault extends EventFault = EventFault,
> {
  /** What the parts work on. */
  readonly context: EventContext;
  /**
   * Subscribes somebody; a vendor with a handshake asks first whether they want it.
   * @throws EventRefusal
   */
  subscribe(subscription: Subscribed): Promise<Subscription>;
  unsubscribe(id: string): void;
  /** Lets an event happen now, and delivers it. */
  emit(demand: Demand): Promise<readonly Delivery[]>;
  /** Delivers whatever is due by the clock; returns how many attempts that took. */
  drive(): Promise<number>;
  /** Waits until no attempt is under way, whoever makes it. */
  settle(): Promise<void>;
  /** Those under way or waiting, and those over that are remembered, by number. */
  deliveries(): readonly Delivery[];
  addFault(fault: Fault): ActiveEventFault;
  /** Puts what the settings begin with in force: after the start, and after a reset. */
  begin(): void;
}

// How often `settle` looks whether an attempt is still under way, real ms.
const GLANCE = 10;

/** Events of a simulation. Its state is the simulation's, so that it is kept, reset and restored with the rest. */
export function createEvents(context: EventContext): Events {
  const { settings, state } = context;
  return {
    context,
    addFault: (fault) => addFault(context, fault),
    async subscribe(input) {
      const { id } = add(context, input);
      try {
        return await enable(context, id);
      } catch (error) {
        remove(context, id);
        throw error;
      }
    },
    unsubscribe: (id) => remove(context, id),
    async emit(demand) {
      const deliveries = emit(context, demand);
      await drive(context);
      return deliveries;
    },
    drive: () => drive(context),
    async settle() {
      // As long as a subscriber may take, and a second: it never waits for ever.
      const patience = Math.ceil(settings.timeout / GLANCE) + 100;
      for (let glance = 0; glance < patience && underWay(state()); glance++)
        await new Promise((resolve) => setTimeout(resolve, GLANCE));
    },
    deliveries() {
      const { finished, pending } = state();
      return [...finished, ...pending.values()].sort((a, b) => a.id - b.id);
    },
    begin() {
      for (const one of settings.subscriptions) {
        const { id } = add(context, one);
        setStatus(context, id, STATUS.enabled);
      }
      for (const fault of settings.faults) addFault(context, fault);
    },
  };
}

/** Whether an attempt has been booked that nothing has come of yet. */
function underWay({ pending }: EventState): boolean {
  for (const { attempts } of pending.values()) {
    const last = attempts.at(-1);
    if (last && last.status === undefined && last.error === undefined) return true;
  }
  return false;
}
