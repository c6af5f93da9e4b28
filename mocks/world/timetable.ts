import type { MeetingKind, Timed } from './meeting.ts';
import {
  AHEAD,
  BLOCK,
  CANCELLED,
  EARLY,
  isHeld,
  LATE,
  type Occurrence,
  OVERRUN,
  occasions,
  type When,
} from './occasions.ts';
import { type Source, sourceOf } from './span.ts';
import { DAY, type Days, dayOf, daysOf, type Track } from './track.ts';

const MINUTE = 60_000;
/** How long a meeting that is over is known, ms: six months unless an administrator says otherwise [H-HISTLIST]. */
export const BEHIND = 183 * DAY;

// Of each block all are held but one that is cancelled and one to which nobody comes.
const HELD_OF_BLOCK = BLOCK - 2;

/** Whether an occurrence is near enough to an instant for a vendor to know of it. */
export function isKnown(one: Timed, now: number): boolean {
  return one.scheduledStart <= now + AHEAD && !isForgotten(one, now);
}

/** Whether it is over for so long that nothing of it is known, its attendance neither. */
export function isForgotten({ scheduledEnd, end }: Timed, now: number): boolean {
  return (Number.isFinite(end) ? Math.max(scheduledEnd, end) : scheduledEnd) < now - BEHIND;
}

/** When meetings are held: a pure function of time, of which nothing is kept. */
export interface Timetable {
  readonly slots: number;
  readonly tracks: readonly Track[];
  trackOf(slot: number): Track;
  /** The meeting of a slot on a day, if there is one. */
  at(slot: number, day: number): Occurrence | undefined;
  /** Those that run at an instant, in no order. */
  running(kind: MeetingKind, now: number): readonly Occurrence[];
  /** Those with some of their time, as booked or as it was, in an interval, its ends included. */
  during(from: number, to: number): readonly Occurrence[];
  /** Those that are cancelled after `from` and at or before `to`. */
  cancelledBetween(from: number, to: number): readonly Occurrence[];
  /** What is booked to begin in an interval, by that; those cancelled or begun by `now` are not among them. */
  coming(kind: MeetingKind, now: number, until: number): Source<Occurrence>;
  /** What began in an interval and has ended by `now`, by its real start or by the booked one. */
  held(
    kind: MeetingKind,
    by: 'start' | 'scheduledStart',
    from: number,
    to: number,
    now: number,
  ): Source<Occurrence>;
}

