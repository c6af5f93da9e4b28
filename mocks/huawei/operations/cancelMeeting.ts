import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isRunning, needed, openMeeting, requireOwner } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';

/** DELETE /v1/mmc/management/conferences: cancels a booking; with type=1 one that runs is ended, too [H-0015]. */
export const cancelMeeting: HuaweiEndpoint = {
  operation: 'CancelMeeting',
  method: 'DELETE',
  path: () => '/v1/mmc/management/conferences',
  coverage: {
    section: 'A.8',
    simulated: 'by whoever booked it and by administrators; what runs only with type=1; a series as a whole',
    inferred: '',
    missing: '',
    source: '[meeting_21_0015](https://support.huaweicloud.com/api-meeting/meeting_21_0015.html)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, now, url } = call;
    const meeting = openMeeting(call, needed(call, 'conferenceID'));
    requireOwner(call, meeting);
    if (isRunning(meeting, now)) {
      if (url.searchParams.get('type') !== '1')
        throw new HuaweiRefusal('MMC.111071067', 'it runs: type=1 ends it as well');
      written(() => world.overlay.conclude(meeting, now));
    }
    const all = world.booking(meeting.conferenceId, now);
    written(() => {
      for (const one of all.length > 0 ? all : [meeting])
        if (one.over > now && one.start > now) world.overlay.cancel(one, now);
    });
    return undefined;
  },
};
