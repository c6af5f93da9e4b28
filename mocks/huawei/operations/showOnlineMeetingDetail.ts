import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isRunning, needed, openMeeting } from '../meetingAccess.ts';
import { meetingDetail } from '../meetingDetail.ts';

/** GET /v1/mmc/management/conferences/online/confDetail: a meeting that runs, and who is invited [H-0026]. */
export const showOnlineMeetingDetail: HuaweiEndpoint = {
  operation: 'ShowOnlineMeetingDetail',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/online/confDetail',
  coverage: {
    section: 'A.5',
    simulated: 'as ShowMeetingDetail, of what runs',
    inferred: 'one that does not run is refused as not started (MMC.111072005)',
    missing: '`X-Type`, `X-Query-Type`, `partAttendeeInfo`',
    source: '[meeting_21_0026](https://support.huaweicloud.com/api-meeting/meeting_21_0026.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const meeting = openMeeting(call, needed(call, 'conferenceID'));
    if (!isRunning(meeting, call.now))
      throw new HuaweiRefusal('MMC.111072005', `conference ${meeting.conferenceId} does not run`);
    return meetingDetail(call, meeting, 'Created');
  },
};
