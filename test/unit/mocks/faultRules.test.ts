import { describe, expect, it } from 'vitest';
import { delayOf } from '../../../mocks/faults/suffer.ts';
import type { FaultRule } from '../../../mocks/options.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';

describe('the rules in force', () => {
  const ids = (...rules: readonly FaultRule[]) => {
    const { faults } = createVendors();
    for (const rule of rules) faults.add(rule);
    return { faults, ids: () => faults.list().map(({ id }) => id) };
  };
  const slow: FaultRule = { fault: { type: 'latency', ms: 1 } };

  it('keep their place when one is replaced', () => {
    const { faults, ids: now } = ids({ id: 'a', ...slow }, { id: 'b', ...slow }, { id: 'c', ...slow });
    faults.add({ id: 'b', fault: { type: 'half-body' } });
    expect(now()).toEqual(['a', 'b', 'c']);
    expect(faults.list()[1]?.fault.type).toBe('half-body');
  });

  it('are named by their fault and the first number that is free', () => {
    const { faults, ids: now } = ids(slow, slow, { fault: { type: 'half-body' } });
    faults.remove('latency-1');
    faults.add(slow);
    expect(now()).toEqual(['latency-2', 'half-body-1', 'latency-1']);
  });

  it('are two hundred at most; one more may replace another', () => {
    const { faults } = ids(...Array.from({ length: 200 }, () => slow));
    expect(() => faults.add(slow)).toThrow('there are 200 faults already');
    expect(() => faults.add({ id: 'latency-7', ...slow })).not.toThrow();
  });

  it('match a request that has every header they name', async () => {
    const vendors = createVendors({ now: NOW });
    const header = { 'x-one': 'a', 'x-two': '*' };
    vendors.faults.add({ match: { header }, fault: { type: 'status', status: 503 } });
    const status = async (headers: Record<string, string>) =>
      (await send(vendors, HUAWEI.ongoing, { headers })).status;
    expect(await status({ 'X-One': 'a', 'X-Two': 'b' })).toBe(503);
    for (const headers of [{ 'X-One': 'a' }, { 'X-Two': 'b' }, { 'X-One': 'b', 'X-Two': 'b' }])
      expect(await status(headers as Record<string, string>)).toBe(401);
  });
});

describe('a delay', () => {
  const draws = Array.from({ length: 500 }, (_, strike) => [42, 'rule', strike] as const);
  const delays = (ms: Parameters<typeof delayOf>[0]['ms']) =>
    draws.map((draw) => delayOf({ type: 'latency', ms }, draw));

  it('between two bounds takes every value between them, and no other', () => {
    const found = delays({ min: 100, max: 200 });
    expect(Math.min(...found)).toBeGreaterThanOrEqual(100);
    expect(Math.min(...found)).toBeLessThan(102);
    expect(Math.max(...found)).toBeLessThan(200);
    expect(Math.max(...found)).toBeGreaterThan(198);
    expect(delays({ min: 100, max: 200 })).toEqual(found);
  });

  it('that is log-normal has its median in the middle, and ten minutes as its longest', () => {
    const found = delays({ median: 100, sigma: 1 }).toSorted((a, b) => a - b);
    expect(found[250]).toBeGreaterThan(85);
    expect(found[250]).toBeLessThan(115);
    // Of a log-normal distribution of this width, one in six is over e times the median.
    expect(found.filter((ms) => ms > 100 * Math.E).length).toBeGreaterThan(60);
    expect(found.filter((ms) => ms > 100 * Math.E).length).toBeLessThan(100);
    expect(Math.max(...delays({ median: 600_000, sigma: 3 }))).toBe(600_000);
  });
});

describe('a fault', () => {
  /** A simulation with one fault, and a caller of each vendor's who was there before. */
  async function faulty(rule: FaultRule) {
    const vendors = createVendors({ now: NOW });
    const [huawei, quanshi] = [await huaweiCaller(vendors), await quanshiCaller(vendors)];
    vendors.faults.add(rule);
    return { vendors, huawei, quanshi };
  }

  it('that takes tokens away says so where there is none to take', async () => {
    const { vendors } = await faulty({ fault: { type: 'token-revoked' } });
    const { hint } = await send(vendors, HUAWEI.random, {});
    expect(hint).toContain('no token of this simulation to take away');
    const { huawei } = await faulty({ fault: { type: 'token-revoked' } });
    expect((await huawei(HUAWEI.ongoing)).hint).not.toContain('no token of this simulation');
  });

  it('that takes tokens away finds the one in a body', async () => {
    const { vendors } = await faulty({ fault: { type: 'token-revoked' } });
    const [token] = vendors.state.quanshi.sessions.keys();
    const { body } = await send(vendors, QUANSHI.live, { method: 'POST', body: JSON.stringify({ token }) });
    expect([body.msg, vendors.state.quanshi.sessions.size]).toEqual(['invalid token', 0]);
  });

  it('that evicts a token twice leaves it evicted when it first was', async () => {
    const { vendors, huawei } = await faulty({ fault: { type: 'token-evicted' } });
    await huawei(HUAWEI.ongoing);
    vendors.clock.advance(1_000);
    await huawei(HUAWEI.ongoing);
    expect([...vendors.state.huawei.sessions.values()][0]?.evictedAt).toBe(NOW);
  });

  it('of a status for which Huawei has no code of its own has a general one', async () => {
    const { huawei } = await faulty({ fault: { type: 'status', status: 418 } });
    const { status, body } = await huawei(HUAWEI.ongoing);
    expect([status, body]).toEqual([418, { error_code: 'MMC.112100044', error_msg: 'INTERNAL_ERROR' }]);
  });

  it.each([
    ['APIG.0308', 308],
    ['LETTERS', 50_000],
    ['0', 50_000],
    ['40001', 40_001],
  ])('of code %s is a number at Quanshi, and never that of a success', async (code, status) => {
    const { quanshi } = await faulty({ fault: { type: 'status', status: 500, code } });
    expect((await quanshi(QUANSHI.live, {})).body.status).toBe(status);
  });

  it('that spoils a body takes away what was said of the good one', async () => {
    const { vendors } = await faulty({ fault: { type: 'malformed-json' } });
    const request = new Request(`https://vendor.test${HUAWEI.random}?conf_id=914047175`);
    expect((await vendors.fetch(request.clone())).headers.get('ETag')).toBeNull();
    vendors.faults.clear();
    expect((await vendors.fetch(request)).headers.get('ETag')).toMatch(/^"0[0-9a-f]{32}"$/);
  });

  it('that resets the connection sends no byte where there is no socket', async () => {
    const { vendors } = await faulty({ fault: { type: 'connection-reset' } });
    const response = await vendors.fetch(new Request(`https://vendor.test${HUAWEI.ongoing}`));
    const reader = response.body?.getReader();
    await expect(reader?.read()).rejects.toThrow('broke off');
  });
});
