import { bookingObject, readBookingBody } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { needed } from '../meetingAccess.ts';
import { bookedInfo, changeable, refuseVmrChange, written } from '../meetingBooking.ts';
import { timesOfSeries } from '../recurrence.ts';

/** PUT /v1/mmc/management/cycleconferences: replaces what is to come of a series [SDK-PY]. */
export const updateRecurringMeeting: HuaweiEndpoint = {
  operation: 'UpdateRecurringMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/management/cycleconferences',
  coverage: {
    section: 'A.3',
    simulated:
      'the meetings to come move to the new times in their order; those beyond the new end are cancelled',
    inferred: 'a series does not get more meetings than it was booked with',
    missing: '',
    source: '[RestScheduleConfDTO](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const meeting = changeable(call, needed(call, 'conferenceID'));
    if (!meeting.recurring)
      throw new HuaweiRefusal('MMC.111071019', `${meeting.conferenceId} does not recur`);
    const asked = readBookingBody(bookingObject(call), now);
    refuseVmrChange(meeting, asked);
    const times = timesOfSeries(asked, now);
    const { subject, request, guestPassword } = asked;
    const coming = world
      .booking(meeting.conferenceId, now)
      .filter(({ start, over }) => start > now && over > now);
    written(() => {
      for (const [turn, one] of coming.entries()) {
        const time = times[turn];
        if (time) world.overlay.change(one, { ...time, subject, details: { request, guestPassword } }, now);
        else world.overlay.cancel(one, now);
      }
    });
    return [bookedInfo(call, world.byConferenceId(meeting.conferenceId, now) ?? meeting)];
  },
};
