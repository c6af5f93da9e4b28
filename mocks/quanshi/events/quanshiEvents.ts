import { fraction } from '../../../fixtures/hash.ts';
import type { QuanshiEvent, QuanshiEventName, Wanted } from '../../events/worldEvent.ts';
import type { World } from '../../world.ts';
import type { QuanshiConference } from '../world/quanshiConference.ts';

// INFERRED: one conference in eight is changed, an hour before it begins.
const UPDATED = { share: 1 / 8, before: 3_600_000 };

/**
 * What Quanshi calls back with between two instants, `from` not included, in no order. A conference begins when it
 * enters the live list and ends when it leaves it.
 */
export function quanshiEvents(world: World) {
  const { quanshi, seed } = world;
  return (from: number, to: number, wanted: Wanted): QuanshiEvent[] => {
    const events: QuanshiEvent[] = [];
    const inside = (at: number) => at > from && at <= to;
    const told = (name: QuanshiEventName, at: number, load: () => QuanshiConference) => {
      if (inside(at) && wanted(name))
        events.push({ vendor: 'quanshi', name, at, detail: () => conferenceDetail(load()) });
    };
    for (const one of quanshi.during(from, to)) {
      told('meetingbegin', one.start, one.load);
      told('meetingend', one.end, one.load);
    }
    if (wanted('update'))
      for (const one of quanshi.during(from + UPDATED.before, to + UPDATED.before))
        if (fraction(seed, 'quanshi', one.eventId, 'updated') < UPDATED.share)
          told('update', one.start - UPDATED.before, one.load);
    return events;
  };
}

/** meetinginfo: ids are text there. That `event`, whose members are not known, has the same is INFERRED. */
export function conferenceDetail(one: QuanshiConference): object {
  return {
    eventId: String(one.eventId),
    hostId: String(one.host.id),
    attendeeJoinUrl: one.attendeeJoinUrl,
    hostJoinUrl: one.hostJoinUrl,
  };
}
