import { describe, expect, it } from 'vitest';
import { department } from '../../../fixtures/department.ts';
import lookup from '../../../fixtures/documents/quanshi.getConferenceByJoinUrl.response.json';
import live from '../../../fixtures/documents/quanshi.listLiveConferences.response.json';
import { signCheckSum } from '../../../mocks/quanshi/checkSum.ts';
import { JOIN_URL_PATH } from '../../../mocks/quanshi/settings.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { checkSumHeaders, MINUTE, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';

describe('a Quanshi token', () => {
  const create = async (headers: Record<string, string>, body = '{"userId":10001}') =>
    send(createVendors({ now: NOW }), QUANSHI.token, { method: 'POST', headers, body });

  it('has the computed CheckSum', async () => {
    expect(await signCheckSum('secret', '571163', '1638341017999')).toBe(
      'a9db22ea7d98118d57a6c6f883ff7b0252569bde',
    );
  });

  it('is issued for a day, with AppKey or with AppId', async () => {
    const { AppKey, ...rest } = await checkSumHeaders(NOW);
    for (const headers of [
      { AppKey, ...rest },
      { AppId: AppKey, ...rest },
    ]) {
      const { body, status } = await create(headers);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        timeStamp: NOW,
        code: 200,
        data: { createTime: NOW, expire: 86400, userId: 10001 },
      });
      expect(body.data.token).toMatch(/^[0-9a-f]{32}$/);
      expect(body.requestId).toMatch(/^[\d.]+_20260302_104000_000$/);
    }
  });

  it('goes by AppId where there is an AppKey as well', async () => {
    const headers = await checkSumHeaders(NOW);
    expect((await create({ ...headers, AppId: 'demo-app', AppKey: 'nobody' })).body.code).toBe(200);
    expect((await create({ ...headers, AppId: 'nobody' })).body.code).toBe(40103);
  });

  it('takes a nonce of 1 to 128 characters', async () => {
    const codeOf = async (nonce: string) => {
      const CheckSum = await signCheckSum('demo-secret', nonce, String(NOW));
      const headers = { ...(await checkSumHeaders(NOW)), Nonce: nonce, CheckSum };
      return (await create(headers)).body.code;
    };
    expect([await codeOf('n'), await codeOf('n'.repeat(128))]).toEqual([200, 200]);
    expect([await codeOf(''), await codeOf('n'.repeat(129))]).toEqual([40001, 40001]);
  });

  it('is refused where a header or the body is wrong, with HTTP 200 and a code', async () => {
    const good = await checkSumHeaders(NOW);
    const wrong: [Record<string, string>, string | undefined, RegExp][] = [
      [await checkSumHeaders(NOW, 'other'), undefined, /look at the secret/],
      [{ ...good, CheckSum: good.CheckSum.toUpperCase() }, undefined, /upper case/],
      [{ ...good, AppKey: 'nobody' }, undefined, /nobody/],
      [{ ...good, Nonce: 'n'.repeat(129) }, undefined, /128/],
      [{ ...good, CurTime: 'now' }, undefined, /milliseconds/],
      [await checkSumHeaders(NOW - 3_600_000), undefined, /3600 s off/],
      [await checkSumHeaders(NOW + 3_600_000), undefined, /3600 s off/],
      [good, '{"userId":"10001"}', /userId/],
      [good, '[', /JSON/],
    ];
    for (const [headers, body, hint] of wrong) {
      const answer = await create(headers, body);
      expect(answer.status).toBe(200);
      expect(answer.body.code).not.toBe(200);
      expect(answer.hint).toMatch(hint);
    }
  });

  it('is refused where the time is more than five minutes off, either way', async () => {
    const codeAt = async (curTime: number) => (await create(await checkSumHeaders(curTime))).body.code;
    const skew = 5 * MINUTE;
    expect([await codeAt(NOW - skew), await codeAt(NOW + skew)]).toEqual([200, 200]);
    expect([await codeAt(NOW - skew - 1), await codeAt(NOW + skew + 1)]).toEqual([40102, 40102]);
  });

  it('is taken from the header or the body, and only while it lives', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const headers = await checkSumHeaders(now);
    const { token } = (
      await send(vendors, QUANSHI.token, { method: 'POST', headers, body: '{"userId":10001}' })
    ).body.data;
    const list = (init: RequestInit) => send(vendors, QUANSHI.live, { method: 'POST', ...init });
    expect((await list({ headers: { token } })).body.status).toBe(0);
    expect((await list({ body: JSON.stringify({ token }) })).body.status).toBe(0);
    for (const init of [{}, { headers: { token: 'x' } }]) {
      const answer = await list(init);
      expect(answer.status).toBe(200);
      expect(answer.body.status).not.toBe(0);
      expect(answer.body.msg).toContain('token');
    }
    now += 86_400_000;
    expect((await list({ headers: { token } })).body.msg).toBe('token expired');
  });
});

