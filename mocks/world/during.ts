import type { Occurrence, Timeline } from './timeline.ts';

/** The occurrences of every slot with some of their time, start and end included, in an interval. */
export function during(times: Timeline, from: number, to: number): Occurrence[] {
  return Array.from({ length: times.slots }, (_, slot) => {
    // The one that ends as the interval begins is its business, too.
    const first = times.at(slot, from - 1).cycle;
    const length = times.at(slot, to).cycle - first + 1;
    return Array.from({ length }, (_, n) => times.occurrence(slot, first + n));
  }).flat();
}
