import type { HuaweiEndpoint } from '../endpoint.ts';
import { needed, openMeeting, stateOf } from '../meetingAccess.ts';
import { meetingDetail } from '../meetingDetail.ts';

/** GET /v1/mmc/management/conferences/confDetail: a meeting that is not over, and who is invited [H-0018] [CM-4]. */
export const showMeetingDetail: HuaweiEndpoint = {
  operation: 'ShowMeetingDetail',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/confDetail',
  coverage: {
    section: 'A.5',
    simulated: 'the meeting, the meetings of its series, pages of those invited with search',
    inferred:
      'who attends a meeting that the API did not book was invited; others’ meetings are refused to ordinary users',
    missing: '`X-Type`, `X-Query-Type`, `partAttendeeInfo`',
    source: '[meeting_21_0018](https://support.huaweicloud.com/api-meeting/meeting_21_0018.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const meeting = openMeeting(call, needed(call, 'conferenceID'));
    return meetingDetail(call, meeting, stateOf(meeting, call.now));
  },
};
