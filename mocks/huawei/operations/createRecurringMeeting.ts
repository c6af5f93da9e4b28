import { bookingObject, readBookingBody } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { book } from '../meetingBooking.ts';
import { timesOfSeries } from '../recurrence.ts';

/** POST /v1/mmc/management/cycleconferences: books a series of meetings under one id [SDK-PY]. */
export const createRecurringMeeting: HuaweiEndpoint = {
  operation: 'CreateRecurringMeeting',
  method: 'POST',
  path: () => '/v1/mmc/management/cycleconferences',
  coverage: {
    section: 'A.3',
    simulated:
      'days, weeks and months in the zone of the booking, the last day of short months, 50 meetings at most and the end moved without a word',
    inferred: 'which code a member earns',
    missing: '`preRemindDays` reminds nobody',
    source: '[RestScheduleConfDTO](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const asked = readBookingBody(bookingObject(call), call.now);
    return book(call, asked, timesOfSeries(asked, call.now));
  },
};
