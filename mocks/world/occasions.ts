import { hash32 } from '../../fixtures/hash.ts';
import type { Timed } from './meeting.ts';
import { DAY, type Days, type Used } from './track.ts';

const MINUTE = 60_000;
/** How far ahead meetings are booked here, ms: no vendor's limit. */
export const AHEAD = 14 * DAY;
/** Meetings begin and end at seconds that ten divides: what runs is looked at anew no more often. */
export const GRID = 10_000;
/** How far what happens is from what was booked, at most: who comes first, who goes last. */
export const EARLY = 4 * MINUTE;
export const LATE = 15 * MINUTE;
export const OVERRUN = 30 * MINUTE;
/** How long before its start a meeting is cancelled. */
export const CANCELLED = { first: 48 * 60 * MINUTE, last: 60 * MINUTE };
/**
 * Of each so many meetings that follow each other one is cancelled, and to another nobody comes. Which ones is drawn for
 * each such block, so that how many were held is known without a look at each.
 */
export const BLOCK = 24;
// The first place of a block is that of the cancelled one.
const EMPTY_PLACE = 1;

/** One meeting in time: the one of its slot on a day. */
export interface Occurrence extends Timed {
  readonly slot: number;
  /** The day in Beijing, counted from 1970-01-01. */
  readonly cycle: number;
}

/** When a meeting is booked and held: numbers that the next look overwrites, since lists ask it of thousands. */
export interface When {
  /** Its place in its block. */
  readonly place: number;
  readonly scheduledStart: number;
  readonly scheduledEnd: number;
  readonly start: number;
  readonly end: number;
}

/** What becomes of each meeting of a timetable. */
export interface Occasions {
  look(days: Days, day: number, used: Used, index: number): When;
  make(days: Days, day: number, used: Used, index: number): Occurrence;
  /** The place of a meeting in its block, by its index in the day. */
  placeOf(days: Days, day: number, index: number): number;
}

/** Whether a meeting is held, by its place in its block. */
export const isHeld = (place: number): boolean => place > EMPTY_PLACE;

/** The occasions of one seed. */
export function occasions(seed: number, name: string): Occasions {
  const own = hash32(seed, name, 'timetable');
  /** A fraction for a meeting: of integers alone, since lists ask for it thousands of times. */
  const draw = (slot: number, day: number, field: number) =>
    mix(
      own ^ Math.imul(slot + 1, 0x9e3779b1) ^ Math.imul(day + 1, 0x85ebca77) ^ Math.imul(field, 0xc2b2ae3d),
    ) / 0x100000000;
  /** The place of a meeting in its block, by its index in the day. */
  const placeOf = ({ track }: Days, day: number, index: number) =>
    (index + Math.floor(draw(track.first, day, 1_000 + Math.floor(index / BLOCK)) * BLOCK)) % BLOCK;

  const when = { place: 0, scheduledStart: 0, scheduledEnd: 0, start: 0, end: 0 };
  const look = (days: Days, day: number, used: Used, index: number): When => {
    const { first, minutes, rhythm } = days.track;
    const slot = first + used.low + index;
    // A series lasts as long each time.
    const length = minutes[Math.floor(draw(slot, rhythm === 'single' ? day : 0, 1) * minutes.length)] ?? 60;
    when.place = placeOf(days, day, index);
    when.scheduledStart = days.start(day, used, index);
    when.scheduledEnd = when.scheduledStart + length * MINUTE;
    when.start = Number.POSITIVE_INFINITY;
    when.end = Number.POSITIVE_INFINITY;
    if (when.place > EMPTY_PLACE) {
      when.start = onGrid(when.scheduledStart + lateness(draw(slot, day, 3), draw(slot, day, 4)));
      const end = onGrid(when.scheduledEnd + overrun(draw(slot, day, 5), draw(slot, day, 6), length));
      when.end = Math.max(when.start + 2 * MINUTE, end);
    }
    return when;
  };
  const make = (days: Days, day: number, used: Used, index: number): Occurrence => {
    const { place, scheduledStart, scheduledEnd, start, end } = look(days, day, used, index);
    const { first, kind } = days.track;
    const slot = first + used.low + index;
    const created = scheduledStart - AHEAD;
    const booked = {
      id: `${slot}.${day}`,
      kind,
      slot,
      cycle: day,
      created,
      scheduledStart,
      scheduledEnd,
      start,
      end,
    };
    if (place === EMPTY_PLACE) return { ...booked, over: scheduledEnd };
    if (place > EMPTY_PLACE) return { ...booked, over: Math.max(end, scheduledEnd) };
    const before = CANCELLED.last + (CANCELLED.first - CANCELLED.last) * draw(slot, day, 2);
    const cancelledAt = onGrid(scheduledStart - before);
    return { ...booked, over: cancelledAt, cancelledAt };
  };
  return { look, make, placeOf };
}

/** Three in ten wait for each other before it begins, one in twenty begins late. @returns ms */
function lateness(which: number, how: number): number {
  if (which < 0.3) return -EARLY * how;
  if (which < 0.7) return 2 * MINUTE * how;
  if (which < 0.95) return (2 + 4 * how) * MINUTE;
  return (6 + 8 * how) * MINUTE;
}

/** One in four ends well before its time, nearly as many go on. @param length minutes @returns ms */
function overrun(which: number, how: number, length: number): number {
  if (which < 0.25) return -(0.05 + 0.3 * how) * length * MINUTE;
  if (which < 0.75) return (4 * how - 2) * MINUTE;
  return (2 + Math.min(27, 0.35 * length) * how) * MINUTE;
}

const onGrid = (instant: number): number => Math.round(instant / GRID) * GRID;

function mix(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
