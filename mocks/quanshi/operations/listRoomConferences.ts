import { mustHost } from '../authority.ts';
import { bookedBetween } from '../bookedBetween.ts';
import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { positive, seconds, zeroOrOne } from '../input.ts';

/**
 * POST /confopenapi/room/conference/list: the bookings of a host in a range of time, by start and without pages.
 * Recurring conferences are left out unless inCycle is 1.
 */
export const listRoomConferences: QuanshiEndpoint = {
  operation: 'ListRoomConferences',
  method: 'POST',
  path: () => '/confopenapi/room/conference/list',
  coverage: {
    section: '6.6',
    simulated: 'the bookings of a host in a range of time, `inCycle`',
    inferred: 'the range bounds the booked start and has at most 31 days, userId is mandatory',
    missing: '',
    source: 'page [161](https://developer.quanshi.com/cn/api/161)',
  },
  family: 'lookup',
  access: 'token',
  async answer(call) {
    const { body, world, now } = call;
    const [from, to] = [seconds(body, 'startTime'), seconds(body, 'endTime')];
    const userId = positive(body, 'userId');
    mustHost(call, userId);
    const cycles = zeroOrOne(body, 'inCycle');
    const found = await bookedBetween(world, from, to, now, ({ hostId }) => hostId === userId);
    return {
      result: found
        .map((one) => one.load())
        .filter(({ recurring }) => cycles === 1 || !recurring)
        .map((one) => ({ ...conferenceDetail(one, now), isGnet: 1 })),
    };
  },
};
