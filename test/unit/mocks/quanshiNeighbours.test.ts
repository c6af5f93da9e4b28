import { describe, expect, it } from 'vitest';
import live from '../../../fixtures/documents/quanshi.listLiveConferences.response.json';
import { JOIN_URL_PATH } from '../../../mocks/quanshi/settings.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { checkSumHeaders, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';

const STATUS = '/confopenapi/conference/getStatus';
const DASHBOARD = '/confopenapi/admin/dashboard/conference/info';
const ROOM = '/confopenapi/room/conference/infos';

function setUp() {
  let now = NOW;
  const vendors = createVendors({ now: () => now });
  const at = (instant: number) => {
    now = instant;
  };
  return { vendors, at };
}

describe('a search for users', () => {
  it('leads from the administrator’s e-mail address to a token that lists conferences', async () => {
    const { vendors } = setUp();
    const headers = await checkSumHeaders(NOW);
    const post = (path: string, body: object, sent: Record<string, string> = headers) =>
      send(vendors, path, { method: 'POST', headers: sent, body: JSON.stringify(body) });
    const found = (await post(QUANSHI.byEmail, { email: 'zhangsan@example.com' })).body;
    expect(found).toMatchObject({
      code: 200,
      data: { userId: 10001, userStatus: 1, customerCode: '990001' },
    });
    const { token } = (await post('/eventopenapi/token/create', { userId: found.data.userId })).body.data;
    expect((await post(QUANSHI.live, { token }, {})).body.status).toBe(0);
  });

  it('answers each of its two documented forms, and the later versions', async () => {
    const { vendors } = setUp();
    const call = await quanshiCaller(vendors);
    const one = vendors.world.people.at(7);
    const nobody = 'nobody@example.com';
    expect((await call(QUANSHI.byEmail, { email: one.email })).body.data).toMatchObject({
      displayName: one.name,
      mobile: one.mobile,
      products: [{ accountStatus: 82 }],
    });
    const grouped = (await call(QUANSHI.byEmail, { emails: [one.email, nobody] })).body.data;
    expect(grouped[one.email][0].userId).toBe(one.quanshiUserId);
    expect(grouped[nobody]).toEqual([]);
    const v2 = '/eventopenapi/user/v2/search';
    const emails = (await call(`${v2}/emails`, { emails: [one.email] })).body.data;
    expect(emails[one.email]).toEqual([expect.objectContaining({ mailVerified: true })]);
    const mobiles = [{ countryCode: '86', phoneNumber: one.mobile }];
    expect((await call(`${v2}/mobiles`, { mobiles })).body.data[one.mobile][0].email).toBe(one.email);
    const accounts = await call('/confopenapi/account/getUsersByEmailsMobiles', {
      emails: [one.email, nobody],
      mobiles: [one.mobile],
    });
    expect(Object.keys(accounts.body.result).sort()).toEqual([one.mobile, one.email].sort());
  });

  it('is refused without a token or a CheckSum, with too many addresses, and for nobody', async () => {
    const { vendors } = setUp();
    const call = await quanshiCaller(vendors);
    expect(
      (await send(vendors, QUANSHI.byEmail, { method: 'POST', body: '{"email":"x"}' })).body.msg,
    ).toContain('token');
    expect((await call(QUANSHI.byEmail, { email: 'nobody@example.com' })).body.code).not.toBe(200);
    expect((await call(QUANSHI.byEmail, { emails: Array(201).fill('x') })).hint).toContain('200');
    expect((await call(QUANSHI.byEmail, {})).hint).toContain('email');
  });
});

describe('a token', () => {
  it('counts in the header where the body carries another', async () => {
    const { vendors } = setUp();
    const headers = await checkSumHeaders(NOW);
    const { token } = (
      await send(vendors, '/eventopenapi/token/create', { method: 'POST', headers, body: '{"userId":10001}' })
    ).body.data;
    const list = (sent: Record<string, string>, body: object) =>
      send(vendors, QUANSHI.live, { method: 'POST', headers: sent, body: JSON.stringify(body) });
    expect((await list({ token }, { token })).body.status).toBe(0);
    expect((await list({ token }, { token: 'x' })).body.status).toBe(0);
    expect((await list({ token: 'x' }, { token })).body.msg).toBe('invalid token');
  });
});

