import { describe, expect, it } from 'vitest';
import { collectRows, eachRow, nextPage, type Paging, rowsOf } from '../../../functions/core/paging.ts';

const byOffset: Paging = { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'id' };
const byPage: Paging = { by: 'page', page: 'page', size: 'size', rows: 'list', total: 'total', key: 'id' };

interface Row {
  id: string;
}
const rows = (count: number): Row[] => Array.from({ length: count }, (_, at) => ({ id: `row-${at}` }));

/** A vendor that repeats its last page past the end and says which offset that begins at, as Huawei's documents have it. */
const huawei =
  (all: Row[], limit: number, { echoes = false } = {}) =>
  async ({ offset = 0 }: { offset?: number }) => {
    const last = Math.floor(Math.max(0, all.length - 1) / limit) * limit;
    const begins = offset < all.length ? offset : last;
    return { offset: echoes ? offset : begins, count: all.length, data: all.slice(begins, begins + limit) };
  };

const quanshi =
  (all: Row[], size: number) =>
  async ({ page = 1 }: { page?: number }) => ({
    total: all.length,
    list: all.slice((page - 1) * size, page * size),
  });

async function idsOf(paging: Paging, ask: (input: never) => Promise<object>): Promise<string[]> {
  const ids: string[] = [];
  for await (const row of eachRow(paging, {}, ask as never)) ids.push((row as Row).id);
  return ids;
}

describe('every row of a list', () => {
  it.each([0, 1, 9, 10, 11, 20, 25])('of %i rows is given once, in order', async (count) => {
    const expected = rows(count).map(({ id }) => id);
    expect(await idsOf(byOffset, huawei(rows(count), 10))).toEqual(expected);
    expect(await idsOf(byPage, quanshi(rows(count), 10))).toEqual(expected);
  });

  it('asks for no page beyond the last', async () => {
    for (const count of [10, 20]) {
      let asked = 0;
      const answer = huawei(rows(count), 10);
      await idsOf(byOffset, (input) => {
        asked++;
        return answer(input);
      });
      expect(asked).toBe(count / 10);
    }
  });

  it('ends where the vendor claims more rows than it has and repeats its last page for ever', async () => {
    for (const echoes of [false, true]) {
      const answer = huawei(rows(25), 10, { echoes });
      const lying = async (input: object) => ({ ...(await answer(input)), count: 1_000_000 });
      expect(await idsOf(byOffset, lying)).toEqual(rows(25).map(({ id }) => id));
    }
    let asked = 0;
    const same = async () => {
      asked++;
      return { total: 1_000_000, list: rows(10) };
    };
    expect(await idsOf(byPage, same)).toHaveLength(10);
    expect(asked).toBe(2);
  });

  it('gives a row once that a new one has pushed to the next page meanwhile', async () => {
    let asked = 0;
    const growing = async ({ offset = 0 }: { offset?: number }) => {
      const all = asked++ === 0 ? rows(4) : [{ id: 'new' }, ...rows(4)];
      return { offset, count: all.length, data: all.slice(offset, offset + 2) };
    };
    const ids = await idsOf(byOffset, growing);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(rows(4).map(({ id }) => id)));
  });

  it('gives every one of those that are alike within a page, where rows have no key', async () => {
    const { key: _, ...keyless } = byOffset;
    const alike = async () => ({ offset: 0, count: 2, data: [{ name: 'same' }, { name: 'same' }] });
    const given: unknown[] = [];
    for await (const row of eachRow(keyless, {}, alike)) given.push(row);
    expect(given).toHaveLength(2);
  });

  it('ends with a problem of the page that fails, after the rows before it', async () => {
    const answer = huawei(rows(25), 10);
    const failing = async (input: { offset?: number }) => {
      if (input.offset === 10) throw new Error('down');
      return answer(input);
    };
    const ids: unknown[] = [];
    await expect(async () => {
      for await (const row of eachRow(byOffset, {}, failing)) ids.push(row);
    }).rejects.toThrow('down');
    expect(ids).toHaveLength(10);
  });
});

describe('the next page', () => {
  it('keeps the other inputs, and counts from where the rows ended', () => {
    const page = { offset: 5, count: 30, data: rows(7) };
    expect(nextPage(byOffset, { offset: 5, limit: 7, q: 'x' }, page)).toEqual({
      offset: 12,
      limit: 7,
      q: 'x',
    });
    expect(nextPage(byPage, { page: 2, size: 10 }, { total: 21, list: rows(10) })).toEqual({
      page: 3,
      size: 10,
    });
  });

  it('is none after the last, for an offset past the end, and without rows', () => {
    expect(nextPage(byOffset, { offset: 20 }, { offset: 20, count: 25, data: rows(5) })).toBeUndefined();
    expect(nextPage(byOffset, { offset: 25 }, { offset: 20, count: 25, data: rows(5) })).toBeUndefined();
    expect(nextPage(byOffset, { offset: 99 }, { offset: 99, count: 25, data: rows(5) })).toBeUndefined();
    expect(nextPage(byOffset, {}, { offset: 0, count: 25, data: [] })).toBeUndefined();
    expect(nextPage(byOffset, {}, { offset: 0, count: 25 })).toBeUndefined();
    expect(nextPage(byPage, { page: 3, size: 10 }, { total: 30, list: rows(10) })).toBeUndefined();
  });
});

describe('the rows of a page', () => {
  it('are those that were asked for, where the vendor moved back to its last page', () => {
    const moved = { offset: 10, count: 14, data: rows(4) };
    expect(rowsOf(byOffset, { offset: 12 }, moved)).toEqual(rows(4).slice(2));
    expect(rowsOf(byOffset, { offset: 14 }, moved)).toEqual([]);
    // It may say that the page begins where it was asked to, and give the last one all the same.
    for (const offset of [14, 15]) expect(rowsOf(byOffset, { offset }, { ...moved, offset })).toEqual([]);
  });
});

describe('the bounded collector', () => {
  it('says whether there is more than it was to collect', async () => {
    const ask = huawei(rows(25), 10);
    expect(await collectRows(byOffset, {}, ask, 25)).toEqual({ rows: rows(25), complete: true });
    expect(await collectRows(byOffset, {}, ask, 24)).toEqual({ rows: rows(24), complete: false });
    expect(await collectRows(byOffset, {}, ask, 0)).toEqual({ rows: [], complete: false });
  });
});
