import type { HuaweiEndpoint } from '../endpoint.ts';
import { headOf, minutesOf, TIME_ZONE, tailOf, webinarPage } from '../webinarPage.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';

/**
 * GET /v1/wss/webinar/open/conferences/upcoming: webinars that are booked and have not begun, here for the next two
 * weeks [H-UPCOMING: support.huaweicloud.com/api-meeting/meeting_21_1528.html].
 */
export const listUpcomingWebinars: HuaweiEndpoint = {
  operation: 'ListUpComingWebinars',
  method: 'GET',
  path: () => '/v1/wss/webinar/open/conferences/upcoming',
  coverage: {
    section: '2',
    simulated: 'parameters, defaults, paging, both orders, search, permissions',
    inferred: 'two weeks ahead are booked',
    missing: 'details of one webinar, booking, changing',
    source: '[meeting_21_1528](https://support.huaweicloud.com/api-meeting/meeting_21_1528.html)',
  },
  front: 'wss',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { now, world } = call;
    return webinarPage(call, world.upcoming('webinar', now), item);
  },
};

/** Keys in the order of the example, which has no UUID: a webinar gets one when it is held. */
function item(webinar: HuaweiMeeting): object {
  return {
    ...headOf(webinar),
    duration: minutesOf(webinar),
    timeZoneId: TIME_ZONE,
    deptName: webinar.deptName,
    ...tailOf(webinar),
  };
}