describe('the attendees of live conferences', () => {
  it('are as many, of as many kinds, as the list of conferences counts', async () => {
    const { vendors, at } = setUp();
    const call = await quanshiCaller(vendors);
    // Also while people arrive, drop out and leave.
    for (const instant of [NOW, NOW + 601_000, NOW + 1_999_000]) {
      at(instant);
      const { confList } = (await call(QUANSHI.live, { count: 500 })).body.result;
      for (const one of confList.slice(1)) {
        const { list } = (await call(QUANSHI.attendees, { eventId: one.eventId, count: 500 })).body.result;
        expect(list).toHaveLength(one.attendeeCnt);
        expect(list[0]).toMatchObject({ userId: one.hostId, role: 1, conferenceId: one.conferenceId });
        const counted = ['voip', 'pstn', 'video', 'desktop', 'mcu', 'box'];
        const sum = counted.reduce((total, kind) => total + one[`${kind}Cnt`], 0);
        expect(sum).toBe(one.attendeeCnt);
        const phones = list.filter((who: { deviceType: string }) => who.deviceType === 'PSTN');
        expect(phones).toHaveLength(one.pstnCnt);
        expect(new Set(list.map((who: { tempUserId: number }) => who.tempUserId)).size).toBe(list.length);
      }
    }
  });

  it('are counted by kind, and the raw counts are those of all and of telephones', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const { confList } = (await call(QUANSHI.live, { count: 100 })).body.result;
    const [, ...simulated] = confList;
    const kinds = ['voipCnt', 'pstnCnt', 'videoCnt', 'desktopCnt', 'mcuCnt', 'boxCnt'];
    for (const one of simulated) {
      expect(kinds.reduce((sum, kind) => sum + one[kind], 0)).toBe(one.attendeeCnt);
      expect([one.rawAttendeeCnt, one.rawPstnCnt]).toEqual([one.attendeeCnt, one.pstnCnt]);
    }
    // Somewhere each kind has another count than telephones, so that taking one for the other shows.
    for (const kind of kinds)
      if (kind !== 'pstnCnt')
        expect(simulated.some((one: Record<string, number>) => one[kind] !== one.pstnCnt)).toBe(true);
  });

  it('of the documented conference are the five that the document counts', async () => {
    const call = await quanshiCaller(setUp().vendors);
    const { list } = (await call(QUANSHI.attendees, { eventId: 1165158, page: 1, count: 50 })).body.result;
    expect(list).toHaveLength(live.body.result.confList[0]?.attendeeCnt ?? 0);
    expect(list[0]).toMatchObject({ name: '张三', userId: 10001 });
  });

  it('come page by page, twenty at a time unless asked otherwise', async () => {
    const { vendors, at } = setUp();
    const call = await quanshiCaller(vendors);
    const { confList } = (await call(QUANSHI.live, { count: 500 })).body.result;
    const largest = confList.toSorted(
      (a: { attendeeCnt: number }, b: { attendeeCnt: number }) => b.attendeeCnt - a.attendeeCnt,
    )[0];
    at(NOW);
    const seen: number[] = [];
    for (let page = 1; ; page++) {
      const { list } = (await call(QUANSHI.attendees, { eventId: largest.eventId, page })).body.result;
      expect(list.length).toBeLessThanOrEqual(20);
      if (list.length === 0) break;
      seen.push(...list.map((who: { tempUserId: number }) => who.tempUserId));
    }
    expect(seen).toHaveLength(largest.attendeeCnt);
    expect((await call(QUANSHI.attendees, {})).hint).toContain('eventId');
    expect((await call(QUANSHI.attendees, { eventId: 1 })).body.status).not.toBe(0);
  });
});

