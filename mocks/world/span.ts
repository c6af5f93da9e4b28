import type { Occurrence, Timeline } from './timeline.ts';
import { GRID } from './timeline.ts';

/** The meetings of some slots whose start falls into a span of time, however many, without listing them. */
export interface Span {
  readonly total: number;
  /** Those from `offset` on, at most `limit`, by start and then as `compare` says. */
  slice(offset: number, limit: number): readonly Occurrence[];
}

/**
 * Counts and pages the meetings that start at or after `from` and before `to`, and have ended by `endedBy`. Half a year
 * of a thousand slots is millions of meetings, so none is listed: every start lies on a grid of five minutes, the
 * instant at which a page begins is found by bisection, and only that page is made.
 *
 * @param slots which slots of the timeline
 * @param compare settles the order of meetings that start at once
 */
export function span(
  times: Timeline,
  slots: readonly number[],
  from: number,
  to: number,
  endedBy: number,
  compare: (a: Occurrence, b: Occurrence) => number,
): Span {
  // In a slot all meetings before the one that runs have ended.
  const ends = Number.isFinite(endedBy) ? slots.map((slot) => times.at(slot, endedBy).cycle) : [];
  const firstFrom = (slot: number, index: number, instant: number) =>
    Math.min(times.firstFrom(slot, instant), ends[index] ?? Number.POSITIVE_INFINITY);
  const firsts = slots.map((slot, index) => firstFrom(slot, index, from));
  const countBefore = (instant: number) => {
    let count = 0;
    slots.forEach((slot, index) => {
      count += Math.max(0, firstFrom(slot, index, instant) - (firsts[index] ?? 0));
    });
    return count;
  };
  const startingAt = (instant: number): Occurrence[] => {
    const found: Occurrence[] = [];
    slots.forEach((slot, index) => {
      const one = times.occurrence(slot, firstFrom(slot, index, instant));
      if (one.start === instant && one.end <= endedBy) found.push(one);
    });
    return found.sort(compare);
  };
  const total = to > from ? countBefore(to) : 0;
  return {
    total,
    slice(offset, limit) {
      const wanted = Math.min(limit, total - offset);
      if (wanted <= 0) return [];
      // The last instant of the grid before which at most `offset` meetings start.
      let low = Math.floor(from / GRID);
      let high = Math.ceil(to / GRID);
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (countBefore(middle * GRID) <= offset) low = middle;
        else high = middle;
      }
      const page: Occurrence[] = [];
      let skip = offset - countBefore(low * GRID);
      for (let instant = low * GRID; page.length < wanted && instant < to; instant += GRID) {
        if (instant < from) continue;
        const here = startingAt(instant);
        page.push(...here.slice(skip, skip + wanted - page.length));
        skip = Math.max(0, skip - here.length);
      }
      return page;
    },
  };
}
