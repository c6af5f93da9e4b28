import { AHEAD } from '../../world/occasions.ts';
import { maySee } from '../authority.ts';
import { bookedBetween } from '../bookedBetween.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { eventShape } from '../eventShape.ts';
import { positive, seconds } from '../input.ts';
import type { ConferenceReference } from '../world/quanshiConference.ts';

const DEFAULT_SIZE = 10;
const MOST = 500;

/** POST /eventopenapi/event/modify/list: what was booked, changed or cancelled in a range of time. */
export const listEventChanges: QuanshiEndpoint = {
  operation: 'ListEventChanges',
  method: 'POST',
  path: () => '/eventopenapi/event/modify/list',
  coverage: {
    section: '6.6',
    simulated:
      'events that were booked, changed or cancelled, pages from 1; `eventStatus` 0 where one was cancelled',
    inferred: '`eventStatus` 1 for the others, the order is that of their start, at most 31 days',
    missing: 'changes of what begins more than two weeks later; live events',
    source: 'page [540](https://developer.quanshi.com/cn/node/540)',
  },
  family: 'events',
  access: 'token',
  message: 'Successfully to get the modified events!',
  async answer(call) {
    const { body, world, now } = call;
    const from = seconds(body, 'startTime');
    const to = Math.min(now, seconds(body, 'endTime', now));
    const page = positive(body, 'page', 1);
    const size = Math.min(MOST, positive(body, 'pageSize', DEFAULT_SIZE));
    const inside = (at: number | undefined) => at !== undefined && at >= from && at <= to;
    const changed = (one: ConferenceReference) =>
      (inside(one.created) || inside(one.cancelledAt) || one.changes.some(inside)) && maySee(call, one);
    const found = await bookedBetween(world, from, Math.max(from, to), now, changed, AHEAD);
    const shown = found.slice((page - 1) * size, page * size).map((one) => one.load());
    return {
      result: {
        count: found.length,
        list: shown.map((one) => {
          // The sample's spelling; the table of the other page has joinHostUrl.
          const { joinHostUrl: jointHostUrl, ...event } = eventShape(one, now);
          return { ...event, jointHostUrl, eventStatus: event.status === 0 ? 0 : 1 };
        }),
      },
    };
  },
};
