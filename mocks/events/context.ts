import type { EventSettings } from './settings.ts';
import type { EventState } from './state.ts';
import type { VendorEvents } from './vendorEvents.ts';

/** A vendor, as far as events go. */
export interface EventVendor {
  readonly id: string;
  readonly events: VendorEvents;
}

/** What events are made from and kept in: the parts of the simulation that they touch. */
export interface EventContext {
  readonly vendors: readonly EventVendor[];
  readonly settings: EventSettings;
  /** Virtual ms since 1970. */
  now(): number;
  seed(): number;
  /** A vendor's side of the enterprise, and what of it callers wrote. */
  world(vendor: string): { readonly overlay: { readonly version: number } };
  state(): EventState;
  /** Has everything done that is due by an instant and of which events may tell. */
  bringUpTo(instant: number): void;
}

/** What events refuse, in words for whoever asked. */
export class EventRefusal extends Error {
  override readonly name = 'EventRefusal';
  /** HTTP: 400 for what cannot be read, 404 for what is not there, 422 for what cannot be done. */
  readonly status: 400 | 404 | 422;

  constructor(status: 400 | 404 | 422, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The events of a vendor.
 * @throws EventRefusal where there is none of this id
 */
export function eventsOf({ vendors }: Pick<EventContext, 'vendors'>, id: string): VendorEvents {
  const found = vendors.find((one) => one.id === id);
  if (!found) throw new EventRefusal(400, `there is no vendor "${id}"`);
  return found.events;
}
