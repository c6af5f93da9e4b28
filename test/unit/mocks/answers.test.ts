import { describe, expect, it } from 'vitest';
import { maskText } from '../../../mocks/journal/mask.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';

describe('a journal entry by itself', () => {
  it('tells what was answered, at both vendors, without the token in it', async () => {
    const vendors = createVendors({ now: NOW });
    await huaweiCaller(vendors);
    await quanshiCaller(vendors);
    const { huawei, quanshi } = vendors.state;
    const tokens = [...huawei.sessions.keys(), ...quanshi.sessions.keys()];
    expect(tokens.length).toBeGreaterThan(1);
    for (const number of [1, 2]) {
      const { body } = await send(vendors, `/__mock/journal/${number}`);
      expect(body.answer.text).toContain('***');
      expect(tokens.filter((token) => JSON.stringify(body).includes(token))).toEqual([]);
      expect(body.answer.cut).toBe(false);
    }
  });

  it('keeps the beginning of a long answer, and says how long it was', async () => {
    const vendors = createVendors({ now: NOW });
    const ask = await quanshiCaller(vendors);
    const { body: list } = await ask(QUANSHI.live, { page: 1, count: 500 });
    const { answer } = (await send(vendors, '/__mock/journal/2')).body;
    const whole = JSON.stringify(list).length;
    expect([answer.cut, answer.size]).toEqual([true, whole]);
    expect(answer.text.length).toBeLessThan(whole);
  });

  it('that there is not is said to be missing', async () => {
    const { status, body } = await send(createVendors({ now: NOW }), '/__mock/journal/9');
    expect([status, body.error]).toEqual([404, 'there is no such request in the journal']);
  });

  it('is reached page by page, from the newest to the first', async () => {
    const vendors = createVendors({ now: NOW });
    for (let n = 0; n < 5; n++) await send(vendors, HUAWEI.ongoing);
    const numbers = async (query: string) =>
      (await send(vendors, `/__mock/journal?limit=2&${query}`)).body.entries.map(
        (one: { number: number }) => one.number,
      );
    expect(await numbers('')).toEqual([4, 5]);
    expect(await numbers('before=4')).toEqual([2, 3]);
    expect(await numbers('before=2')).toEqual([1]);
  });
});

describe('a masked text', () => {
  it.each([
    ['{"accessToken":"abc","a":1}', '{"accessToken":"***","a":1}'],
    [String.raw`{"joinUrl":"https:\/\/x\"y","b":2}`, '{"joinUrl":"***","b":2}'],
    ['{"password" : 1234, "b":2}', '{"password" : "***", "b":2}'],
    [
      String.raw`{"content":"{\"token\":\"abc\",\"a\":1}"}`,
      String.raw`{"content":"{\"token\":\"***\",\"a\":1}"}`,
    ],
    ['{"a":"b","chairPwd":"beginning of a sec', '{"a":"b","chairPwd":"***"'],
    ['<html>502</html>', '<html>502</html>'],
  ])('of %s is %s', (text, masked) => expect(maskText(text)).toBe(masked));
});

describe('a fault that changes nothing', () => {
  it('is not told as struck, neither in the list nor in the journal, and is not used up', async () => {
    const vendors = createVendors({ now: NOW });
    vendors.faults.add({ id: 'page', match: { count: 1 }, fault: { type: 'repeated-last-page' } });
    const ask = await huaweiCaller(vendors);
    await ask(`${HUAWEI.ongoing}?offset=0&limit=10`);
    const [rule] = vendors.faults.list();
    expect([rule?.matched, rule?.struck]).toEqual([2, 0]);
    const entries = async () => (await send(vendors, '/__mock/journal')).body.entries;
    expect((await entries()).map((one: { faults?: string[] }) => one.faults)).toEqual([undefined, undefined]);
    await ask(`${HUAWEI.ongoing}?offset=400&limit=10`);
    expect(rule?.struck).toBe(1);
    expect((await entries()).at(-1).faults).toEqual(['page']);
  });

  it('is also one that another fault came before', async () => {
    const vendors = createVendors({ now: NOW });
    vendors.faults.add({ id: 'first', fault: { type: 'status', status: 503 } });
    vendors.faults.add({ id: 'second', fault: { type: 'malformed-json' } });
    await send(vendors, HUAWEI.ongoing);
    expect(vendors.faults.list().map(({ struck }) => struck)).toEqual([1, 0]);
  });

  it('is one that takes away a token of a request that carries none; the hint says so', async () => {
    const vendors = createVendors({ now: NOW });
    vendors.faults.add({ id: 'gone', fault: { type: 'token-revoked' } });
    const { hint } = await send(vendors, HUAWEI.ongoing);
    expect(hint).toContain('carries no token');
    expect(vendors.faults.list()[0]?.struck).toBe(0);
  });
});
