import { below, pick } from '../../fixtures/hash.ts';

const MINUTE = 60_000;
/** Meetings start at minutes that five divides, ms. */
export const GRID = 5 * MINUTE;

/** A day, ms. */
export const DAY = 24 * 60 * MINUTE;
/** How far ahead meetings are booked here, ms: no vendor's limit. */
export const AHEAD = 14 * DAY;
/** How long a meeting that is over is known, ms: six months unless an administrator says otherwise [H-HISTLIST]. */
export const BEHIND = 183 * DAY;

/** Whether an occurrence is near enough to an instant for a vendor to know of it. */
export function isKnown(occurrence: Occurrence, now: number): boolean {
  return occurrence.start <= now + AHEAD && occurrence.end >= now - BEHIND;
}

/** One meeting in time: the `cycle`-th held in its slot. */
export interface Occurrence {
  readonly slot: number;
  readonly cycle: number;
  /** Milliseconds since 1970, as everywhere in the world. */
  readonly start: number;
  readonly end: number;
}

/** When meetings are held. */
export interface Timeline {
  readonly slots: number;
  /** The occurrence of a slot that runs at an instant. */
  at(slot: number, now: number): Occurrence;
  /** Occurrence number `cycle` of a slot. */
  occurrence(slot: number, cycle: number): Occurrence;
  /** The number of the first occurrence of a slot that starts at an instant or later. */
  firstFrom(slot: number, instant: number): number;
  /** How many occurrences of a slot there are in a day. */
  perDay(slot: number): number;
}

/**
 * Meetings as a function of time. Each slot holds one meeting after another, each as long as the slot's period, so at
 * every instant exactly `slots` meetings run: whoever pages a list knows how many there are, while every meeting still
 * begins, fills, empties and ends. Past and future are arithmetic; no meeting is kept.
 *
 * @param minutes the lengths a meeting may have; each divides a day, so that a meeting can recur daily in its slot
 */
export function timeline(
  seed: number,
  name: string,
  slots: number,
  minutes: readonly [number, ...number[]],
): Timeline {
  const known: { period: number; phase: number }[] = [];
  // Kept in a table, as every list asks for every slot.
  const rhythm = (slot: number) => {
    const ready = known[slot];
    if (ready) return ready;
    const period = pick(minutes, seed, name, slot, 'period') * MINUTE;
    const made = { period, phase: below(period / GRID, seed, name, slot, 'phase') * GRID };
    known[slot] = made;
    return made;
  };
  const occurrence = (slot: number, cycle: number): Occurrence => {
    const { period, phase } = rhythm(slot);
    const start = cycle * period + phase;
    return { slot, cycle, start, end: start + period };
  };
  return {
    slots,
    occurrence,
    firstFrom(slot, instant) {
      const { period, phase } = rhythm(slot);
      return Math.ceil((instant - phase) / period);
    },
    perDay: (slot) => DAY / rhythm(slot).period,
    at(slot, now) {
      const { period, phase } = rhythm(slot);
      return occurrence(slot, Math.floor((now - phase) / period));
    },
  };
}

/** The occurrences of every slot with some of their time, start and end included, in an interval. */
export function during(times: Timeline, from: number, to: number): Occurrence[] {
  return Array.from({ length: times.slots }, (_, slot) => {
    // One that ends at the very instant `from` is included, hence the millisecond before.
    const first = times.at(slot, from - 1).cycle;
    const length = times.at(slot, to).cycle - first + 1;
    return Array.from({ length }, (_, n) => times.occurrence(slot, first + n));
  }).flat();
}

/**
 * Remembers what runs at an instant until something may begin or end: that happens only every five minutes, so between
 * two such instants a list of thousands is made and sorted once.
 */
export function running<T>(make: (now: number) => T): (now: number) => T {
  let kept: { readonly step: number; readonly value: T } | undefined;
  return (now) => {
    const step = Math.floor(now / GRID);
    if (kept?.step !== step) kept = { step, value: make(now) };
    return kept.value;
  };
}
