import { BEHIND } from '../../world/timetable.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { needed } from '../meetingAccess.ts';
import { meetingDetail } from '../meetingDetail.ts';

/** GET /v1/mmc/management/conferences/history/confDetail: one run that has ended, and who was invited [H-0052] [CM-6]. */
export const showHisMeetingDetail: HuaweiEndpoint = {
  operation: 'ShowHisMeetingDetail',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/history/confDetail',
  coverage: {
    section: 'A.5',
    simulated: 'as ShowMeetingDetail, by confUUID; both passwords, no state and no confUUID, as printed',
    inferred: '',
    missing: '`X-Type`, `X-Query-Type`, `partAttendeeInfo`',
    source: '[meeting_21_0052](https://support.huaweicloud.com/api-meeting/meeting_21_0052.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const confUUID = needed(call, 'confUUID');
    const meeting = call.world.byUUID(confUUID);
    const { now } = call;
    // The documented meeting was always over, and is not forgotten.
    const forgotten = meeting && Number.isFinite(meeting.end) && meeting.end < now - BEHIND;
    if (!meeting || meeting.end > now || forgotten)
      throw new HuaweiRefusal('MMC.111070005', `no meeting with confUUID "${confUUID}" has been held`);
    const detail = meetingDetail(call, meeting, 'Destroyed') as { conferenceData: Record<string, unknown> };
    const { conferenceState: _, confUUID: __, ...conferenceData } = detail.conferenceData;
    return { ...detail, conferenceData };
  },
};
