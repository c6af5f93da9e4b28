import { describe, expect, it } from 'vitest';
import authRandom from '../../../fixtures/documents/huawei.createAuthRandom.response.json';
import ongoing from '../../../fixtures/documents/huawei.listOngoingWebinars.response.json';
import attendance from '../../../fixtures/documents/huawei.searchAttendanceRecords.response.json';
import { ALL_HANDS } from '../../../mocks/huawei/world/allHands.ts';
import {
  DOCUMENTED_CALLER,
  DOCUMENTED_TOKENS,
  DOCUMENTED_WEBINAR_PASSWORDS,
} from '../../../mocks/huawei/world/documented.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HOUR, HUAWEI, huaweiCaller, NOW, send } from '../../support/simulation.ts';

/** Whether a value is what a document prints, where asterisks stand for anything of that length. */
function unmask(printed: string): RegExp {
  return new RegExp(`^${printed.replace(/[.?+^$()[\]{}|\\/#]/g, '\\$&').replace(/\*+/g, '[0-9a-f]+')}$`);
}

describe.each([
  [42, NOW],
  [7, Date.UTC(2019, 0, 1)],
])('the documented requests, under seed %i at %i', (seed, now) => {
  it('list the documented webinar', async () => {
    const call = await huaweiCaller(createVendors({ seed, now }), DOCUMENTED_CALLER);
    const { body } = await call(`${HUAWEI.ongoing}?limit=10&offset=0&sortType=ASC_StartTIME`);
    const printed: Record<string, unknown> = ongoing.body.data[0] ?? {};
    const expected = Object.fromEntries(
      Object.entries(printed).map(([key, value]) => [
        key,
        typeof value === 'string' && value.includes('*') ? expect.stringMatching(unmask(value)) : value,
      ]),
    );
    // documents/000 has no scheduserId nor description.
    expect(body).toEqual({ ...ongoing.body, data: [expected] });
    expect(Object.keys(body.data[0])).toEqual(Object.keys(printed));
  });

  it('answer to the very tokens that the documents print', async () => {
    const vendors = createVendors({ seed, now });
    const [own, admin] = [...DOCUMENTED_TOKENS.keys()].map((token) => ({
      headers: { 'X-Access-Token': token },
    }));
    expect(
      (await send(vendors, `${HUAWEI.ongoing}?limit=10&offset=0&sortType=ASC_StartTIME`, own)).body.count,
    ).toBe(1);
    const path = `${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`;
    expect((await send(vendors, path, admin)).body).toEqual(attendance.body);
  });

  it('list the two documented attendees', async () => {
    const call = await huaweiCaller(createVendors({ seed, now }));
    const answer = await call(`${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`);
    expect(JSON.stringify(answer.body)).toBe(JSON.stringify(attendance.body));
    expect(answer.headers.get('Server')).toBe('api-gateway');
  });

  it('buy the documented random', async () => {
    const call = await huaweiCaller(createVendors({ seed, now }));
    const answer = await call(`${HUAWEI.random}?conf_id=914047175`, { 'X-Password': '123456' });
    expect(JSON.stringify(answer.body)).toBe(JSON.stringify(authRandom.body));
    expect(answer.headers.get('Server')).toBe('istio-envoy');
    expect(answer.headers.get('Requestid')).toBe(answer.headers.get('X-Request-Id'));
  });
});

