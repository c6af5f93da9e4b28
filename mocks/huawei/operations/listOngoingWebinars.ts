import type { HuaweiEndpoint } from '../endpoint.ts';
import { spanOf } from '../meetingQuery.ts';
import { headOf, TIME_ZONE, tailOf, webinarPage } from '../webinarPage.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';

/** GET /v1/wss/webinar/open/conferences/ongoing: webinars that run now [documents/000]. */
export const listOngoingWebinars: HuaweiEndpoint = {
  operation: 'ListOngoingWebinars',
  method: 'GET',
  path: '/v1/wss/webinar/open/conferences/ongoing',
  front: 'wss',
  repeatable: true,
  token: () => 'required',
  answer: (call) => webinarPage(call, spanOf(call.world.huawei.ongoingWebinars(call.now)), item),
};

/** Keys in the order of the example; description and scheduserId, which it lacks, beside their neighbours in the table. */
function item(webinar: HuaweiMeeting, now: number): object {
  return {
    onlineAttendeeCount: webinar.online(now),
    confUUID: webinar.confUUID,
    deptName: webinar.deptName,
    ...headOf(webinar),
    timeZoneId: TIME_ZONE,
    ...tailOf(webinar),
  };
}
