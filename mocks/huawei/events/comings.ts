import type { AttendanceList } from '../world/huaweiMeeting.ts';

/** Somebody comes or goes: which attendance of the meeting, and when. */
export interface Coming {
  readonly at: number;
  readonly index: number;
  readonly left: boolean;
}

/** Everybody's comings and goings in one meeting, by time. */
export interface Comings {
  /** Those after `from` and at or before `to`. */
  between(from: number, to: number): readonly Coming[];
}

/**
 * Sorts a meeting's comings and goings once, in typed arrays: a webinar of 100,000 is two hundred thousand of them.
 */
export function comings({ total, stay }: Pick<AttendanceList, 'total' | 'stay'>): Comings {
  const instants = new Float64Array(total * 2);
  for (let index = 0; index < total; index++) {
    const { joinTime, leftTime } = stay(index);
    instants[index * 2] = joinTime;
    instants[index * 2 + 1] = leftTime;
  }
  const at = (entry: number | undefined) => instants[entry ?? -1] ?? Number.POSITIVE_INFINITY;
  const order = new Uint32Array(total * 2).map((_, entry) => entry).sort((a, b) => at(a) - at(b) || a - b);
  /** How many lie at or before an instant. */
  const until = (instant: number) => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(order[middle]) <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    between: (from, to) =>
      Array.from(order.subarray(until(from), until(to)), (entry) => ({
        at: at(entry),
        index: entry >>> 1,
        left: (entry & 1) === 1,
      })),
  };
}
