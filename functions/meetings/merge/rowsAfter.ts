import { compareKeys, type Key, type Placed, type Position } from './order.ts';

/** A list of a vendor that is in order of time, whatever the order of rows of one instant. */
export interface OffsetList<Row> {
  /** The rows from an offset on, as many as a page has, which is two at least; none past the end. */
  read(offset: number): Promise<readonly Row[]>;
  keyOf(row: Row): Key;
}

/** Rows of one instant are held until all of them are known. No enterprise begins so many meetings in one minute. */
const MOST_AT_ONCE = 10_000;
/** How often it is gone back, as rows before the page vanished while the list was read. A list that moves more is read as it comes. */
const MOST_STEPS_BACK = 24;

/**
 * The rows of a list after a position, in order, none twice. Rows that vanish or appear meanwhile shift the others: each
 * page begins with the last row of the one before, and where that is not so, it is gone back until it is. So a row that is
 * there all the time is not lost.
 *
 * @throws RangeError where more rows than can be held begin at one instant
 */
export async function* rowsAfter<Row>(
  { read, keyOf }: OffsetList<Row>,
  { after, offset }: Position,
): AsyncGenerator<Placed<Row>, void, undefined> {
  let group = new Map<string, Placed<Row>>();
  let now = after?.time ?? Number.NEGATIVE_INFINITY;
  let start = offset;
  let stepsBack = 0;
  let last: Key | undefined = after;
  for (;;) {
    const page = (await read(start)).map((row, at) => ({ row, key: keyOf(row), offset: start + at }));
    if (start > 0 && stepsBack < MOST_STEPS_BACK && !meets(page, last, now, group)) {
      start = Math.max(0, start - 2 ** Math.min(stepsBack, 16));
      stepsBack++;
      continue;
    }
    for (const placed of page) {
      const { key } = placed;
      if (key.time < now) continue;
      if (key.time > now) {
        yield* inOrder(group, after);
        group = new Map();
        now = key.time;
      }
      group.set(key.tie, placed);
      if (group.size > MOST_AT_ONCE) throw new RangeError('Too many rows begin at one instant.');
    }
    // The next page repeats one row. A page that has no other is the end.
    if (page.length < 2) break;
    last = page.at(-1)?.key;
    start += page.length - 1;
  }
  yield* inOrder(group, after);
}

/** Whether a page begins within what is known, so that nothing is missing before it. */
function meets<Row>(
  [first]: readonly Placed<Row>[],
  last: Key | undefined,
  now: number,
  group: ReadonlyMap<string, unknown>,
): boolean {
  if (!first || !last) return !last;
  return first.key.time < now || (first.key.time === now && group.has(first.key.tie));
}

function* inOrder<Row>(group: ReadonlyMap<string, Placed<Row>>, after: Key | undefined) {
  const rows = [...group.values()].sort((a, b) => compareKeys(a.key, b.key));
  for (const placed of rows) if (!after || compareKeys(placed.key, after) > 0) yield placed;
}
