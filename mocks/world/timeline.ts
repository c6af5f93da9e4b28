import { below, pick } from '../../fixtures/hash.ts';

const MINUTE = 60_000;
const FIVE_MINUTES = 5 * MINUTE;

const DAY = 24 * 60 * MINUTE;
// Meetings are booked up to so far ahead here, and Huawei keeps their history for six months [H-HISTLIST].
const AHEAD = 14 * DAY;
const BEHIND = 183 * DAY;

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
}

/**
 * Meetings as a function of time. Each slot holds one meeting after another, each as long as the slot's period, so at
 * every instant exactly `slots` meetings run: whoever pages a list knows how many there are, while every meeting still
 * begins, fills, empties and ends. Past and future are arithmetic; no meeting is kept.
 *
 * @param minutes the lengths a meeting may have
 */
export function timeline(
  seed: number,
  name: string,
  slots: number,
  minutes: readonly [number, ...number[]],
): Timeline {
  const known: { period: number; phase: number }[] = [];
  // Every list asks every slot, hence the one table that is kept.
  const rhythm = (slot: number) => {
    const ready = known[slot];
    if (ready) return ready;
    const period = pick(minutes, seed, name, slot, 'period') * MINUTE;
    const made = { period, phase: below(period / FIVE_MINUTES, seed, name, slot, 'phase') * FIVE_MINUTES };
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
    at(slot, now) {
      const { period, phase } = rhythm(slot);
      return occurrence(slot, Math.floor((now - phase) / period));
    },
  };
}
