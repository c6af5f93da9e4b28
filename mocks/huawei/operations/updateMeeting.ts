import { bookingObject, readBookingBody } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { needed } from '../meetingAccess.ts';
import { bookedInfo, changeable, refuseVmrChange, written } from '../meetingBooking.ts';

/** PUT /v1/mmc/management/conferences: replaces a booking; what is left out falls back to its default [H-0016] [CM-2]. */
export const updateMeeting: HuaweiEndpoint = {
  operation: 'UpdateMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/management/conferences',
  coverage: {
    section: 'A.8',
    simulated: 'the booking is replaced as a whole, before it has started; not the room, not into a webinar',
    inferred: 'the subject stays where none is given',
    missing: '',
    source: '[meeting_21_0016](https://support.huaweicloud.com/api-meeting/meeting_21_0016.html)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const meeting = changeable(call, needed(call, 'conferenceID'));
    const asked = readBookingBody(bookingObject(call), now);
    refuseVmrChange(meeting, asked);
    const { start, end, subject, guestPassword } = asked;
    const { vmrFlag, vmrID, vmrConferenceID } = meeting.details?.request ?? {};
    const request = { ...(vmrFlag === 1 && { vmrFlag, vmrID, vmrConferenceID }), ...asked.request };
    written(() =>
      world.overlay.change(meeting, { start, end, subject, details: { request, guestPassword } }, now),
    );
    return [bookedInfo(call, world.byId(meeting.id, now) ?? meeting)];
  },
};
