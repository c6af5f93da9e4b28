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

/** How far around now a meeting is looked for: by day an hour has many, on holidays nobody meets for a week. */
const AROUND = [DAY / 24, DAY / 4, 2 * DAY, 10 * DAY];

/**
 * An event on demand, of the meeting that is named or else of one that is in a state for it: where none runs, of the next
 * one that will, so that a story can be tried out at night.
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
  const wanted = stateFor(event);
  for (const span of AROUND) {
    const near = world
      .during(now - span, now + span)
      .filter(({ start, end }) => Number.isFinite(end - start));
    const next = near.find(({ start }) => start > now);
    const found = {
      coming: next,
      running: near.find(({ start, end }) => start <= now && end > now) ?? next,
      over: near.find(({ end }) => end <= now),
    }[wanted];
    if (found) return found.load();
  }
  return missing('no meeting is in a state for this now');
}

/** What a meeting is, as seen from an event of it. */
function stateFor(event: HuaweiEventName): 'coming' | 'running' | 'over' {
  if (event === 'meeting.create' || event === 'meeting.modify' || event === 'meeting.cancel') return 'coming';
  if (event === 'meeting.end' || event === 'meeting.conclude' || event === 'record.finish') return 'over';
  return 'running';
}

function missing(why: string): never {
  throw new EventRefusal(404, why);
}
