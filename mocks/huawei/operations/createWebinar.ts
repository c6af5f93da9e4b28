import { bookingObject } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { bookerOf, written } from '../meetingBooking.ts';
import { readWebinarBody } from '../webinarBooking.ts';
import { webinarDetail } from '../webinarDetail.ts';

/** POST /v1/wss/webinar/open/conferences: books a webinar; answers it as one object, not as a list [H-1523]. */
export const createWebinar: HuaweiEndpoint = {
  operation: 'CreateWebinar',
  method: 'POST',
  path: () => '/v1/wss/webinar/open/conferences',
  coverage: {
    section: 'B.1',
    simulated:
      'what is asked for is booked, listed, shown and joined; passwords are made where none are given',
    inferred: 'the codes, which are those of meetings; `vmrID` must be there and is not looked up',
    missing: 'notices, live streams, room settings and pictures',
    source: '[meeting_21_1523](https://support.huaweicloud.com/api-meeting/meeting_21_1523.html)',
  },
  front: 'wss',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const body = bookingObject(call);
    const { start, end, subject, details } = readWebinarBody(body, now);
    if (typeof body.vmrID !== 'string' || body.vmrID === '')
      throw new HuaweiRefusal('MMC.112100029', 'vmrID must be there: the id of a webinar room');
    const [entry] = written(() =>
      world.overlay.book(
        { kind: 'webinar', times: [{ start, end }], booker: bookerOf(call), subject, details },
        now,
      ),
    );
    const webinar = entry && world.byId(entry.id, now);
    if (!webinar) throw new HuaweiRefusal('MMC.111070003', 'the webinar was not booked');
    return webinarDetail(webinar, now);
  },
};
