import { compareKeys, type Key, type Placed, type Position } from './order.ts';

/** One of the lists that are merged. */
export interface MergeSource<Row> {
  name: string;
  /** Its rows after a position, in order. What it throws is told and does not stop the others. */
  rowsAfter(position: Position): AsyncIterable<Placed<Row>>;
}

/** A page over all sources. */
export interface MergedPage<Row> {
  rows: { row: Row; source: string }[];
  /** How far each source was read, by its name; null where no source that answers has more. */
  next: Record<string, Position> | null;
  failed: { source: string; error: unknown }[];
}

interface Head<Row> {
  source: string;
  rows: AsyncIterator<Placed<Row>>;
  position: Position;
  /** Its next row; undefined where it has none. */
  placed?: Placed<Row> | undefined;
  failed?: boolean;
}

const START: Position = { offset: 0 };

/**
 * The next rows over several sources, in order of their keys. Rows of one key are the same row, told by two sources, and
 * given once where both answer. A source that fails keeps its position: should it answer again, its rows come with a later page, and are
 * never lost; a source that is fine is not asked again for what lies before the page. A page with a successor has a row, and
 * positions only move on, so that reading ends when the sources do.
 */
export async function mergeSorted<Row>(
  sources: readonly MergeSource<Row>[],
  positions: Readonly<Record<string, Position>>,
  limit: number,
): Promise<MergedPage<Row>> {
  const failed: MergedPage<Row>['failed'] = [];
  const advance = async (head: Head<Row>) => {
    try {
      const { done, value } = await head.rows.next();
      head.placed = done ? undefined : value;
    } catch (error) {
      head.placed = undefined;
      head.failed = true;
      failed.push({ source: head.source, error });
    }
  };
  const heads = sources.map(({ name, rowsAfter }): Head<Row> => {
    const position = (Object.hasOwn(positions, name) && positions[name]) || START;
    return { source: name, position, rows: rowsAfter(position)[Symbol.asyncIterator]() };
  });
  await Promise.all(heads.map(advance));

  const rows: MergedPage<Row>['rows'] = [];
  let last: Key | undefined;
  for (let head = first(heads); head?.placed; head = first(heads)) {
    const { row, key, offset } = head.placed;
    const again = last !== undefined && compareKeys(key, last) === 0;
    if (!again && rows.length === limit) break;
    if (!again) rows.push({ row, source: head.source });
    last = key;
    head.position = { after: key, offset };
    await advance(head);
  }
  const more = heads.some(({ placed }) => placed);
  await Promise.all(heads.map(({ rows: left }) => left.return?.()));
  return { rows, next: more && rows.length > 0 ? positionsOf(heads, last) : null, failed };
}

/** The source whose next row comes first. */
const first = <Row>(heads: readonly Head<Row>[]): Head<Row> | undefined =>
  heads.reduce<Head<Row> | undefined>((best, head) => {
    if (!head.placed) return best;
    return best?.placed && compareKeys(best.placed.key, head.placed.key) <= 0 ? best : head;
  }, undefined);

/** What was read of each source: of those that are fine, all that lies before the last row. */
const positionsOf = <Row>(heads: readonly Head<Row>[], last: Key | undefined) =>
  Object.fromEntries(
    heads.map(({ source, position, failed }) => {
      const behind = last && (!position.after || compareKeys(position.after, last) < 0);
      return [source, !failed && behind ? { ...position, after: last } : position];
    }),
  );
