import { AHEAD } from '../world/occasions.ts';
import { paceOf } from '../world/pace.ts';
import { BEHIND } from '../world/timetable.ts';
import { DAY } from '../world/track.ts';
import { QuanshiRefusal } from './errors.ts';
import type { ConferenceReference } from './world/quanshiConference.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

// The pages bound nothing; a month is what a calendar shows: INFERRED.
const LONGEST = 31 * DAY;

/**
 * Conferences that are booked to begin in a range, its ends included, each once and by that; of those far behind or ahead
 * nothing is known.
 * @param ahead how much farther than the range they may begin, for what happens before that
 * @throws QuanshiRefusal where the range is longer than a month
 */
export async function bookedBetween(
  world: QuanshiWorld,
  from: number,
  to: number,
  now: number,
  is: (one: ConferenceReference) => boolean,
  ahead = 0,
): Promise<ConferenceReference[]> {
  if (to < from || to - from > LONGEST)
    throw new QuanshiRefusal(
      'parameter',
      'a range of time has at most 31 days, and its end is not before its start',
    );
  const [begin, end] = [Math.max(from, now - BEHIND), Math.min(to + ahead, now + AHEAD)];
  const pace = paceOf();
  const found = new Map<string, ConferenceReference>();
  // A day at a time, so that nobody waits for a long range.
  for (let day = begin; day <= end; day += DAY) {
    const last = Math.min(day + DAY - 1, end);
    // What callers booked may lie farther ahead than what the world knows.
    for (const one of [...world.during(day, last), ...world.written(day, last)])
      if (one.scheduledStart >= day && one.scheduledStart <= last && is(one)) found.set(one.id, one);
    await pace();
  }
  // Beyond that there are the documents' own and what callers booked.
  for (const one of [...world.documented(), ...world.written(end + 1, to + ahead)])
    if (one.scheduledStart >= from && one.scheduledStart <= to + ahead && is(one)) found.set(one.id, one);
  return [...found.values()].sort((a, b) => a.scheduledStart - b.scheduledStart || a.eventId - b.eventId);
}