/** The timetable of one seed. */
export function timetable(seed: number, name: string, tracks: readonly Track[]): Timetable {
  const all = tracks.map((track) => daysOf(seed, name, track));
  const slots = tracks.reduce((sum, { count }) => sum + count, 0);
  const longest = Math.max(...tracks.flatMap(({ minutes }) => minutes)) * MINUTE + LATE + OVERRUN;
  const { look, make, placeOf } = occasions(seed, name);
  /** Those booked to begin at or after `from` and before `to` of which something holds. */
  const bookedBetween = (
    chosen: readonly Days[],
    from: number,
    to: number,
    holds: (one: When) => boolean = () => true,
  ): Occurrence[] => {
    const found: Occurrence[] = [];
    for (const days of chosen)
      for (let day = dayOf(from); day <= dayOf(to); day++) {
        const used = days.used(day);
        const last = days.countBefore(day, to);
        for (let index = days.countBefore(day, from); index < last; index++)
          if (holds(look(days, day, used, index))) found.push(make(days, day, used, index));
      }
    return found;
  };
  /** How many of those there are. */
  const countOf = (
    chosen: readonly Days[],
    from: number,
    to: number,
    holds: (one: When) => boolean,
  ): number => {
    let count = 0;
    for (const days of chosen)
      for (let day = dayOf(from); day <= dayOf(to); day++) {
        const used = days.used(day);
        const last = days.countBefore(day, to);
        for (let index = days.countBefore(day, from); index < last; index++)
          if (holds(look(days, day, used, index))) count++;
      }
    return count;
  };
  const of = (kind: MeetingKind) => all.filter(({ track }) => track.kind === kind);
  const running = (kind: MeetingKind, now: number) =>
    bookedBetween(of(kind), now - longest, now + EARLY + 1).filter(
      (one) => one.start <= now && now < one.end,
    );
  const cancelledBetween = (chosen: readonly Days[], from: number, to: number): Occurrence[] => {
    const found: Occurrence[] = [];
    for (const days of chosen)
      for (let day = dayOf(from + CANCELLED.last); day <= dayOf(to + CANCELLED.first); day++) {
        const used = days.used(day);
        const length = used.high - used.low;
        for (let block = 0; block < length; block += BLOCK) {
          const index = block + ((BLOCK - placeOf(days, day, block)) % BLOCK);
          if (index >= length) continue;
          const one = make(days, day, used, index);
          if ((one.cancelledAt ?? from) > from && (one.cancelledAt ?? to) <= to) found.push(one);
        }
      }
    return found;
  };

  return {
    slots,
    tracks,
    trackOf: (slot) => trackAt(all, slot).track,
    at(slot, day) {
      if (!(slot >= 0 && slot < slots) || !Number.isSafeInteger(day)) return undefined;
      const days = trackAt(all, slot);
      const used = days.used(day);
      const index = slot - days.track.first - used.low;
      return index >= 0 && index < used.high - used.low ? make(days, day, used, index) : undefined;
    },
    running,
    during: (from, to) =>
      bookedBetween(
        all,
        from - longest,
        to + EARLY + 1,
        ({ start, end, scheduledStart, scheduledEnd }) =>
          (start <= to && end >= from) || (scheduledStart <= to && scheduledEnd >= from),
      ),
    cancelledBetween: (from, to) => cancelledBetween(all, from, to),
    coming(kind, now, until) {
      const chosen = of(kind);
      const begun = bookedBetween(chosen, now + 1, now + EARLY + 1, ({ start }) => start <= now);
      const gone = cancelledBetween(chosen, now - CANCELLED.first, now).filter(
        ({ scheduledStart }) => scheduledStart > now && scheduledStart < until,
      );
      const hidden = [...begun, ...gone];
      const ids = new Set(hidden.map(({ id }) => id));
      const starts = hidden.map(({ scheduledStart }) => scheduledStart).sort((a, b) => a - b);
      const left = sourceOf(starts, (start) => start);
      const count = counting(chosen, now, until, (days, day, instant) => days.countBefore(day, instant));
      return {
        countBefore: (instant) => count(instant) - left.countBefore(instant),
        startingBetween: (from, to) =>
          bookedBetween(chosen, Math.max(from, now), Math.min(to, until)).filter(({ id }) => !ids.has(id)),
      };
    },
    held(kind, by, from, to, now) {
      const chosen = of(kind);
      const last = Math.min(to, now + 1);
      const heldBefore = (days: Days, day: number, instant: number) => {
        const booked = days.countBefore(day, instant);
        const whole = Math.floor(booked / BLOCK);
        let count = whole * HELD_OF_BLOCK;
        for (let index = whole * BLOCK; index < booked; index++)
          if (isHeld(placeOf(days, day, index))) count++;
        return count;
      };
      const booked = counting(chosen, from - LATE, last + EARLY, heldBefore);
      // Those booked long enough before an instant have begun by then; of the others each is looked at.
      const begun = (instant: number) =>
        by === 'scheduledStart'
          ? booked(instant)
          : booked(instant - LATE) +
            countOf(chosen, instant - LATE, instant + EARLY, ({ start }) => start < instant);
      // What runs, and what begins late and has not yet begun.
      const still = bookedBetween(
        chosen,
        now - longest,
        now + EARLY + 1,
        ({ start, end }) => Number.isFinite(start) && end > now,
      ).filter((one) => one[by] < last);
      const ids = new Set(still.map(({ id }) => id));
      const left = sourceOf(
        still.map((one) => one[by]).sort((a, b) => a - b),
        (start) => start,
      );
      return {
        countBefore(instant) {
          const at = Math.min(instant, last);
          return begun(at) - left.countBefore(at);
        },
        startingBetween: (first, end) =>
          bookedBetween(
            chosen,
            first - LATE,
            Math.min(end, last) + EARLY,
            (one) => Number.isFinite(one.start) && one[by] >= first && one[by] < Math.min(end, last),
          ).filter(({ id }) => !ids.has(id)),
      };
    },
  };
}

/**
 * A count over days, of which those between `from` and `to` are added up once; it counts from the first of them.
 * @param ofDay how many of a day before an instant
 */
function counting(
  chosen: readonly Days[],
  from: number,
  to: number,
  ofDay: (days: Days, day: number, instant: number) => number,
): (instant: number) => number {
  const [first, last] = [dayOf(from), dayOf(to)];
  const sums = [0];
  for (let day = first; day <= last; day++)
    sums.push(chosen.reduce((sum, days) => sum + ofDay(days, day, Infinity), sums.at(-1) ?? 0));
  return (instant) => {
    const at = Math.min(instant, to);
    const day = dayOf(at);
    if (day < first) return 0;
    return chosen.reduce((sum, days) => sum + ofDay(days, day, at), sums[day - first] ?? 0);
  };
}

function trackAt(all: readonly Days[], slot: number): Days {
  const found = all.findLast(({ track }) => track.first <= slot);
  if (!found) throw new RangeError(`there is no slot ${slot}`);
  return found;
}
