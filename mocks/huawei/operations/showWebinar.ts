import { lastPart } from '../../core/route.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { requireSight } from '../requireSight.ts';
import { openWebinar } from '../webinarBooking.ts';
import { webinarDetail } from '../webinarDetail.ts';

/** GET /v1/wss/webinar/open/conferences/{conference_id}: one webinar that is not over [H-1524]. */
export const showWebinar: HuaweiEndpoint = {
  operation: 'ShowWebinar',
  method: 'GET',
  path: () => '/v1/wss/webinar/open/conferences/{conference_id}',
  coverage: {
    section: 'B',
    simulated: 'what was booked, with its links and passwords',
    inferred: 'one that is over is not found, others’ webinars are refused to ordinary users',
    missing: '',
    source: '[meeting_21_1524](https://support.huaweicloud.com/api-meeting/meeting_21_1524.html)',
  },
  front: 'wss',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const webinar = openWebinar(call, lastPart(call.url));
    requireSight(call, webinar);
    const notify = webinar.details?.request?.notifySetting;
    return { ...webinarDetail(webinar, call.now), ...(notify !== undefined && { notifySetting: notify }) };
  },
};
