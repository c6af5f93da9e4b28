import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { meetingDetail } from '../meetingDetail.ts';

/**
 * GET /v1/mmc/management/conferences/history/confDetail: a meeting that is over, and who is invited to it [H-0052:
 * support.huaweicloud.com/api-meeting/meeting_21_0052.html].
 */
export const showHisMeetingDetail: HuaweiEndpoint = {
  operation: 'ShowHisMeetingDetail',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/history/confDetail',
  coverage: {
    section: '2',
    simulated: 'the meeting, who is invited in pages, search, permissions',
    inferred: 'everybody who comes was invited, codes of refusals',
    missing: 'X-Type and X-Query-Type, occurrences of a series',
    source: '[meeting_21_0052](https://support.huaweicloud.com/api-meeting/meeting_21_0052.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { url, world, now } = call;
    const confUUID = url.searchParams.get('confUUID') ?? '';
    if (confUUID === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no confUUID');
    const meeting = world.byUUID(confUUID);
    if (!meeting || meeting.end > now)
      throw new HuaweiRefusal('MMC.111070005', `no meeting with confUUID ${confUUID} has ended`);
    return meetingDetail(call, meeting, 'Destroyed');
  },
};
