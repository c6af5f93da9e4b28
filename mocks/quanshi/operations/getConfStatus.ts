import { type MeetingStatus, statusOf } from '../../world/meeting.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { positive, words } from '../input.ts';

const STATUS: Readonly<Record<MeetingStatus, number>> = {
  cancelled: 0,
  scheduled: 1,
  ongoing: 2,
  // It may be opened again until half a day after its booked end.
  ended: 1,
  expired: 1,
};
const ENDED = 4;
const REOPENABLE_MS = 12 * 3_600_000;

/** POST /conference/conference/getConfStatus: the status on the older API, whose scale is another. */
export const getConfStatus: QuanshiEndpoint = {
  operation: 'GetConfStatus',
  method: 'POST',
  path: () => '/conference/conference/getConfStatus',
  coverage: {
    section: '6.6',
    simulated: '0, 1, 2, and 4 from twelve hours after the booked end; how many are in it',
    inferred: '`mayJoin` where it may be opened, `advanceHours` "0"',
    missing: 'status 5, which is printed and not in the table; dynamic passwords; a request id in `msg`',
    source: 'page [163](https://developer.quanshi.com/cn/api/163)',
  },
  family: 'status',
  access: 'appId',
  answer({ body, world, now }) {
    positive(body, 'userId');
    const one = world.byConferenceId(words(body, 'conferenceId'), now);
    const known = one ? STATUS[statusOf(one, now)] : STATUS.cancelled;
    const over = one !== undefined && known === 1 && now >= one.scheduledEnd + REOPENABLE_MS;
    const confStatus = over ? ENDED : known;
    return {
      result: {
        confStatus,
        attendees: one?.present(now).length ?? 0,
        pwdType: 0,
        mayJoin: confStatus === 1 || confStatus === 2 ? 1 : 0,
        advanceHours: '0',
      },
    };
  },
};
