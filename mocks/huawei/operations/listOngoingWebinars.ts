import { spanOf } from '../../world/span.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { headOf, TIME_ZONE, tailOf, webinarPage } from '../webinarPage.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';

/** GET /v1/wss/webinar/open/conferences/ongoing: webinars that run now [documents/000]. */
export const listOngoingWebinars: HuaweiEndpoint = {
  operation: 'ListOngoingWebinars',
  method: 'GET',
  path: () => '/v1/wss/webinar/open/conferences/ongoing',
  coverage: {
    section: '2',
    simulated:
      'parameters, defaults, maxima, order, search, the last page past the end, permissions, `limit` as printed, the document’s own webinar and answer',
    inferred: 'searches are by part and in any case',
    missing: 'the three deprecated parameters',
    source:
      'document 000, [meeting_21_1527](https://support.huaweicloud.com/api-meeting/meeting_21_1527.html)',
  },
  front: 'wss',
  repeatable: true,
  token: () => 'required',
  answer: (call) => webinarPage(call, spanOf(call.world.ongoing('webinar', call.now)), item),
};

/** Keys in the order of the example; description and scheduserId, which it lacks, beside their neighbours in the table. */
function item(webinar: HuaweiMeeting, now: number): object {
  return {
    onlineAttendeeCount: webinar.attendance.online(now),
    confUUID: webinar.confUUID,
    deptName: webinar.deptName,
    ...headOf(webinar),
    timeZoneId: TIME_ZONE,
    ...tailOf(webinar),
  };
}
