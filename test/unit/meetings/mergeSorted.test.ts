import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MergeSource, mergeSorted } from '../../../functions/meetings/merge/mergeSorted.ts';
import type { Position } from '../../../functions/meetings/merge/order.ts';
import { rowsAfter } from '../../../functions/meetings/merge/rowsAfter.ts';

interface Row {
  id: number;
  minute: number;
}
const keyOf = ({ id, minute }: Row) => ({ time: minute, tie: String(id) });

/** A vendor's list in order of time. Rows of one minute stand in an order of its own. Before each page the world may move. */
function listOf(name: string, rows: Row[], size: number, moves: (() => void)[] = [], fails: boolean[] = []) {
  const sorted = () =>
    rows.toSorted((a, b) => a.minute - b.minute || ((a.id * 7919) % 101) - ((b.id * 7919) % 101));
  const list = {
    asked: 0,
    async read(offset: number) {
      list.asked++;
      moves.shift()?.();
      if (fails.shift()) throw new Error('down');
      return sorted().slice(offset, offset + size);
    },
    keyOf,
  };
  const source: MergeSource<Row> = { name, rowsAfter: (position) => rowsAfter(list, position) };
  return { source, list };
}

async function readAll(sources: MergeSource<Row>[], limit: number, mostPages = 500) {
  const pages: Awaited<ReturnType<typeof mergeSorted<Row>>>[] = [];
  for (let next: Record<string, Position> | null = {}; next; next = pages.at(-1)?.next ?? null) {
    // A cursor travels as text.
    pages.push(await mergeSorted(sources, JSON.parse(JSON.stringify(next)), limit));
    if (pages.length > mostPages) throw new Error('the list never ends');
  }
  return pages;
}
const idsOf = (pages: Awaited<ReturnType<typeof readAll>>) =>
  pages.flatMap(({ rows }) => rows.map(({ row }) => row.id));

const rowsFrom = (minutes: number[], from = 0): Row[] =>
  minutes.map((minute, at) => ({ id: from + at, minute }));
const minutes = fc.array(fc.nat(6), { maxLength: 14 });

describe('a list over several sources', () => {
  it('of a world that stands still is every row once, in order, and a full page each but the last', async () => {
    await fc.assert(
      fc.asyncProperty(
        minutes,
        minutes,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 5 }),
        async (a, b, limit, size) => {
          const [one, other] = [rowsFrom(a), rowsFrom(b, 100)];
          const pages = await readAll(
            [listOf('a', one, size).source, listOf('b', other, size).source],
            limit,
          );
          const given = pages.flatMap(({ rows }) => rows.map(({ row }) => row));
          expect(given).toEqual(
            [...one, ...other].sort((x, y) => x.minute - y.minute || (String(x.id) < String(y.id) ? -1 : 1)),
          );
          for (const { rows, next } of pages) expect(rows.length === limit || next === null).toBe(true);
        },
      ),
    );
  });

  it('of a world that moves gives nothing twice, and all that was there all the time', async () => {
    const moves = fc.array(fc.record({ add: fc.option(fc.nat(6)), drop: fc.option(fc.nat(20)) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        minutes,
        minutes,
        moves,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 5 }),
        async (stay, come, moved, limit, size) => {
          const lasting = rowsFrom(stay);
          const world = [...lasting, ...rowsFrom(come, 100)];
          let fresh = 1000;
          const acts = moved.map(({ add, drop }) => () => {
            if (add !== null) world.push({ id: fresh++, minute: add });
            const gone = world.filter(({ id }) => id >= 100)[drop ?? -1];
            if (gone) world.splice(world.indexOf(gone), 1);
          });
          const still = rowsFrom([0, 2, 2, 4], 500);
          const pages = await readAll(
            [listOf('a', world, size, acts).source, listOf('b', still, size).source],
            limit,
          );
          const ids = idsOf(pages);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining([...lasting, ...still].map(({ id }) => id)));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('of sources that fail now and then ends, names them, and gives what is theirs once they answer', async () => {
    const outages = fc.array(fc.boolean(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        minutes,
        minutes,
        outages,
        fc.integer({ min: 1, max: 4 }),
        async (a, b, fails, limit) => {
          const [one, other] = [rowsFrom(a), rowsFrom(b, 100)];
          const pages = await readAll(
            [listOf('a', one, 3, [], fails).source, listOf('b', other, 3).source],
            limit,
          );
          const ids = idsOf(pages);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining(other.map(({ id }) => id)));
          if (pages.at(-1)?.failed.length === 0)
            expect(ids).toEqual(expect.arrayContaining(one.map(({ id }) => id)));
          else expect(pages.at(-1)?.failed[0]?.source).toBe('a');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives a meeting that two lists tell once, also at the end of a page', async () => {
    const shared = rowsFrom([1, 2, 3]);
    const sources = () => [
      listOf('a', shared, 4).source,
      listOf('b', [...shared, { id: 9, minute: 4 }], 4).source,
    ];
    expect(idsOf(await readAll(sources(), 3))).toEqual([0, 1, 2, 9]);
    expect(idsOf(await readAll(sources(), 1))).toEqual([0, 1, 2, 9]);
  });

  it('gives a meeting once that goes from one list of its vendor to the next between two pages', async () => {
    for (const limit of [1, 2, 3]) {
      const [booked, online] = [rowsFrom([1, 2, 3]), rowsFrom([], 100)];
      const sources = [listOf('booked', booked, 4).source, listOf('online', online, 4).source];
      const first = await mergeSorted(sources, {}, limit);
      online.push(...booked.splice(0, 3));
      const later = first.next ? (await mergeSorted(sources, first.next, 10)).rows : [];
      expect([...first.rows, ...later].map(({ row }) => row.id)).toEqual([0, 1, 2]);
    }
  });

  it('of nobody, or of sources that all fail, is one empty page', async () => {
    expect(await readAll([], 5)).toEqual([{ rows: [], next: null, failed: [] }]);
    const down = listOf('a', rowsFrom([1, 2, 3]), 3, [], Array(9).fill(true)).source;
    expect(await readAll([down], 5)).toMatchObject([{ rows: [], next: null, failed: [{ source: 'a' }] }]);
  });

  it('takes a vendor’s page up where it ended, instead of reading from the beginning', async () => {
    const all = rowsFrom(Array.from({ length: 400 }, (_, at) => at));
    const { source, list } = listOf('a', all, 20);
    const pages = await readAll([source], 20);
    expect(idsOf(pages)).toHaveLength(400);
    expect(list.asked / pages.length).toBeLessThan(4);
  });

  it('refuses a vendor that lets everything begin at once', async () => {
    const all = rowsFrom(Array.from({ length: 10_002 }, () => 5));
    const [page] = await readAll([listOf('a', all, 500).source], 5);
    expect(page).toMatchObject({ rows: [], failed: [{ error: expect.any(RangeError) }] });
  });
});
