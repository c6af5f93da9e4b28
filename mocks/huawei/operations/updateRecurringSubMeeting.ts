import { bookingObject, readBookingBody } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { needed } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';
import { subMeeting } from '../subMeeting.ts';

/** PUT /v1/mmc/management/conferences/cyclesubconf: changes one meeting of a series; no answer [SDK-PY]. */
export const updateRecurringSubMeeting: HuaweiEndpoint = {
  operation: 'UpdateRecurringSubMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/management/conferences/cyclesubconf',
  coverage: {
    section: 'A.3',
    simulated:
      'one meeting gets another time, within those of its neighbours (SUB_CYCCONF_MODIFY_TIME_OVER_RANGE)',
    inferred: 'that the neighbours are the range',
    missing: 'the settings of the audience',
    source: '[RestScheduleConfDTO](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const body = bookingObject(call);
    const { meeting, series } = subMeeting(call, needed(call, 'conferenceID'), body.cycleSubConfID);
    const { start, end } = readBookingBody(body, now);
    const turn = series.indexOf(meeting);
    const [before, after] = [series[turn - 1], series[turn + 1]];
    if ((before && start < before.scheduledEnd) || (after && end > after.scheduledStart))
      throw new HuaweiRefusal('MMC.111071119', 'the time lies beyond that of the next meeting of the series');
    const { description } = body;
    const details = typeof description === 'string' ? { description: description.slice(0, 200) } : {};
    written(() => world.overlay.change(meeting, { start, end, details }, now));
    return undefined;
  },
};
