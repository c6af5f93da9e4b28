import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { meetingDetail } from '../meetingDetail.ts';

/**
 * GET /v1/mmc/management/conferences/online/confDetail: a meeting that runs, and who is invited to it [H-0026:
 * support.huaweicloud.com/api-meeting/meeting_21_0026.html].
 */
export const showOnlineMeetingDetail: HuaweiEndpoint = {
  operation: 'ShowOnlineMeetingDetail',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/online/confDetail',
  coverage: {
    section: '2',
    simulated: 'the meeting, who is invited in pages, search, permissions',
    inferred: 'everybody who comes was invited, codes of refusals',
    missing: 'X-Type and X-Query-Type, occurrences of a series',
    source: '[meeting_21_0026](https://support.huaweicloud.com/api-meeting/meeting_21_0026.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { url, world, now } = call;
    const conferenceID = url.searchParams.get('conferenceID') ?? '';
    if (conferenceID === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no conferenceID');
    const meeting = world.byConferenceId(conferenceID, now);
    if (!meeting || meeting.over <= now)
      throw new HuaweiRefusal('MMC.111070005', `no meeting ${conferenceID} is booked or runs`);
    if (meeting.start > now || meeting.end <= now)
      throw new HuaweiRefusal('MMC.111072005', `nobody is in meeting ${conferenceID}`);
    return meetingDetail(call, meeting, 'Created');
  },
};
