import { fraction } from '../../../fixtures/hash.ts';
import type { Wanted, WorldEvent } from '../../events/vendorEvents.ts';
import { memo } from '../../world/memo.ts';
import { AHEAD } from '../../world/occasions.ts';
import type { HuaweiMeeting, MeetingReference } from '../world/huaweiMeeting.ts';
import type { HuaweiWorld } from '../world/huaweiWorld.ts';
import { type Comings, comings } from './comings.ts';
import { attendeePayload, type HuaweiEventName, meetingPayload } from './payload.ts';

// INFERRED: one meeting in eight is changed, a day before it begins.
const MODIFIED = { share: 1 / 8, before: 24 * 3_600_000 };
// How long after its end the recording of a drawn meeting is ready at most.
const LATEST_RECORDING = 3_600_000;
// More meetings than run at once in the largest world; their comings and goings are sorted once each.
const REMEMBERED = 6_000;

/**
 * The events of Huawei's meetings as a function of time, so that they agree with every list at any instant: a meeting
 * is created when the vendor first knows its id, started when it enters the ongoing list, ended when it leaves it, and
 * who joined is in its attendance.
 *
 * `meeting.end` comes when everybody has left, `meeting.conclude` when the meeting may not be entered again.
 */
export function huaweiEventsBetween(world: HuaweiWorld) {
  const { seed } = world;
  const drawnComings = memo<Comings>(REMEMBERED, (confUUID) => {
    const meeting = world.byUUID(confUUID);
    return meeting ? comings(meeting.attendance) : { between: () => [] };
  });
  const writtenComings = new WeakMap<HuaweiMeeting, Comings>();
  const comingsOf = (meeting: HuaweiMeeting) => {
    if (!world.overlay.has(meeting.id)) return drawnComings(meeting.confUUID);
    const made = writtenComings.get(meeting) ?? comings(meeting.attendance);
    writtenComings.set(meeting, made);
    return made;
  };
  const drawn = (one: MeetingReference, field: string, share: number) =>
    fraction(seed, 'huawei', one.conferenceId, one.scheduledStart, field) < share;
  const told = (name: HuaweiEventName, at: number, one: MeetingReference): WorldEvent => ({
    name,
    at,
    detail: () => meetingPayload(name, one.load()),
  });

  return (from: number, to: number, wanted: Wanted): WorldEvent[] => {
    const events: WorldEvent[] = [];
    /** Adds an event for each meeting of which `instant`, moved by `offset`, lies in the interval. */
    const add = (
      name: HuaweiEventName,
      offset: number,
      instant: (one: MeetingReference) => number,
      holds: (one: MeetingReference) => boolean = () => true,
    ) => {
      if (!wanted(name)) return;
      for (const one of world.during(from - offset, to - offset)) {
        const at = instant(one) + offset;
        if (at > from && at <= to && holds(one)) events.push(told(name, at, one));
      }
    };
    const start = (one: MeetingReference) => one.start;
    const booked = (one: MeetingReference) => one.scheduledStart;
    const end = (one: MeetingReference) => one.end;
    add('meeting.create', -AHEAD, booked);
    add(
      'meeting.modify',
      -MODIFIED.before,
      booked,
      (one) => drawn(one, 'modified', MODIFIED.share) && one.over > one.scheduledStart,
    );
    add('meeting.started', 0, start);
    const written = world.written(from, to);
    const [join, left] = [wanted('meeting.join'), wanted('meeting.left')];
    if (join || left)
      for (const one of [...world.during(from, to), ...written]) {
        const meeting = one.load();
        for (const coming of comingsOf(meeting).between(from, to)) {
          const name = coming.left ? 'meeting.left' : 'meeting.join';
          if (coming.left ? left : join)
            events.push({
              name,
              at: coming.at,
              detail: () => attendeePayload(world, name, meeting, coming.index),
            });
        }
      }
    add('meeting.end', 0, end);
    add(
      'meeting.conclude',
      0,
      ({ over }) => over,
      ({ start }) => Number.isFinite(start),
    );
    if (wanted('meeting.cancel'))
      for (const one of world.cancelled(from, to))
        events.push(told('meeting.cancel', one.cancelledAt ?? to, one));
    const inside = (name: HuaweiEventName, at: number | undefined, one: MeetingReference) => {
      if (at !== undefined && at > from && at <= to && wanted(name)) events.push(told(name, at, one));
    };
    const recordings = (one: MeetingReference) => {
      for (const { readyAt } of one.load().recordings) inside('record.finish', readyAt, one);
    };
    if (wanted('record.finish'))
      for (const one of world.during(from - LATEST_RECORDING, to)) if (one.recorded) recordings(one);
    const known = new Set<string>();
    for (const one of written) {
      inside('meeting.started', one.start, one);
      inside('meeting.end', one.end, one);
      recordings(one);
      // A meeting that ran several times was booked once.
      if (known.has(one.id)) continue;
      known.add(one.id);
      const { turn = 0, changes = [] } = world.overlay.find(one.id)?.entry ?? {};
      // A series is created as one.
      if (turn === 0) inside('meeting.create', one.created, one);
      for (const at of changes) inside('meeting.modify', at, one);
      inside('meeting.cancel', one.cancelledAt, one);
      if (one.start < one.over && one.cancelledAt === undefined) inside('meeting.conclude', one.over, one);
    }
    return events;
  };
}
