import { fraction } from '../../fixtures/hash.ts';
import { permutation } from './permutation.ts';

/** Who was where when, for a meeting of any size, without listing anybody. */
export interface Presence {
  readonly total: number;
  /** When attendee `index` (0 .. total-1, in the order of arrival) joined and left, ms. */
  stay(index: number): { joinTime: number; leftTime: number };
  /** How many are in the meeting at an instant. */
  online(now: number): number;
}

// Everybody arrives within the first third and leaves within the last two fifths: nobody leaves before joining, and
// how many have come or gone by an instant is a formula and not a count.
const ARRIVALS = 0.33;
const DEPARTURES = 0.6;

/** The comings and goings of `total` attendees between `start` and `end` (ms). */
export function presence(seed: number, meeting: string, start: number, end: number, total: number): Presence {
  const length = end - start;
  const order = permutation(total, seed, meeting, 'leaving');
  const jitter = (rank: number, field: string) => fraction(seed, meeting, rank, field);
  // Few come early and most as it begins in earnest; few leave early and most as it ends.
  const joinAt = (rank: number) =>
    Math.round(start + length * ARRIVALS * ((rank + jitter(rank, 'join')) / total) ** (2 / 3));
  const leaveAt = (rank: number) =>
    Math.round(
      start + length * (DEPARTURES + (1 - DEPARTURES) * ((rank + jitter(rank, 'leave')) / total) ** 0.5),
    );
  const countUntil = (quantile: number, at: (rank: number) => number, now: number) => {
    let count = Math.min(total, Math.max(0, Math.floor(quantile * total)));
    // Rounding to milliseconds can shift the border by a rank or two.
    while (count > 0 && at(count - 1) > now) count--;
    while (count < total && at(count) <= now) count++;
    return count;
  };
  return {
    total,
    stay: (index) => ({ joinTime: joinAt(index), leftTime: leaveAt(order.at(index)) }),
    online(now) {
      if (now < start || now >= end) return 0;
      const passed = (now - start) / length;
      const joined = countUntil((passed / ARRIVALS) ** 1.5, joinAt, now);
      const left = countUntil((Math.max(0, passed - DEPARTURES) / (1 - DEPARTURES)) ** 2, leaveAt, now);
      return joined - left;
    },
  };
}