describe('a conference', () => {
  it('has one status everywhere as the clock runs', async () => {
    const { vendors, at } = setUp();
    const call = await quanshiCaller(vendors);
    const [, one] = vendors.world.quanshi.live(NOW).map((ref) => ref.load());
    if (!one) throw new Error('nothing runs');
    const seen = async (instant: number) => {
      at(instant);
      // The token of an hour ago is good for a day.
      const status = (await call(STATUS, { eventIds: [one.eventId] })).body.result.conferences[0];
      const dashboard = (await call(DASHBOARD, { tempConferenceId: one.liveId })).body;
      const found = (await call(JOIN_URL_PATH, { attendeeJoinUrl: one.attendeeJoinUrl })).body.result[0];
      const listed = (await call(QUANSHI.live, { count: 500 })).body.result.confList.some(
        (other: { eventId: number }) => other.eventId === one.eventId,
      );
      return [status.status, status.tempConferenceId, dashboard.result?.status, found.status, listed];
    };
    expect(await seen(one.start - 1)).toEqual([1, '', undefined, 1, false]);
    expect(await seen(one.start)).toEqual([2, one.liveId, 2, 1, true]);
    expect(await seen(one.end - 1)).toEqual([2, one.liveId, 2, 1, true]);
    expect(await seen(one.end)).toEqual([4, one.liveId, 4, 4, false]);
  });

  it('shows the same counters on the dashboard as in the list', async () => {
    const call = await quanshiCaller(setUp().vendors);
    const { confList } = (await call(QUANSHI.live, { count: 500 })).body.result;
    for (const one of confList.slice(1)) {
      const { result } = (await call(DASHBOARD, { tempConferenceId: one.conferenceId })).body;
      for (const [key, value] of Object.entries(one))
        if (key in result && key !== 'status') expect([key, result[key]]).toEqual([key, value]);
      expect(result).toMatchObject({ title: one.confName, pcode2: one.guestPcode, stopTime: 0 });
    }
  });

  it('is found by eventId or the host’s password, for its host alone', async () => {
    const { vendors } = setUp();
    const call = await quanshiCaller(vendors);
    const one = vendors.world.quanshi.live(NOW)[5]?.load();
    const userId = one?.host.id;
    const byUrl = (await call(JOIN_URL_PATH, { attendeeJoinUrl: one?.attendeeJoinUrl })).body.result[0];
    const byEvent = (await call(ROOM, { eventId: one?.eventId, userId })).body.result;
    expect(byEvent).toMatchObject(byUrl);
    expect(byEvent.isGnet).toBe(1);
    expect((await call(ROOM, { pcode: one?.pcode1, userId })).body.result).toEqual(byEvent);
    expect((await call(ROOM, { eventId: one?.eventId, userId: 1 })).hint).toContain('does not host');
    expect((await call(ROOM, { userId })).hint).toContain('eventId');
  });

  it('is missing, in the older form of the question too, where there is none', async () => {
    const { vendors } = setUp();
    const call = await quanshiCaller(vendors);
    const one = vendors.world.quanshi.live(NOW)[5]?.load();
    const { conferences } = (await call(STATUS, { userId: 10001, conferenceIds: [one?.conferenceId, '1'] }))
      .body.result;
    expect(conferences).toMatchObject([
      { eventId: 0, conferenceId: one?.conferenceId, status: 2, userId: one?.host.id },
      { eventId: 0, conferenceId: '1', status: 0 },
    ]);
    // Over for hours: known all the same.
    const over = vendors.world.quanshi.during(NOW - 40 * 3_600_000, NOW - 39 * 3_600_000)[3]?.load();
    const old = await call(STATUS, { userId: 10001, conferenceIds: [over?.conferenceId] });
    expect(old.body.result.conferences).toMatchObject([{ status: 4, userId: over?.host.id }]);
    expect((await call(STATUS, { eventIds: ['x'] })).hint).toContain('eventIds');
    expect((await call(STATUS, {})).hint).toContain('neither');
  });
});
