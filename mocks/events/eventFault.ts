import { type EventContext, eventsOf } from './context.ts';
import type { ActiveEventFault, EventFault, EventFaultName } from './state.ts';

// How late an event comes where a fault does not say, virtual seconds.
const LATE = 60;
const SIGNED_ONLY: readonly EventFaultName[] = ['bad-signature', 'wrong-nonce'];

/** Puts a fault in force. */
export function addFault(context: EventContext, fault: EventFault): ActiveEventFault {
  const state = context.state();
  const id = String(++state.ids);
  const made = { ...fault, seconds: fault.seconds ?? LATE, id, seen: 0, applied: 0 };
  state.faults.set(id, made);
  return made;
}

/** The first fault that befalls a delivery, and counts it. */
export function befalls(context: EventContext, vendor: string, event: string): ActiveEventFault | undefined {
  for (const one of context.state().faults.values()) {
    if (one.vendor !== undefined && one.vendor !== vendor) continue;
    if (one.event !== undefined && one.event !== event) continue;
    if (SIGNED_ONLY.includes(one.fault) && !eventsOf(context, vendor).signed) continue;
    one.seen += 1;
    if (one.nth !== undefined && one.seen !== one.nth) continue;
    if (one.count !== undefined && one.applied >= one.count) continue;
    one.applied += 1;
    return one;
  }
  return undefined;
}
