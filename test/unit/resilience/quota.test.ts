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
    expect(await quota().take(3, 5)).toEqual({ granted: 3, until, limit: 5 });
    expect([await given(3), await given(3)]).toEqual([2, 0]);
    later(59_999);
    expect(await given(1)).toBe(0);
    later(1);
    expect(await quota().take(9, 5)).toEqual({ granted: 5, until: until + 60_000, limit: 5 });
  });

  it('gives nothing before the time that the vendor named, and all of a minute from then on', async () => {
    const until = Date.now() + 90_000;
    await quota().block(until);
    expect(await quota().take(1, 5)).toEqual({ granted: 0, until, limit: 5 });
    later(89_999);
    expect(await quota().take(1, 5)).toMatchObject({ granted: 0, until });
    later(1);
    expect(await quota().take(9, 5)).toMatchObject({ granted: 5 });
  });

  it('is blocked until the latest time that was named, in whatever order', async () => {
    const late = Date.now() + 90_000;
    for (const until of [late - 60_000, late, late - 30_000]) await quota().block(until);
    expect(await quota().take(1, 5)).toMatchObject({ granted: 0, until: late });
  });

  it('holds to the smallest limit, the vendor’s or the operator’s', async () => {
    await quota().tighten(3);
    await quota().tighten(4);
    expect(await quota().take(9, 5)).toMatchObject({ granted: 3, limit: 3 });
    later(60_000);
    expect(await quota().take(9, 2)).toMatchObject({ granted: 2, limit: 2 });
  });

  it('takes nothing back where the limit has become smaller than what was given', async () => {
    expect(await quota().take(4, 5)).toMatchObject({ granted: 4 });
    await quota().tighten(3);
    expect(await quota().take(1, 5)).toMatchObject({ granted: 0 });
  });
});
