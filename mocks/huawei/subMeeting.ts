import { cycleSubId } from './cycle.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { openMeeting, requireOwner } from './meetingAccess.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

/**
 * One meeting to come of a series that the caller may change, and all that are left of it.
 * @throws HuaweiRefusal MMC.111070005, 111070002, 111071065
 */
export function subMeeting(
  call: HuaweiCall,
  conferenceId: string,
  id: unknown,
): { meeting: HuaweiMeeting; series: readonly HuaweiMeeting[] } {
  const { world, now } = call;
  requireOwner(call, openMeeting(call, conferenceId));
  const series = world.booking(conferenceId, now).filter(({ cancelledAt }) => cancelledAt === undefined);
  const meeting = series.find((one) => cycleSubId(world, one) === id);
  if (!meeting)
    throw new HuaweiRefusal(
      'MMC.111070005',
      `the series ${conferenceId} has no meeting with this cycleSubConfID`,
    );
  if (meeting.start <= now)
    throw new HuaweiRefusal('MMC.111071065', 'that meeting of the series has started');
  return { meeting, series };
}
