import { DAY } from '../../world/track.ts';
import { mustHost } from '../authority.ts';
import { bookedBetween } from '../bookedBetween.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { eventShape } from '../eventShape.ts';
import { positive, seconds } from '../input.ts';

const DEFAULT_COUNT = 20;
const MOST = 500;
// How far ahead a list without an end looks: INFERRED.
const AHEAD = 14 * DAY;

/** POST /eventopenapi/event/public/list: the events of a host, in pages that begin with 0. */
export const listEvents: QuanshiEndpoint = {
  operation: 'ListEvents',
  method: 'POST',
  path: () => '/eventopenapi/event/public/list',
  coverage: {
    section: '6.6',
    simulated: 'the events of a host in a range of time, pages from 0',
    inferred:
      'hostId is mandatory, the answer is a list alone, two weeks without an endTime, at most 31 days',
    missing: 'what `listType` chooses: it is taken and does nothing',
    source: 'page [449](https://developer.quanshi.com/cn/api/449)',
  },
  family: 'events',
  access: 'token',
  message: 'Successfully to get the events!',
  async answer(call) {
    const { body, world, now } = call;
    const hostId = positive(body, 'hostId');
    mustHost(call, hostId);
    const page = body.page === 0 ? 0 : positive(body, 'page', 1) - (body.page === undefined ? 1 : 0);
    const count = Math.min(MOST, positive(body, 'count', DEFAULT_COUNT));
    if (![0, 1, 2].some((type) => type === (body.listType ?? 2)))
      throw new QuanshiRefusal('parameter', 'listType must be 0, 1 or 2');
    const from = seconds(body, 'startTime', now);
    const to = seconds(body, 'endTime', from + AHEAD);
    const found = await bookedBetween(world, from, to, now, (one) => one.hostId === hostId);
    const shown = found.slice(page * count, (page + 1) * count).map((one) => one.load());
    return {
      result: shown.map((one) => ({
        ...eventShape(one, now),
        attendeeJoinUrl: one.attendeeJoinUrl,
        livePullUrl: '',
      })),
    };
  },
};
