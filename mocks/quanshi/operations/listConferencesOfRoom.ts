import type { JsonObject } from '../../core/json.ts';
import { maySee } from '../authority.ts';
import { bookedBetween } from '../bookedBetween.ts';
import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';

const DEFAULT_LIMIT = 10;
// No maximum is documented: INFERRED.
const MOST = 500;

/** POST (a path that the page lost): the conferences that are booked for one room, a part at a time. */
export const listConferencesOfRoom: QuanshiEndpoint = {
  operation: 'ListConferencesOfRoom',
  method: 'POST',
  path: ({ roomListPath }) => roomListPath,
  coverage: {
    section: '6.6',
    simulated:
      'the conferences of a room, backwards or forwards, the next part by `eventIdFilter`; times in seconds or ms, either first',
    inferred: 'the path (`roomListPath`), what a caller may see, at most 500 at once and 31 days',
    missing: 'rooms on site (`gnetType` is not looked at)',
    source: 'page [480](https://developer.quanshi.com/cn/api/480)',
  },
  family: 'lookup',
  access: 'token',
  async answer(call) {
    const { body, world, now } = call;
    const roomId = positive(body, 'roomId');
    const times = [instant(body, 'startTime'), instant(body, 'endTime')];
    const limit = Math.min(MOST, positive(body, 'limit', DEFAULT_LIMIT));
    const ascending = body.filterAsc ?? false;
    if (typeof ascending !== 'boolean')
      throw new QuanshiRefusal('parameter', 'filterAsc must be true or false');
    const found = await bookedBetween(
      world,
      Math.min(...times),
      Math.max(...times),
      now,
      (one) => one.roomIds.includes(roomId) && maySee(call, one),
    );
    const list = ascending ? found : found.toReversed();
    const last = body.eventIdFilter === undefined ? 0 : positive(body, 'eventIdFilter');
    // Behind an event that is not there, there is nothing: INFERRED.
    const begin = last === 0 ? 0 : list.findIndex(({ eventId }) => eventId === last) + 1;
    const shown = last !== 0 && begin === 0 ? [] : list.slice(begin, begin + limit);
    return { result: shown.map((one) => conferenceDetail(one.load(), now)) };
  },
};

/** The page says milliseconds, its sample has seconds, as text or a number: both are read. @throws QuanshiRefusal */
function instant(body: JsonObject, name: string): number {
  const text = String(body[name] ?? '');
  if (!/^\d{9,13}$/.test(text)) throw new QuanshiRefusal('parameter', `${name} must be Unix seconds or ms`);
  return text.length > 10 ? Number(text) : Number(text) * 1000;
}
