import { bookingObject } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { requireOwner } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';
import { openWebinar, readWebinarBody } from '../webinarBooking.ts';

/** PUT /v1/wss/webinar/open/conferences: changes a webinar whose id stands in the body; no answer [SDK-PY]. */
export const updateWebinar: HuaweiEndpoint = {
  operation: 'UpdateWebinar',
  method: 'PUT',
  path: () => '/v1/wss/webinar/open/conferences',
  coverage: {
    section: 'B.1',
    simulated: 'before it has started, by whoever booked it and by administrators',
    inferred: 'the codes, which are those of meetings',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'wss',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const body = bookingObject(call);
    if (typeof body.conferenceId !== 'string')
      throw new HuaweiRefusal('MMC.112100029', 'conferenceId must be there');
    const webinar = openWebinar(call, body.conferenceId);
    requireOwner(call, webinar);
    if (webinar.start <= now) throw new HuaweiRefusal('MMC.111071065', 'the webinar has started');
    const change = readWebinarBody(body, now);
    written(() => world.overlay.change(webinar, change, now));
    return undefined;
  },
};