describe.each([
  [42, NOW],
  [7, Date.UTC(2019, 0, 1)],
])('the documented requests, under seed %i at %i', (seed, now) => {
  it('list the documented conference', async () => {
    const call = await quanshiCaller(createVendors({ seed, now }));
    const { body } = await call(QUANSHI.live, {
      adminUserId: 123456789,
      page: 1,
      count: 10,
      filterOneAttendee: false,
    });
    expect(JSON.stringify(body.result)).toBe(JSON.stringify(live.body.result));
    expect(Object.keys(body)).toEqual(Object.keys(live.body));
  });

  it('find the documented conference by its join URL', async () => {
    const call = await quanshiCaller(createVendors({ seed, now }));
    const { body } = await call(JOIN_URL_PATH, { attendeeJoinUrl: 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk' });
    expect(JSON.stringify(body.result)).toBe(JSON.stringify(lookup.body.result));
    expect(Object.keys(body)).toEqual(Object.keys(lookup.body));
  });
});

describe('live conferences', () => {
  it('come page by page without gaps or repeats, twenty at a time unless asked otherwise', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const count = vendors.world.quanshi.live(NOW).length;
    expect(count).toBeGreaterThan(20);
    const seen: number[] = [];
    for (const page of [1, 2, 3, 4, 5]) {
      const { result } = (await call(QUANSHI.live, { page })).body;
      expect(result.totalCount).toBe(count);
      seen.push(...result.confList.map((one: { eventId: number }) => one.eventId));
    }
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
    expect(seen).toContain(1165158);
  });

  it('have the keys of the documented one', async () => {
    const call = await quanshiCaller(createVendors({ now: NOW }));
    const { confList } = (await call(QUANSHI.live, { count: 500 })).body.result;
    const keys = Object.keys(live.body.result.confList[0] ?? {});
    for (const one of confList) expect(Object.keys(one)).toEqual(keys);
  });

  it('with a lone attendee are left out on request', async () => {
    const call = await quanshiCaller(createVendors({ now: NOW }));
    const all = (await call(QUANSHI.live, { count: 500 })).body.result.confList as { attendeeCnt: number }[];
    const { result } = (await call(QUANSHI.live, { count: 500, filterOneAttendee: true })).body;
    expect(result.confList).toEqual(all.filter((one) => one.attendeeCnt !== 1));
    expect(result.totalCount).toBeLessThan(all.length);
  });

  it('are those of one organisation for its administrator, and none of a stranger’s business', async () => {
    const call = await quanshiCaller(createVendors({ now: NOW }));
    const { adminUserId, orgId } = department(42, 0);
    const { result } = (await call(QUANSHI.live, { adminUserId, count: 500 })).body;
    expect(result.totalCount).toBe(result.confList.length);
    expect(result.totalCount).toBeGreaterThan(0);
    expect(result.confList.every((one: { hostOrgId: number }) => one.hostOrgId === orgId)).toBe(true);
    expect((await call(QUANSHI.live, { adminUserId: 5 })).body.status).not.toBe(0);
  });

  it('are each found by their join URL', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const { confList } = (await call(QUANSHI.live, { count: 500 })).body.result;
    for (const one of confList) {
      const url = vendors.world.quanshi.byEventId(one.eventId, NOW)?.attendeeJoinUrl;
      const [found] = (await call(JOIN_URL_PATH, { attendeeJoinUrl: url })).body.result;
      expect(found).toMatchObject({ eventId: one.eventId, title: one.confName, hostName: one.hostName });
      expect(found).toMatchObject({ title: one.confName, pcode2: one.guestPcode, attendeeJoinUrl: url });
    }
  });

  it.each([{ page: 0 }, { page: '1' }, { count: 1.5 }, { filterOneAttendee: 'no' }, { adminUserId: 'x' }])(
    'refuse %j',
    async (input) => {
      const answer = await (await quanshiCaller(createVendors({ now: NOW })))(QUANSHI.live, input);
      expect(answer.body.status).not.toBe(0);
      expect(answer.hint).toContain(Object.keys(input)[0]);
    },
  );
});

describe('the look-up by join URL', () => {
  it('shows rooms, devices and extra settings as documented, where there are any', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const withRoom = vendors.world.quanshi
      .live(NOW)
      .map((one) => one.load())
      .find((one) => one.rooms.some((room) => room.devices.length > 0));
    const [found] = (await call(JOIN_URL_PATH, { attendeeJoinUrl: withRoom?.attendeeJoinUrl })).body.result;
    expect(Object.keys(found)).toEqual(Object.keys(lookup.body.result[0] ?? {}));
    expect(found.houseList[0]).toMatchObject({ DeviceType: 2, ParentDeviceId: 0 });
    expect(found.equipList[0]).toMatchObject({ DeviceType: 3, ParentDeviceType: 2 });
    expect(found.detailHouseList.flatMap((one: { SubDevices: object[] }) => one.SubDevices)).toHaveLength(
      found.equipList.length,
    );
    expect(JSON.parse(found.calExtraInfo.labels)).toBeInstanceOf(Array);
  });

  it('refuses a URL of nobody’s', async () => {
    const call = await quanshiCaller(createVendors({ now: NOW }));
    expect(
      (await call(JOIN_URL_PATH, { attendeeJoinUrl: 'https://n.qsh1.cn/k/mk123456789' })).body.status,
    ).not.toBe(0);
    expect((await call(JOIN_URL_PATH, {})).hint).toContain('attendeeJoinUrl');
  });

  it('is served where told to', async () => {
    const call = await quanshiCaller(
      createVendors({ now: NOW, quanshi: { joinUrlPath: '/confopenapi/elsewhere' } }),
    );
    expect((await call('/confopenapi/elsewhere', {})).hint).toContain('attendeeJoinUrl');
    expect((await call(JOIN_URL_PATH, {})).status).toBe(404);
  });
});
