import { describe, expect, it } from 'vitest';
import { judge } from '../../../mocks/journal/expectation.ts';
import { clearJournal, droppedOf, emptyJournal, entriesOf, note } from '../../../mocks/journal/journal.ts';
import { maskBody } from '../../../mocks/journal/mask.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HUAWEI, NOW, send } from '../../support/simulation.ts';

/** A journal of so many entries that has noted so many requests. */
function filled(limit: number, requests: number) {
  const journal = emptyJournal(limit);
  const more = (count: number) => {
    for (let n = 0; n < count; n++) note(journal, NOW, new Request('https://v.test/a'), '/a', '', undefined);
  };
  more(requests);
  return { journal, more };
}

describe('a journal that is cleared', () => {
  it('has lost nothing, and loses again when it is full', () => {
    const { journal, more } = filled(3, 10);
    expect(droppedOf(journal)).toBe(7);
    clearJournal(journal);
    expect([droppedOf(journal), entriesOf(journal)]).toEqual([0, []]);
    more(3);
    expect([droppedOf(journal), entriesOf(journal).map(({ number }) => number)]).toEqual([0, [11, 12, 13]]);
    more(1);
    expect([droppedOf(journal), entriesOf(journal).map(({ number }) => number)]).toEqual([1, [12, 13, 14]]);
  });

  it('keeps nothing of its entries in memory', () => {
    const { journal } = filled(3, 3);
    clearJournal(journal);
    expect(journal.ring.map(({ number, path }) => [number, path])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
  });
});

describe('an expectation', () => {
  /** What it comes to where three match and perhaps others are lost. */
  const outcome = (expectation: { atLeast?: number; atMost?: number; exactly?: number }, lost: number) =>
    judge(filled(3, 3 + lost).journal, { match: {}, ...expectation }).outcome;

  it.each([
    [{ atLeast: 3 }, 'met', 'met'],
    [{ atLeast: 4 }, 'failed', 'unknown'],
    [{ atMost: 3 }, 'met', 'unknown'],
    [{ atMost: 2 }, 'failed', 'failed'],
    [{ exactly: 3 }, 'met', 'unknown'],
    [{ exactly: 2 }, 'failed', 'failed'],
    [{ exactly: 4 }, 'failed', 'unknown'],
    [{ atLeast: 2, atMost: 5 }, 'met', 'unknown'],
  ])('%j is %s, and %s where entries are lost', (expectation, whole, lossy) => {
    expect([outcome(expectation, 0), outcome(expectation, 2)]).toEqual([whole, lossy]);
  });
});

describe('the filter', () => {
  it('goes by method in any case, by path and by fault', async () => {
    const vendors = createVendors({ now: NOW });
    await send(vendors, HUAWEI.ongoing);
    await send(vendors, HUAWEI.token, { method: 'PUT' });
    vendors.faults.add({ id: 'slow', fault: { type: 'latency', ms: 0 } });
    await send(vendors, HUAWEI.attendance);
    const paths = async (query: string) =>
      (await send(vendors, `/__mock/journal?${query}`)).body.entries.map((one: { path: string }) => one.path);
    expect(await paths('method=put')).toEqual([HUAWEI.token]);
    expect(await paths('method=GET')).toEqual([HUAWEI.ongoing, HUAWEI.attendance]);
    expect(await paths(`path=${HUAWEI.attendance}`)).toEqual([HUAWEI.attendance]);
    expect(await paths('fault=slow')).toEqual([HUAWEI.attendance]);
    expect(await paths('fault=other')).toEqual([]);
  });
});

describe('a body in the journal', () => {
  it('shows no secret, be it text or a number, however deep', () => {
    expect(maskBody('{"password":123456,"list":[{"token":"t","name":"n","nested":{"pcode1":1}}]}')).toEqual({
      password: '***',
      list: [{ token: '***', name: 'n', nested: { pcode1: '***' } }],
    });
  });

  it('is not shown where it is not JSON, or long', () => {
    expect(maskBody('token=abc')).toBe('(9 characters that are not JSON)');
    expect(maskBody(JSON.stringify('x'.repeat(4_095)))).toBe('(4097 characters)');
    expect(maskBody(JSON.stringify('x'.repeat(4_094)))).toBe('x'.repeat(4_094));
  });
});
