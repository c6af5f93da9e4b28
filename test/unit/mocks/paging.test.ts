import { describe, expect, it } from 'vitest';
import { createVendors } from '../../../mocks/vendors.ts';
import { DAY, HUAWEI, huaweiCaller, NOW, QUANSHI, quanshiCaller } from '../../support/simulation.ts';

const RANGE = `startDate=${NOW - 5 * DAY}&endDate=${NOW}`;

describe('a list of Huawei’s', () => {
  it.each([
    ['webinars that run', `${HUAWEI.ongoing}?`, 'conferenceId'],
    ['webinars that are over', `${HUAWEI.webinars}/history?startTime=2026-02-26%2022:00&`, 'confUUID'],
    ['meetings that are over', `${HUAWEI.meetings}/history?${RANGE}&`, 'confUUID'],
  ])('of %s ends in the same rows from either end', async (_, path, id) => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const rows = async (query: string): Promise<string[]> =>
      (await call(`${path}${query}`)).body.data.map((one: Record<string, string>) => one[id]);
    const up = await rows('limit=500');
    const { count } = (await call(`${path}limit=1`)).body;
    expect(up).toHaveLength(Math.min(500, count));
    expect(await rows(`sortType=DSC_StartTIME&limit=10&offset=${count - 4}`)).toEqual(
      up.slice(0, 4).toReversed(),
    );
    expect(await rows('sortType=DSC_StartTIME&limit=3')).toEqual(
      (await rows(`limit=3&offset=${count - 3}`)).toReversed(),
    );
  });

  it('of meetings has twenty rows unless asked otherwise', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    for (const path of [`${HUAWEI.meetings}/online?queryAll=true`, `${HUAWEI.meetings}/history?${RANGE}`]) {
      const { limit, data } = (await call(path)).body;
      expect([limit, data.length]).toEqual([20, 20]);
    }
  });

  it('is searched in either case', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const count = async (key: string): Promise<number> =>
      (await call(`${HUAWEI.meetings}/history?${RANGE}&searchKey=${key}`)).body.count;
    const found = await count('Weekly');
    expect(found).toBeGreaterThan(0);
    expect([await count('weekly'), await count('WEEKLY')]).toEqual([found, found]);
  });

  it('is searched for 128 characters at most', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const status = async (length: number) =>
      (await call(`${HUAWEI.meetings}/online?searchKey=${'x'.repeat(length)}`)).status;
    expect([await status(128), await status(129)]).toEqual([200, 400]);
  });
});

describe('Quanshi’s live list', () => {
  it('has 500 rows a page at most', async () => {
    const vendors = createVendors({ now: NOW, size: { quanshiConferences: 800 } });
    const call = await quanshiCaller(vendors);
    const page = async (page: number) => (await call(QUANSHI.live, { page, count: 600 })).body.result;
    const { totalCount, confList } = await page(1);
    expect([confList.length, (await page(2)).confList.length]).toEqual([500, totalCount - 500]);
  });

  it('counts what the filter leaves', async () => {
    const call = await quanshiCaller(createVendors({ now: NOW }));
    const list = async (filterOneAttendee: boolean) =>
      (await call(QUANSHI.live, { filterOneAttendee, count: 100 })).body.result;
    const [all, some] = [await list(false), await list(true)];
    expect(some.totalCount).toBe(some.confList.length);
    expect(some.totalCount).toBeLessThan(all.totalCount);
    const alone = all.confList.filter((one: { attendeeCnt: number }) => one.attendeeCnt === 1);
    expect(all.totalCount - some.totalCount).toBe(alone.length);
  });
});
