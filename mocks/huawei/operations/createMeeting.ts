import { bookingObject, readBookingBody } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { book } from '../meetingBooking.ts';

/** POST /v1/mmc/management/conferences: books a meeting; without a start it begins at once. Answers a list of one [H-0014] [CM-1]. */
export const createMeeting: HuaweiEndpoint = {
  operation: 'CreateMeeting',
  method: 'POST',
  path: () => '/v1/mmc/management/conferences',
  coverage: {
    section: 'A.1',
    simulated:
      'what is asked for is booked, pushed, listed, shown, joined and kept as history; every member with a range is checked, each with its own code; rooms of one’s own (`vmrID`)',
    inferred: 'the subject of one without, which code a member earns, at most a year ahead',
    missing: 'notices by mail and text message, live streams, interpretation',
    source: '[meeting_21_0014](https://support.huaweicloud.com/api-meeting/meeting_21_0014.html)',
  },
  front: 'mmc',
  token: () => 'required',
  answer: (call) => book(call, readBookingBody(bookingObject(call), call.now)),
};
