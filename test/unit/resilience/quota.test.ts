import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindings } from '../../support/gateway.ts';
import { later } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();
const quota = () => bindings().QUOTAS.getByName('test');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the quota that all isolates share', () => {
  it('gives what is asked for while there is some, then what is left, then nothing until the minute is over', async () => {
    const until = Date.now() + 60_000;
    const given = async (want: number) => (await quota().take(want, 5)).granted;
    expect(await quota().take(3, 5)).toEqual({ granted: 3, until, limit: 5, blocked: {} });
    expect([await given(3), await given(3)]).toEqual([2, 0]);
    later(59_999);
    expect(await given(1)).toBe(0);
    later(1);
    expect(await quota().take(9, 5)).toMatchObject({ granted: 5, until: until + 60_000, limit: 5 });
  });

  it('tells for whom the vendor asked to wait, until the time that it named, and gives to the others', async () => {
    const until = Date.now() + 90_000;
    await quota().block('li.si', until);
    await quota().block('', until - 30_000);
    expect(await quota().take(1, 5)).toMatchObject({
      granted: 1,
      blocked: { 'li.si': until, '': until - 30_000 },
    });
    later(60_000);
    expect((await quota().take(1, 5)).blocked).toEqual({ 'li.si': until });
    later(30_000);
    expect((await quota().take(1, 5)).blocked).toEqual({});
  });

  it('is blocked for a user until the latest time that was named, in whatever order', async () => {
    const late = Date.now() + 90_000;
    for (const until of [late - 60_000, late, late - 30_000]) await quota().block('li.si', until);
    expect((await quota().take(1, 5)).blocked).toEqual({ 'li.si': late });
  });

  it('remembers a thousand throttled users and no more', async () => {
    const until = Date.now() + 90_000;
    for (let n = 0; n <= 1_000; n++) await quota().block(`user-${n}`, until);
    const { blocked } = await quota().take(1, 5);
    expect(Object.keys(blocked)).toHaveLength(1_000);
    expect(blocked).not.toHaveProperty('user-0');
  });

  it('holds to the smaller limit, the operator’s or what the vendor said last', async () => {
    await quota().limitTo(3);
    expect(await quota().take(9, 5)).toMatchObject({ granted: 3, limit: 3 });
    later(60_000);
    await quota().limitTo(4);
    expect(await quota().take(9, 5)).toMatchObject({ granted: 4, limit: 4 });
    later(60_000);
    expect(await quota().take(9, 2)).toMatchObject({ granted: 2, limit: 2 });
  });

  it('loosens again ten minutes after the vendor last said so', async () => {
    await quota().limitTo(3);
    later(599_999);
    expect(await quota().take(9, 5)).toMatchObject({ limit: 3 });
    later(1);
    expect(await quota().take(9, 5)).toMatchObject({ limit: 5 });
  });

  it('takes nothing back where the limit has become smaller than what was given', async () => {
    expect(await quota().take(4, 5)).toMatchObject({ granted: 4 });
    await quota().limitTo(3);
    expect(await quota().take(1, 5)).toMatchObject({ granted: 0 });
  });
});
