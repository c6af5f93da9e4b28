import { isObject } from '../../core/json.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';
import { issueJoinToken } from '../joinToken.ts';

const DEFAULT = { minutes: 5, times: 6 };
// No bound is documented: INFERRED.
const MOST = { minutes: 1_440, times: 10_000 };

/** POST /confopenapi/web/meeting/join/token: a token with which somebody joins without a login. */
export const createJoinToken: QuanshiEndpoint = {
  operation: 'CreateJoinToken',
  method: 'POST',
  path: () => '/confopenapi/web/meeting/join/token',
  coverage: {
    section: '6.6',
    simulated: 'minutes and times, both spent by joining with `token` at `/__mock/people/join`',
    inferred: 'at most a day and 10,000 times; a conference that is over has none',
    missing: 'the web client that takes it; what `plainText` does there',
    source: 'page [651](https://developer.quanshi.com/cn/node/651)',
  },
  family: 'list',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    const eventId = positive(body, 'eventId');
    if (!isObject(body.plainText)) throw new QuanshiRefusal('parameter', 'plainText must be an object');
    const minutes = positive(body, 'timeout', DEFAULT.minutes);
    const times = positive(body, 'usableCount', DEFAULT.times);
    if (minutes > MOST.minutes || times > MOST.times)
      throw new QuanshiRefusal(
        'parameter',
        `timeout may be ${MOST.minutes} minutes, usableCount ${MOST.times} at most`,
      );
    const one = world.byEventId(eventId, now);
    if (!one) throw new QuanshiRefusal('conference', `no conference has the eventId ${eventId}`);
    if (one.over <= now) throw new QuanshiRefusal('over', `event ${eventId} is over`);
    return { result: { eventId, tempToken: issueJoinToken(call, eventId, { minutes, times }) } };
  },
};
