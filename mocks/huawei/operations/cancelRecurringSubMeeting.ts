import { bookingObject } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { needed } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';
import { subMeeting } from '../subMeeting.ts';

/** DELETE /v1/mmc/management/conferences/cyclesubconf: cancels some meetings of a series; its ids travel in a body [SDK-PY] [WK]. */
export const cancelRecurringSubMeeting: HuaweiEndpoint = {
  operation: 'CancelRecurringSubMeeting',
  method: 'DELETE',
  path: () => '/v1/mmc/management/conferences/cyclesubconf',
  coverage: {
    section: 'A.3',
    simulated: 'the meetings named in the body of the DELETE, all or none',
    inferred: '',
    missing: '`type`',
    source: '[RestScheduleConfDTO](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const { cycleSubConfIDs } = bookingObject(call);
    if (!Array.isArray(cycleSubConfIDs) || cycleSubConfIDs.length === 0)
      throw new HuaweiRefusal('MMC.111071016', 'cycleSubConfIDs must be a list of ids');
    const conferenceId = needed(call, 'conferenceID');
    const meetings = cycleSubConfIDs.map((id) => subMeeting(call, conferenceId, id).meeting);
    written(() => {
      for (const one of meetings) world.overlay.cancel(one, now);
    });
    return undefined;
  },
};
