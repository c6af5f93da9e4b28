import { digits } from '../../fixtures/text.ts';
import { EventRefusal } from '../events/context.ts';
import type { Demand, VendorEvents, Wanted, WorldEvent } from '../events/vendorEvents.ts';
import { CUSTOMER_CODE } from './world/documented.ts';
import type { QuanshiConference } from './world/quanshiConference.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

/** What Quanshi calls back with. */
const QUANSHI_EVENTS = ['meetingbegin', 'meetingend', 'update'] as const;
type QuanshiEventName = (typeof QUANSHI_EVENTS)[number];

/** An event on demand. */
interface QuanshiDemand extends Demand {
  readonly event: QuanshiEventName;
  readonly eventId?: number;
}

// A change comes at most so long before a conference begins.
const HOUR = 3_600_000;

/** The callbacks of Quanshi, which asks nobody and signs nothing. */
export const quanshiEvents: VendorEvents<QuanshiWorld, QuanshiEventName> = {
  names: QUANSHI_EVENTS,
  signed: false,
  subscriber: {},
  told: () => ({}),
  subscriberShape: () => ({}),
  demandShape: (z) => ({ eventId: z.int().optional() }),
  between: eventsBetween,
  demanded(world, { event, eventId }: QuanshiDemand, now) {
    const conference =
      eventId === undefined
        ? (world.live(now).at(-1)?.load() ?? missing('no conference is live'))
        : (world.byEventId(eventId, now) ?? missing(`no conference has the event id ${eventId}`));
    return { name: event, at: now, detail: () => meetingInfo(conference) };
  },
  /** The whole body. */
  content: ({ name, at, detail }, number, seed) =>
    JSON.stringify({
      method: name,
      timestamp: at,
      msgId: messageId(seed, number, at),
      // Printed for meetingbegin alone.
      ...(name === 'meetingbegin' ? { siteId: 0 } : {}),
      customerCode: CUSTOMER_CODE,
      [name === 'update' ? 'event' : 'meetinginfo']: detail?.() ?? {},
    }),
  message: async ({ content }) => ({
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      Pragma: 'No-cache',
      'Cache-Control': 'no-cache',
    },
    body: content,
  }),
  // That any success will do is INFERRED.
  isTaken: (status) => status >= 200 && status < 300,
};

/**
 * What Quanshi calls back with between two instants, `from` not included, in no order. A conference begins when it
 * enters the live list and ends when it leaves it.
 */
function eventsBetween(world: QuanshiWorld) {
  return (from: number, to: number, wanted: Wanted): WorldEvent[] => {
    const events: WorldEvent[] = [];
    const inside = (at: number) => at > from && at <= to;
    const told = (name: QuanshiEventName, at: number, load: () => QuanshiConference) => {
      if (inside(at) && wanted(name)) events.push({ name, at, detail: () => meetingInfo(load()) });
    };
    for (const one of world.during(from, to)) {
      told('meetingbegin', one.start, one.load);
      told('meetingend', one.end, one.load);
    }
    const booked = new Set<string>();
    for (const one of world.written(from, to)) {
      told('meetingbegin', one.start, one.load);
      told('meetingend', one.end, one.load);
      // One that ran several times was booked once.
      if (booked.has(one.id)) continue;
      booked.add(one.id);
      for (const at of world.overlay.find(one.id)?.entry.changes ?? []) told('update', at, one.load);
    }
    if (wanted('update'))
      for (const one of world.during(from, to + HOUR))
        if (one.scheduledStart <= to + HOUR && one.scheduledStart > from)
          for (const at of one.changes) told('update', at, one.load);
    return events;
  };
}

/** meetinginfo: ids are text there. That `event`, whose members are not known, has the same is INFERRED. */
function meetingInfo(one: QuanshiConference): object {
  return {
    eventId: String(one.eventId),
    hostId: String(one.host.id),
    attendeeJoinUrl: one.attendeeJoinUrl,
    hostJoinUrl: one.hostJoinUrl,
  };
}

/** The form of the printed ones, which is that of request ids: server, address, seconds and nanoseconds, number. */
function messageId(seed: number, number: number, at: number): string {
  const nanoseconds = digits(9, seed, 'quanshi', 'event', number);
  return `uniformserver-172.10.87.148-${Math.floor(at / 1000)}.${nanoseconds}.${number % 1000}`;
}

function missing(why: string): never {
  throw new EventRefusal(404, why);
}
