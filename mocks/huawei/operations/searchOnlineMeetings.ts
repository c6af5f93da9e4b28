import { spanOf } from '../../world/span.ts';
import { conferenceInfo } from '../conferenceInfo.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { boolean, meetingPage } from '../meetingPage.ts';
import { select } from '../meetingQuery.ts';

/**
 * GET /v1/mmc/management/conferences/online: meetings that run now, by start; webinars have a list of their own
 * (INFERRED) [H-ONLINE: support.huaweicloud.com/api-meeting/meeting_21_0025.html]. queryAll is false by default.
 */
export const searchOnlineMeetings: HuaweiEndpoint = {
  operation: 'SearchOnlineMeetings',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/online',
  coverage: {
    section: '2',
    simulated:
      'parameters, defaults, paging, search, `queryAll`, `onlineAttendeeAmount`, recurring meetings with one id and many UUIDs',
    inferred: 'webinars are not in the list, the order of the last keys, past the end it is empty',
    missing: '',
    source: '[meeting_21_0025](https://support.huaweicloud.com/api-meeting/meeting_21_0025.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  async answer(call) {
    const all = spanOf(call.world.ongoing('conference', call.now));
    return meetingPage(
      call,
      await select(call, all, { ownOnly: !boolean(call, 'queryAll', false) }),
      (one) => ({
        ...conferenceInfo(one, 'Created'),
        onlineAttendeeAmount: one.attendance.online(call.now),
      }),
    );
  },
};
