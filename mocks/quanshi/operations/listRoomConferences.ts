import type { JsonObject } from '../../core/json.ts';
import { AHEAD } from '../../world/occasions.ts';
import { paceOf } from '../../world/pace.ts';
import { BEHIND } from '../../world/timetable.ts';
import { DAY } from '../../world/track.ts';
import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';
import type { ConferenceReference } from '../world/quanshiConference.ts';

// The page bounds nothing; a month is what a calendar shows: INFERRED.
const LONGEST = 31 * DAY;

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
  async answer({ body, world, now }) {
    const [from, to] = [seconds(body, 'startTime'), seconds(body, 'endTime')];
    if (to < from || to - from > LONGEST)
      throw new QuanshiRefusal('parameter', 'endTime must be 0 to 31 days after startTime');
    const userId = positive(body, 'userId');
    const cycles = body.inCycle ?? 0;
    if (cycles !== 0 && cycles !== 1) throw new QuanshiRefusal('parameter', 'inCycle must be 0 or 1');
    const [begin, end] = [Math.max(from, now - BEHIND), Math.min(to, now + AHEAD)];
    const pace = paceOf();
    const found: ConferenceReference[] = [];
    // A day at a time, so that nobody waits for a long range.
    for (let day = begin; day <= end; day += DAY) {
      const last = Math.min(day + DAY - 1, end);
      for (const one of [...world.during(day, last), ...world.written(day, last)]) {
        const { scheduledStart, hostId } = one;
        if (scheduledStart >= day && scheduledStart <= last && hostId === userId) found.push(one);
      }
      await pace();
    }
    return {
      result: found
        .sort((a, b) => a.scheduledStart - b.scheduledStart || a.eventId - b.eventId)
        .map((one) => one.load())
        .filter(({ recurring }) => cycles === 1 || !recurring)
        .map((one) => ({ ...conferenceDetail(one, now), isGnet: 1 })),
    };
  },
};

/** Unix seconds: text by the table, a number in the sample. @throws QuanshiRefusal */
function seconds(body: JsonObject, name: string): number {
  const text = String(body[name] ?? '');
  if (!/^\d{1,10}$/.test(text)) throw new QuanshiRefusal('parameter', `${name} must be Unix seconds`);
  return Number(text) * 1000;
}