describe('ongoing webinars', () => {
  it('come page by page without gaps or repeats, ten at a time unless asked otherwise', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    const whole = await call(`${HUAWEI.ongoing}?limit=9999`);
    const count = vendors.world.huawei.ongoing('webinar', NOW).length;
    expect(count).toBeGreaterThan(20);
    expect(whole.body).toMatchObject({ offset: 0, limit: '500', count });
    const seen: string[] = [];
    for (let offset = 0; offset < count; offset += 10) {
      const { body } = await call(`${HUAWEI.ongoing}?offset=${offset}`);
      expect(body).toMatchObject({ offset, limit: '10', count });
      seen.push(...body.data.map((one: { confUUID: string }) => one.confUUID));
    }
    expect(seen).toEqual(whole.body.data.map((one: { confUUID: string }) => one.confUUID));
    expect(new Set(seen).size).toBe(count);
  });

  it('end with the last page however large the offset', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const { body } = await call(`${HUAWEI.ongoing}?offset=1000`);
    const offset = Math.floor((body.count - 1) / 10) * 10;
    expect(body).toMatchObject({ offset, limit: '10' });
    expect(body.data).toHaveLength(body.count - offset);
  });

  it('end with the last page where the offset is the count, and where the last page is full', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const page = async (query: string) => {
      const { offset, data } = (await call(`${HUAWEI.ongoing}?${query}`)).body;
      return [offset, data.length];
    };
    const { count } = (await call(HUAWEI.ongoing)).body;
    const last = Math.floor((count - 1) / 10) * 10;
    expect(await page(`offset=${count - 1}&limit=10`)).toEqual([count - 1, 1]);
    expect(await page(`offset=${count}&limit=10`)).toEqual([last, count - last]);
    expect(await page(`offset=${count}&limit=${count}`)).toEqual([0, count]);
    expect(await page(`offset=999&limit=${count}`)).toEqual([0, count]);
    expect(await page(`offset=${count}&limit=1`)).toEqual([count - 1, 1]);
  });

  it('are sorted by start, either way', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const starts = async (sortType: string) =>
      (await call(`${HUAWEI.ongoing}?limit=500&sortType=${sortType}`)).body.data.map(
        (one: { startTime: string }) => one.startTime,
      );
    const up = await starts('ASC_StartTIME');
    expect(up[0]).toBe('2021-04-30 02:13');
    expect(up).toEqual(up.toSorted());
    expect(await starts('DSC_StartTIME')).toEqual(up.toReversed());
  });

  it('are found by subject, conference id and scheduler', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    expect((await call(`${HUAWEI.ongoing}?searchKey=981326872`)).body).toMatchObject({
      limit: '10',
      count: 1,
    });
    const one = (await call(HUAWEI.ongoing)).body.data[4];
    for (const key of [one.conferenceId, one.subject, one.scheduserName]) {
      const { body } = await call(`${HUAWEI.ongoing}?searchKey=${encodeURIComponent(key)}&limit=500`);
      expect(body.data).toContainEqual(one);
    }
    expect((await call(`${HUAWEI.ongoing}?searchKey=nothing-is-called-this`)).body).toMatchObject({
      count: 0,
      data: [],
    });
  });

  it.each(['limit=0', 'limit=ten', 'offset=-1', 'offset=1.5', 'limit=', 'sortType=up'])(
    'refuse %s',
    async (query) => {
      const answer = await (await huaweiCaller(createVendors({ now: NOW })))(`${HUAWEI.ongoing}?${query}`);
      expect([answer.status, answer.body.error_code]).toEqual([400, 'MMC.111071061']);
      expect(answer.hint).toContain(query.split('=')[0]);
    },
  );

  it('answer with the caller’s request id, or one of their own', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    expect((await call(HUAWEI.ongoing, { 'X-Request-Id': 'mine' })).headers.get('X-Request-Id')).toBe('mine');
    expect((await call(HUAWEI.ongoing)).headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('give their limit as text, as printed, unless told otherwise', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW, huawei: { limitAsString: false } }));
    expect((await call(`${HUAWEI.ongoing}?limit=7`)).body.limit).toBe(7);
  });
});

describe('an auth random', () => {
  it('is had for each password of every ongoing webinar, and for no other', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const { data } = (await call(`${HUAWEI.ongoing}?limit=500`)).body;
    for (const one of data) {
      const randoms = new Set<string>();
      for (const password of [one.chairPasswd, one.guestPasswd, one.audiencePasswd]) {
        const { body } = await call(`${HUAWEI.random}?conf_id=${one.conferenceId}`, {
          'X-Password': password,
        });
        expect(body).toMatchObject({ subject: one.subject, webinar: true, need_password: true });
        expect(body.random).toMatch(/^\d{15}$/);
        randoms.add(body.random);
      }
      expect(randoms.size).toBe(3);
      const wrong = await call(`${HUAWEI.random}?conf_id=${one.conferenceId}`, { 'X-Password': 'wrong' });
      expect([wrong.status, wrong.body]).toEqual([
        400,
        { error_code: 'MMC.111072065', error_msg: 'CONF_NOT_FOUND_OR_AUTH_FAILED' },
      ]);
    }
  });

  it('of the documented webinar has fixed passwords', async () => {
    const call = await huaweiCaller(createVendors({ seed: 3, now: NOW }));
    for (const password of Object.values(DOCUMENTED_WEBINAR_PASSWORDS))
      expect((await call(`${HUAWEI.random}?conf_id=981326872`, { 'X-Password': password })).status).toBe(200);
  });

  it('is refused without a conference, for an unknown one, and for a strange guest_waiting', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    expect((await call(HUAWEI.random)).body.error_code).toBe('MMC.112100029');
    for (const unknown of ['1', '912345678', '999999999', 'x'])
      expect((await call(`${HUAWEI.random}?conf_id=${unknown}`)).body.error_code).toBe('MMC.111072065');
    expect((await call(`${HUAWEI.random}?conf_id=914047175&guest_waiting=2`)).body.error_code).toBe(
      'MMC.111071061',
    );
  });
});

