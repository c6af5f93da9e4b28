import type { Source } from './span.ts';
import type { Occurrence, Timeline } from './timeline.ts';

/**
 * The occurrences of some slots of a timeline, as a source of a span.
 *
 * @param until only those that start before
 * @param endedBy only those that have ended by then
 */
export function slotsOf(
  times: Timeline,
  slots: readonly number[],
  until: number,
  endedBy = Number.POSITIVE_INFINITY,
): Source<Occurrence> {
  // In a slot all meetings before the one that runs have ended.
  const ends = slots.map((slot) =>
    Math.min(
      Number.isFinite(until) ? times.firstFrom(slot, until) : Number.POSITIVE_INFINITY,
      Number.isFinite(endedBy) ? times.at(slot, endedBy).cycle : Number.POSITIVE_INFINITY,
    ),
  );
  const firstFrom = (slot: number, index: number, instant: number) =>
    Math.min(times.firstFrom(slot, instant), ends[index] ?? Number.POSITIVE_INFINITY);
  return {
    countBefore(instant) {
      let count = 0;
      slots.forEach((slot, index) => {
        count += firstFrom(slot, index, instant);
      });
      return count;
    },
    startingBetween: (from, to) =>
      slots.flatMap((slot, index) => {
        const first = firstFrom(slot, index, from);
        const length = Math.max(0, firstFrom(slot, index, to) - first);
        return Array.from({ length }, (_, n) => times.occurrence(slot, first + n));
      }),
  };
}
