import { controlling, controlOf, isMuted } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { participantsOf } from '../participants.ts';

/** GET /v1/mmc/control/conferences/realTimeInfo: who is invited and who is online, one a device [H-0029]. */
export const showRealTimeInfo: HuaweiEndpoint = {
  operation: 'ShowRealTimeInfoOfMeeting',
  method: 'GET',
  path: () => '/v1/mmc/control/conferences/realTimeInfo',
  coverage: {
    section: 'A.6',
    simulated: 'who is online, muted or with video, and who has the chair',
    inferred: 'the invited are those online',
    missing: 'those who are ringing or joining, raised hands, co-hosts',
    source: '[meeting_21_0029](https://support.huaweicloud.com/api-meeting/meeting_21_0029.html)',
  },
  ...controlling((call, meeting) => {
    const { world, now } = call;
    const control = controlOf(call, meeting);
    const there = participantsOf(world, meeting, now);
    return {
      attendees: there.map(({ callNumber, displayName }) => {
        const colleague = world.people.byNumber(callNumber);
        return {
          accountID: colleague?.account ?? '',
          userUUID: colleague?.userUUID ?? '',
          name: displayName,
          phone: callNumber,
        };
      }),
      participants: there.map(({ id, callNumber, displayName, video }) => ({
        pid: id,
        name: displayName,
        phone: callNumber,
        state: 0,
        video: video ? 1 : 0,
        mute: isMuted(control, id) ? 1 : 0,
        hand: 0,
      })),
      confInfo: { chairID: there.find(({ index }) => index === 0)?.id ?? '', coHosts: [] },
    };
  }),
};
