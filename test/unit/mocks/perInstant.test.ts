import { describe, expect, it } from 'vitest';
import { perInstant } from '../../../mocks/huawei/perInstant.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, NOW } from '../../support/simulation.ts';

describe('an answer of one instant', () => {
  it('is made once for each key, and anew at the next instant', () => {
    const given = perInstant<number>();
    let made = 0;
    const make = () => ++made;
    expect([given(1, 'a', make), given(1, 'a', make), given(1, 'b', make)]).toEqual([1, 1, 2]);
    expect([given(2, 'a', make), given(1, 'a', make)]).toEqual([3, 4]);
  });

  it('fills no memory while the clock stands still', () => {
    const given = perInstant<number>();
    for (let n = 0; n < 1000; n++) given(1, String(n), () => n);
    expect(given(1, '999', () => -1)).toBe(999);
    expect(given(1, '1', () => -1)).toBe(-1);
  });

  it('is told to those only who may see it', async () => {
    const vendors = createVendors({ now: NOW });
    const admin = await (await huaweiCaller(vendors))(HUAWEI.ongoing);
    const somebody = await (await huaweiCaller(vendors, 'somebody-new'))(HUAWEI.ongoing);
    expect([admin.body.count, somebody.body.count]).toEqual([
      vendors.world.huawei.ongoing('webinar', NOW).length,
      0,
    ]);
  });

  it('is told in the language of who asks', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const path = `${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`;
    const device = async (language: string) =>
      (await call(path, { 'Accept-Language': language })).body.data[0].deviceType;
    expect([await device('zh-CN'), await device('en-US'), await device('zh-CN')]).toEqual([
      '软终端',
      'Soft terminal',
      '软终端',
    ]);
  });

  it('goes with the clock', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    const ids = async () =>
      (await call(`${HUAWEI.ongoing}?limit=50`)).body.data.map((one: { confUUID: string }) => one.confUUID);
    const before = await ids();
    vendors.clock.advance(3 * 3_600_000);
    expect(await ids()).not.toEqual(before);
    vendors.clock.advance(-3 * 3_600_000);
    expect(await ids()).toEqual(before);
  });
});
