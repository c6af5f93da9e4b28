import { permutation } from './permutation.ts';

/** Numeric ids for occurrences, and back. */
export interface Numbering {
  encode(slot: number, cycle: number): number;
  /**
   * The slot and cycle that an id names. An id serves again after many cycles (a 9-digit number must), so it is read
   * as the use of it nearest to `cycleNow(slot)`.
   */
  decode(id: number, cycleNow: (slot: number) => number): { slot: number; cycle: number } | undefined;
}

/**
 * @param first the smallest id
 * @param count how many ids there are
 * @param slots how many slots share them
 */
export function numbering(
  first: number,
  count: number,
  slots: number,
  ...key: readonly (string | number)[]
): Numbering {
  const cycles = Math.floor(count / slots);
  const shuffle = permutation(cycles * slots, ...key);
  const wrap = (cycle: number) => ((cycle % cycles) + cycles) % cycles;
  return {
    encode: (slot, cycle) => first + shuffle.at(wrap(cycle) * slots + slot),
    decode(id, cycleNow) {
      if (!Number.isInteger(id) || id < first || id >= first + cycles * slots) return undefined;
      const index = shuffle.indexOf(id - first);
      const slot = index % slots;
      const now = cycleNow(slot);
      // How many cycles ahead of now the id serves next. More than half of all cycles ahead means that its last use is
      // nearer than its next.
      const ahead = wrap(Math.floor(index / slots) - now);
      return { slot, cycle: now + (ahead > cycles / 2 ? ahead - cycles : ahead) };
    },
  };
}
