import { bookingObject } from '../bookingBody.ts';
import { controlling, participant } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { written } from '../meetingBooking.ts';

/** POST /v1/mmc/control/conferences/participants/delete: sends people out of a meeting that runs [SDK-PY]. */
export const hangUp: HuaweiEndpoint = {
  operation: 'HangUp',
  method: 'POST',
  path: () => '/v1/mmc/control/conferences/participants/delete',
  coverage: {
    section: 'C.2',
    simulated: 'by participant id, all or none; the last one ends the run',
    inferred: '',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) => {
    const { bulkHangUpParticipants: ids } = bookingObject(call);
    if (!Array.isArray(ids) || ids.length === 0)
      throw new HuaweiRefusal('MMC.111071061', 'bulkHangUpParticipants must be a list of participant ids');
    // Participants are named by their stay: those of one instant are looked up before anybody goes.
    const stays = ids.map((id) => meeting.attendance.idOf(participant(call, meeting, id).index));
    written(() => {
      for (const stay of stays) call.world.overlay.leave(meeting, stay, call.now);
    });
    return undefined;
  }),
};
