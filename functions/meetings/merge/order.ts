/**
 * Where a row stands in a list over several sources. It must stay the same while a meeting goes from one list of its
 * vendor to the next, so `time` is the booked start where there is one, and `tie` no id that changes once it runs.
 */
export interface Key {
  /** Epoch milliseconds; their negative for a list with the latest first. */
  time: number;
  /** What no two rows of one instant share. */
  tie: string;
}

/** Before, at or after: negative, 0 or positive. */
export const compareKeys = (a: Key, b: Key): number =>
  a.time - b.time || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0);

/** How far a source was read. It is plain data: the caller's cursor carries it. */
export interface Position {
  /** Rows up to this one were given. */
  after?: Key;
  /** Where in the source's own list to look first: a guess, as the list may have changed since. */
  offset: number;
}

/** A row with its place in the order and in the list that it came from. */
export interface Placed<Row> {
  row: Row;
  key: Key;
  offset: number;
}