describe('attendance', () => {
  it('of a large meeting pages past the maximum, each person once', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const seen: { callNumber: string; joinTime: number; leftTime: number }[] = [];
    for (let offset = 0; ; offset += 500) {
      const { body } = await call(
        `${HUAWEI.attendance}?confUUID=${ALL_HANDS.confUUID}&limit=501&offset=${offset}`,
      );
      expect(body).toMatchObject({ offset, limit: 500, count: 1200 });
      if (body.data.length === 0) break;
      seen.push(...body.data);
    }
    expect(new Set(seen.map((one) => one.callNumber)).size).toBe(1200);
    expect(seen.every((one) => one.joinTime >= ALL_HANDS.start && one.leftTime <= ALL_HANDS.end)).toBe(true);
    expect(seen.every((one) => one.joinTime < one.leftTime)).toBe(true);
  });

  it('begins when a meeting has ended', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const call = await huaweiCaller(vendors);
    const webinar = vendors.world.huawei.ongoing('webinar', now)[5]?.load();
    const path = `${HUAWEI.attendance}?confUUID=${webinar?.confUUID}`;
    expect((await call(path)).body.error_code).toBe('MMC.111070005');
    now = webinar?.end ?? now;
    expect((await call(path)).body.count).toBe(webinar?.attendance.total);
  });

  it('of a meeting is for administrators and for who booked it', async () => {
    const vendors = createVendors({ now: NOW });
    const meeting = vendors.world.huawei
      .history('conference', NOW - 3 * HOUR, NOW, NOW)
      .slice(0, 500)
      .map((one) => one.load())
      .find(({ schedulerAccount = '' }) => !['', 'e10000', 'e10001', 'e10040'].includes(schedulerAccount));
    const ask = async (userId: string) =>
      (await huaweiCaller(vendors, userId))(`${HUAWEI.attendance}?confUUID=${meeting?.confUUID}`);
    expect(vendors.world.people.byAccount('e10001')?.admin).toBe(false);
    const stranger = await ask('e10001');
    expect([stranger.status, stranger.body.error_code]).toEqual([403, 'MMC.111070002']);
    expect((await ask('somebody-new')).body.error_code).toBe('MMC.111070002');
    for (const userId of ['', 'e10040', meeting?.schedulerAccount ?? ''])
      expect((await ask(userId)).body.count).toBe(meeting?.attendance.total);
  });

  it('past the end is empty, or the last page where told so', async () => {
    const path = `${HUAWEI.attendance}?confUUID=${ALL_HANDS.confUUID}`;
    const page = async (attendancePastEnd: 'empty' | 'last-page', query: string) => {
      const call = await huaweiCaller(createVendors({ now: NOW, huawei: { attendancePastEnd } }));
      const { offset, limit, count, data } = (await call(`${path}&${query}`)).body;
      return [offset, limit, count, data.length];
    };
    expect(await page('empty', 'offset=1199&limit=10')).toEqual([1199, 10, 1200, 1]);
    expect(await page('empty', 'offset=1200&limit=10')).toEqual([1200, 10, 1200, 0]);
    expect(await page('empty', 'offset=5000&limit=10')).toEqual([5000, 10, 1200, 0]);
    expect(await page('last-page', 'offset=1199&limit=10')).toEqual([1199, 10, 1200, 1]);
    expect(await page('last-page', 'offset=1200&limit=10')).toEqual([1190, 10, 1200, 10]);
    expect(await page('last-page', 'offset=5000&limit=500')).toEqual([1000, 500, 1200, 200]);
  });

  it('is found by name and number, and spoken in English on request', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    const path = `${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`;
    expect((await call(`${path}&searchKey=8002`)).body.count).toBe(1);
    expect((await call(`${path}&searchKey=%2B9911`)).body.count).toBe(2);
    const { body } = await call(path, { 'Accept-Language': 'en-US' });
    expect(body.data[0]).toMatchObject({ deviceType: 'Soft terminal', mediaType: 'Video' });
  });

  it('is refused without a confUUID and for an unknown one', async () => {
    const call = await huaweiCaller(createVendors({ now: NOW }));
    expect((await call(HUAWEI.attendance)).body.error_code).toBe('MMC.112100029');
    expect(
      (await call(`${HUAWEI.attendance}?confUUID=00000000000000000000000000000000`)).body.error_code,
    ).toBe('MMC.111070005');
  });
});
