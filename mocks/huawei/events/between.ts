import { fraction } from '../../../fixtures/hash.ts';
import type { Wanted, WorldEvent } from '../../events/vendorEvents.ts';
import { memo } from '../../world/memo.ts';
import { AHEAD } from '../../world/timeline.ts';
import type { MeetingReference } from '../world/huaweiMeeting.ts';
import type { HuaweiWorld } from '../world/huaweiWorld.ts';
import { type Comings, comings } from './comings.ts';
import { attendeePayload, type HuaweiEventName, meetingPayload } from './payload.ts';

// INFERRED: one meeting in eight is changed, a day before it begins; three in ten are recorded, and the recording is
// ready ten minutes after the end.
const MODIFIED = { share: 1 / 8, before: 24 * 3_600_000 };
const RECORDED = { share: 0.3, after: 10 * 60_000 };
// More meetings than run at once in the largest world; their comings and goings are sorted once each.
const REMEMBERED = 6_000;

/**
 * The events of Huawei's meetings as a function of time, so that they agree with every list at any instant: a meeting
 * is created when the vendor first knows its id, started when it enters the ongoing list, ended when it leaves it, and
 * who joined is in its attendance.
 *
 * `meeting.end` (may be entered again until the scheduled end) and `meeting.conclude` (may not) come together, as every
 * meeting here lasts until its scheduled end. No meeting of the world is cancelled: `meeting.cancel` comes on demand.
 */
export function huaweiEventsBetween(world: HuaweiWorld) {
  const { seed } = world;
  const comingsOf = memo<Comings>(REMEMBERED, (confUUID) => {
    const meeting = world.byUUID(confUUID);
    return meeting ? comings(meeting.attendance) : { between: () => [] };
  });
  const drawn = (one: MeetingReference, field: string, share: number) =>
    fraction(seed, 'huawei', one.conferenceId, one.start, field) < share;
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
    const end = (one: MeetingReference) => one.end;
    add('meeting.create', -AHEAD, start);
    add('meeting.modify', -MODIFIED.before, start, (one) => drawn(one, 'modified', MODIFIED.share));
    add('meeting.started', 0, start);
    const [join, left] = [wanted('meeting.join'), wanted('meeting.left')];
    if (join || left)
      for (const one of world.during(from, to)) {
        const meeting = one.load();
        for (const coming of comingsOf(meeting.confUUID).between(from, to)) {
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
    add('meeting.conclude', 0, end);
    add('record.finish', RECORDED.after, end, (one) => drawn(one, 'recorded', RECORDED.share));
    return events;
  };
}
