import type { EventContext } from './context.ts';
import type { Wanted, WorldEvent } from './vendorEvents.ts';

/** An event, and whose. */
export interface VendorEvent extends WorldEvent {
  readonly vendor: string;
}

type Between = (from: number, to: number, wanted: Wanted) => readonly WorldEvent[];
// What a vendor makes for a world, such as sorted comings and goings, is kept as long as the world is.
const known = new WeakMap<object, Between>();

/**
 * Everything the vendors have to tell of between two instants (ms since 1970, `from` not included), as it happened: by
 * time, and in its natural order where several things happen at once. A pure function of the two, so that the same hour
 * brings the same events however often it passes.
 *
 * @example eventsBetween(context, noon, noon + 60_000, (vendor, name) => name.startsWith('meeting.'))
 */
export function eventsBetween(
  { vendors, world }: Pick<EventContext, 'vendors' | 'world'>,
  from: number,
  to: number,
  wanted: (vendor: string, name: string) => boolean,
): readonly VendorEvent[] {
  const order = vendors.flatMap(({ events }) => events.names);
  const rank = ({ name }: WorldEvent) => order.indexOf(name);
  return vendors
    .flatMap(({ id, events }) => {
      const side = world(id);
      const between = known.get(side) ?? events.between(side);
      known.set(side, between);
      return between(from, to, (name) => wanted(id, name)).map((event) => ({ vendor: id, ...event }));
    })
    .sort((a, b) => a.at - b.at || rank(a) - rank(b));
}
