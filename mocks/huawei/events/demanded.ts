import { EventRefusal } from '../../events/context.ts';
import type { Demand, WorldEvent } from '../../events/vendorEvents.ts';
import { DAY } from '../../world/track.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';
import type { HuaweiWorld } from '../world/huaweiWorld.ts';
import { attendeePayload, type HuaweiEventName, meetingPayload } from './payload.ts';

/** An event on demand. */
export interface HuaweiDemand extends Demand {
  readonly event: HuaweiEventName;
  readonly confUUID?: string;
  readonly conferenceId?: string;
  /** Who comes or goes: the number of the attendance, from 0. */
  readonly attendee?: number;
}

/**
 * An event on demand, of the meeting that is named or else of one that is in a state for it.
 * @throws EventRefusal where there is no such meeting or attendee
 */
export function demanded(world: HuaweiWorld, demand: HuaweiDemand, now: number): WorldEvent {
  const { event: name, attendee = 0 } = demand;
  const meeting = meetingOf(world, demand, now);
  if (name !== 'meeting.join' && name !== 'meeting.left')
    return { name, at: now, detail: () => meetingPayload(name, meeting) };
  const { total } = meeting.attendance;
  if (attendee >= total)
    throw new EventRefusal(
      422,
      `attendee must be below ${total}, which is how many attendances the meeting has`,
    );
  return { name, at: now, detail: () => attendeePayload(world, name, meeting, attendee) };
}

function meetingOf(
  world: HuaweiWorld,
  { event, confUUID, conferenceId }: HuaweiDemand,
  now: number,
): HuaweiMeeting {
  if (confUUID !== undefined)
    return world.byUUID(confUUID) ?? missing(`no meeting has the UUID "${confUUID}"`);
  if (conferenceId !== undefined)
    return world.byConferenceId(conferenceId, now) ?? missing(`no meeting has the id "${conferenceId}"`);
  const near = world
    .during(now - DAY / 4, now + DAY / 4)
    .filter(({ start, end }) => Number.isFinite(end - start));
  const fitting = near.filter(({ start, end }) => fits(event, start, end, now));
  return fitting[0]?.load() ?? missing('no meeting is in a state for this now');
}

/** Whether a meeting is in a state for an event: to come, over, or running. */
function fits(event: HuaweiEventName, start: number, end: number, now: number): boolean {
  if (event === 'meeting.create' || event === 'meeting.modify' || event === 'meeting.cancel')
    return start > now;
  if (event === 'meeting.end' || event === 'meeting.conclude' || event === 'record.finish') return end <= now;
  return start <= now && end > now;
}

function missing(why: string): never {
  throw new EventRefusal(404, why);
}
