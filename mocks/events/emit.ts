import { type EventContext, EventRefusal } from './context.ts';
import { enqueue } from './enqueue.ts';
import type { Delivery } from './state.ts';
import type { Demand } from './vendorEvents.ts';

/**
 * Lets an event happen now. It tells of a meeting of the world, which itself goes on as before.
 * @throws EventRefusal where there is no such event or meeting, or nobody listens
 */
export function emit(context: EventContext, demand: Demand): Delivery[] {
  const { event } = demand;
  const vendor = context.vendors.find(({ events }) => events.names.includes(event));
  if (!vendor) throw new EventRefusal(400, `no vendor has an event "${event}"`);
  const happening = vendor.events.demanded(context.world(vendor.id), demand, context.now());
  const deliveries = enqueue(context, { vendor: vendor.id, ...happening });
  if (deliveries.length > 0) return deliveries;
  throw new EventRefusal(422, `nobody is subscribed to ${event}: POST /__mock/subscriptions first`);
}
