import { alwaysRuns, statusOf } from '../world/meeting.ts';
import type { ConferenceState } from './conferenceInfo.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './owner.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

/** A parameter of the query that must be there. @throws HuaweiRefusal MMC.112100029 */
export function needed({ url }: Pick<HuaweiCall, 'url'>, name: string): string {
  const value = url.searchParams.get(name) ?? '';
  if (value === '') throw new HuaweiRefusal('MMC.112100029', `the query has no ${name}`);
  return value;
}

/**
 * The meeting of a conference id that is not over.
 * @throws HuaweiRefusal MMC.111070005, as for one that there is not [TF-MMC]
 */
export function openMeeting(
  { world, now }: Pick<HuaweiCall, 'world' | 'now'>,
  conferenceId: string,
): HuaweiMeeting {
  const meeting = world.byConferenceId(conferenceId, now);
  if (!meeting) throw new HuaweiRefusal('MMC.111070005', `there is no conference "${conferenceId}"`);
  const { over, cancelledAt } = meeting;
  if (cancelledAt !== undefined && cancelledAt <= now)
    throw new HuaweiRefusal('MMC.111070005', `conference ${conferenceId} was cancelled`);
  if (over <= now && !alwaysRuns(meeting))
    throw new HuaweiRefusal('MMC.111070005', `conference ${conferenceId} is over`);
  return meeting;
}

/** What a meeting is, in the vendor's word. */
export function stateOf(meeting: HuaweiMeeting, now: number): ConferenceState {
  const status = statusOf(meeting, now);
  return status === 'ongoing' ? 'Created' : status === 'scheduled' ? 'Schedule' : 'Destroyed';
}

/** Whether somebody is in it. */
export const isRunning = (meeting: HuaweiMeeting, now: number): boolean =>
  statusOf(meeting, now) === 'ongoing';

/** The role of the caller in a meeting: whoever booked it, and administrators, have the chair (INFERRED). */
export function roleOf({ world, session }: HuaweiCall, meeting: HuaweiMeeting): 'chair' | 'general' {
  if (!session || isAdministrator(world, session.owner)) return 'chair';
  return meeting.schedulerAccount === session.owner.userId ? 'chair' : 'general';
}

/**
 * Refuses to change somebody else's meeting: its booker may, and administrators [H-0015].
 * @throws HuaweiRefusal MMC.111070002
 */
export function requireOwner(call: HuaweiCall, meeting: HuaweiMeeting): void {
  if (roleOf(call, meeting) === 'chair') return;
  throw new HuaweiRefusal('MMC.111070002', `conference ${meeting.conferenceId} was booked by somebody else`);
}
