import { fraction } from '../../fixtures/hash.ts';
import { permutation } from './permutation.ts';

/** Who was where when, for a meeting of any size, without listing anybody. */
export interface Presence {
  /** How many people come. */
  readonly people: number;
  /** How many stays that makes: somebody who drops out and returns has two. */
  readonly total: number;
  /** Whose stay `index` is, 0 .. people-1 in the order in which they first come. */
  person(index: number): number;
  /** When stay `index` (0 .. total-1, in the order of arrival) began and ended, ms. */
  stay(index: number): { joinTime: number; leftTime: number };
  /** How many are in the meeting at an instant. */
  online(now: number): number;
}

/** Nobody comes. */
export const NOBODY: Presence = {
  people: 0,
  total: 0,
  person: () => 0,
  stay: () => ({ joinTime: 0, leftTime: 0 }),
  online: () => 0,
};

/*
 * A meeting's length, cut into parts that do not overlap: everybody arrives within the first third; those who lose their
 * connection lose it, and are back, around the middle; everybody leaves within the last two fifths. So nobody leaves
 * before joining, whoever is drawn for what.
 */
const ARRIVALS = 0.33;
const DROPS = { first: 0.36, last: 0.56 };
const DEPARTURES = 0.6;
// How long a dropped connection takes to come back: 27 s of a meeting of 45 minutes.
const GAP = 0.01;

/*
 * Of all who come, the share x^1.5 has come when the share x of the arrivals' time has passed: a trickle at first, and
 * most as the meeting begins in earnest. Of all who leave, the share x^2 has left: few early, most at the very end.
 * Each curve is used in both directions. Inverted (exponents 2/3 and 1/2) it gives the instant at which the person of a
 * rank comes or leaves; as it stands, how many have come or left by an instant. So nobody need be listed for a count.
 */
const ARRIVAL_CURVE = 1.5;
const DEPARTURE_CURVE = 2;

/**
 * The comings and goings of `people` attendees between `start` and `end` (ms), `returns` of whom lose their connection
 * once and return.
 */
export function presence(
  seed: number,
  meeting: string,
  start: number,
  end: number,
  people: number,
  returns = 0,
): Presence {
  const length = end - start;
  const gap = Math.round(length * GAP);
  const order = permutation(people, seed, meeting, 'leaving');
  const jitter = (rank: number, field: string) => fraction(seed, meeting, rank, field);
  // A rank is moved by less than one place, so that instants ascend with ranks and are not evenly spaced.
  const joinAt = (rank: number) =>
    Math.round(start + length * ARRIVALS * ((rank + jitter(rank, 'join')) / people) ** (1 / ARRIVAL_CURVE));
  const leaveAt = (rank: number) =>
    Math.round(
      start +
        length *
          (DEPARTURES +
            (1 - DEPARTURES) * ((rank + jitter(rank, 'leave')) / people) ** (1 / DEPARTURE_CURVE)),
    );
  const dropAt = (drop: number) =>
    Math.round(
      start + length * (DROPS.first + (DROPS.last - DROPS.first) * ((drop + jitter(drop, 'drop')) / returns)),
    );
  // Those who drop out are spread evenly over the order of arrival.
  const whoDrops = (drop: number) => Math.floor((drop * people) / returns);
  const dropOf = (person: number) => {
    const drop = Math.ceil((person * returns) / people);
    return drop < returns && whoDrops(drop) === person ? drop : undefined;
  };
  return {
    people,
    total: people + returns,
    person: (index) => (index < people ? index : whoDrops(index - people)),
    stay(index) {
      if (index >= people) {
        const drop = index - people;
        return { joinTime: dropAt(drop) + gap, leftTime: leaveAt(order.at(whoDrops(drop))) };
      }
      const drop = dropOf(index);
      return {
        joinTime: joinAt(index),
        leftTime: drop === undefined ? leaveAt(order.at(index)) : dropAt(drop),
      };
    },
    online(now) {
      if (now < start || now >= end) return 0;
      const passed = (now - start) / length;
      const joined = countUntil(people, (passed / ARRIVALS) ** ARRIVAL_CURVE, joinAt, now);
      const left = countUntil(
        people,
        (Math.max(0, passed - DEPARTURES) / (1 - DEPARTURES)) ** DEPARTURE_CURVE,
        leaveAt,
        now,
      );
      const dropped = (instant: number) =>
        countUntil(
          returns,
          ((instant - start) / length - DROPS.first) / (DROPS.last - DROPS.first),
          dropAt,
          instant,
        );
      return joined - left - (dropped(now) - dropped(now - gap));
    },
  };
}

/** How many of `total` ascending instants lie at or before `now`, given about which share of them does. */
function countUntil(total: number, share: number, at: (rank: number) => number, now: number): number {
  let count = Math.min(total, Math.max(0, Math.floor(share * total)));
  // The share is off by the jitter and by the rounding to milliseconds: a rank or two, which are looked at one by one.
  while (count > 0 && at(count - 1) > now) count--;
  while (count < total && at(count) <= now) count++;
  return count;
}

/** How a meeting that somebody hosts is attended. */
export interface Hosted {
  /** How many come, the host among them. */
  readonly people: number;
  /** How many lose their connection once and return. */
  readonly returns: number;
  /** How many join with a second device as well, for a while. */
  readonly doubles: number;
}

// Within the time in which everybody is there: it begins after the last arrival and ends before the first departure.
const DOUBLES = { join: 0.34, joined: 0.45, leave: 0.48, left: 0.59 };

/** Whether a stay of {@link hosted} is with a second device. */
export const isSecondDevice = ({ people, returns }: Hosted, index: number): boolean =>
  index >= people + returns;

/**
 * Somebody hosts a meeting: the host, person 0, is there from the first instant to the last, so that while it runs it is
 * never empty. The others come and go, and some have two devices at once.
 */
export function hosted(seed: number, meeting: string, start: number, end: number, how: Hosted): Presence {
  const { people, returns, doubles } = how;
  const guests = people - 1;
  const others = presence(seed, meeting, start, end, guests, Math.min(returns, guests));
  const length = end - start;
  const single = 1 + others.total;
  const at = (double: number, from: number, to: number, field: string) =>
    Math.round(
      start + length * (from + ((to - from) * (double + fraction(seed, meeting, double, field))) / doubles),
    );
  const joinAt = (double: number) => at(double, DOUBLES.join, DOUBLES.joined, 'double.join');
  const leaveAt = (double: number) => at(double, DOUBLES.leave, DOUBLES.left, 'double.leave');
  const until = (from: number, to: number, which: (double: number) => number, now: number) =>
    countUntil(doubles, ((now - start) / length - from) / (to - from), which, now);
  return {
    people,
    total: single + doubles,
    person(index) {
      if (index === 0) return 0;
      if (index < single) return 1 + others.person(index - 1);
      return 1 + Math.floor(((index - single + 0.5) * guests) / doubles);
    },
    stay(index) {
      if (index === 0) return { joinTime: start, leftTime: end };
      if (index < single) return others.stay(index - 1);
      return { joinTime: joinAt(index - single), leftTime: leaveAt(index - single) };
    },
    online(now) {
      if (now < start || now >= end) return 0;
      const joined = until(DOUBLES.join, DOUBLES.joined, joinAt, now);
      return 1 + others.online(now) + joined - until(DOUBLES.leave, DOUBLES.left, leaveAt, now);
    },
  };
}
