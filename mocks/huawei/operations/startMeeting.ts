import { bookingObject } from '../bookingBody.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isRunning, openMeeting } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';

/** POST /v1/mmc/management/conferences/start: starts a meeting, so that it can be controlled [H-START]. */
export const startMeeting: HuaweiEndpoint = {
  operation: 'StartMeeting',
  method: 'POST',
  path: () => '/v1/mmc/management/conferences/start',
  coverage: {
    section: 'A.0',
    simulated: 'the host’s password starts it; a guest’s where the booking lets guests start it',
    inferred: 'whoever booked it is then in it',
    missing: '`regionIP` leads nowhere',
    source:
      '[topic_1220016280](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001220016280.html)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const { world, now } = call;
    const { conferenceID, password } = bookingObject(call);
    if (typeof conferenceID !== 'string' || typeof password !== 'string')
      throw new HuaweiRefusal('MMC.112100029', 'conferenceID and password must be there');
    const meeting = openMeeting(call, conferenceID);
    const config = meeting.details?.request?.confConfigInfo as { allowGuestStartConf?: boolean } | undefined;
    const guest = password === meeting.guest.password;
    if (password !== meeting.chair.password && !guest)
      throw new HuaweiRefusal('MMC.111071091', 'the password opens no role of the conference');
    if (guest && !config?.allowGuestStartConf)
      throw new HuaweiRefusal('MMC.111071058', 'guests may not start this conference');
    if (!isRunning(meeting, now)) {
      const { schedulerName, schedulerAccount } = meeting;
      written(() =>
        world.overlay.join(
          meeting,
          { name: schedulerName, account: schedulerAccount || undefined, role: 'chair' },
          now,
        ),
      );
    }
    return { uuid: world.byId(meeting.id, now)?.confUUID ?? '', regionIP: '127.0.0.1' };
  },
};
