import { describe, expect, it } from 'vitest';
import { createVendors } from '../../../mocks/vendors.ts';
import { HOUR, HUAWEI, huaweiCaller, NOW, send } from '../../support/simulation.ts';

const minute = (instant: number) =>
  encodeURIComponent(new Date(instant).toISOString().slice(0, 16).replace('T', ' '));

function setUp() {
  let now = NOW;
  const vendors = createVendors({ now: () => now });
  const at = (instant: number) => {
    now = instant;
  };
  return { vendors, at };
}

describe('the lists of webinars', () => {
  it('hand a webinar on from upcoming to ongoing to history as the clock runs', async () => {
    const { vendors, at } = setUp();
    const call = await huaweiCaller(vendors);
    const first = (await call(`${HUAWEI.webinars}/upcoming?limit=500`)).body.data[3];
    const start = Date.parse(`${first.startTime.replace(' ', 'T')}Z`);
    const ids = async (list: string) =>
      (await call(`${HUAWEI.webinars}/${list}?searchKey=${first.conferenceId}`)).body.data.map(
        (one: { conferenceId: string; startTime: string }) => `${one.conferenceId} ${one.startTime}`,
      );
    const wanted = `${first.conferenceId} ${first.startTime}`;
    const where = async () => {
      const lists = ['upcoming', 'ongoing', 'history'];
      const found = await Promise.all(lists.map(ids));
      return lists.filter((_, index) => found[index].includes(wanted));
    };
    expect(await where()).toEqual(['upcoming']);
    // Who comes first comes a quarter of an hour late at most, and the last one leaves half an hour late.
    at(start + 15 * 60_000);
    expect(await where()).toEqual(['ongoing']);
    at(start + first.duration * 60_000 + 30 * 60_000);
    expect(await where()).toEqual(['history']);
  });

  it('lead from history to who attended, as many as it says came', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors);
    const { data } = (await call(`${HUAWEI.webinars}/history?sortType=DSC_StartTIME&limit=40`)).body;
    for (const one of data) {
      expect(one.attendeeCount).toBe(one.chairCount + one.guestCount + one.audienceCount);
      const numbers = new Set<string>();
      let rows = 0;
      for (let offset = 0; ; offset += 500) {
        const { body } = await call(
          `${HUAWEI.meetings}/history/confAttendeeRecord?confUUID=${one.confUUID}&limit=500&offset=${offset}`,
        );
        for (const record of body.data) numbers.add(record.callNumber);
        rows += body.data.length;
        if (rows === body.count) break;
      }
      expect(numbers.size).toBe(one.attendeeCount);
      expect(rows).toBeGreaterThanOrEqual(one.attendeeCount);
    }
  });

  it('of history are bounded by startTime and endTime, by start either way, without gaps or repeats', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors);
    const path = `${HUAWEI.webinars}/history?startTime=${minute(NOW - 5 * 24 * HOUR)}&endTime=${minute(NOW - 3 * 24 * HOUR)}`;
    const whole = (await call(`${path}&limit=500`)).body;
    expect(whole.count).toBe(whole.data.length);
    expect(whole.count).toBeGreaterThan(100);
    const seen: string[] = [];
    for (let offset = 0; offset < whole.count; offset += 70)
      for (const one of (await call(`${path}&limit=70&offset=${offset}`)).body.data) seen.push(one.confUUID);
    expect(seen).toEqual(whole.data.map((one: { confUUID: string }) => one.confUUID));
    expect(new Set(seen).size).toBe(whole.count);
    const starts = whole.data.map((one: { startTime: string }) => one.startTime);
    expect(starts).toEqual(starts.toSorted());
    const backwards = (await call(`${path}&limit=500&sortType=DSC_StartTIME`)).body.data;
    expect(backwards.map((one: { confUUID: string }) => one.confUUID)).toEqual(seen.toReversed());
    expect((await call(`${HUAWEI.webinars}/history?startTime=yesterday`)).hint).toContain('startTime');
  });

  it('show an ordinary user their own', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors, 'e10007');
    const { body } = await call(`${HUAWEI.webinars}/upcoming?limit=500`);
    expect(body.count).toBeGreaterThan(0);
    const { userUUID } = vendors.world.people.at(7);
    expect(body.data.every((one: { scheduserId: string }) => one.scheduserId === userUUID)).toBe(true);
  });
});

describe('the lists of meetings', () => {
  it('show what runs, to an administrator who asks for everybody’s', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors);
    const all = (await call(`${HUAWEI.meetings}/online?queryAll=true&limit=500`)).body;
    expect(all).toMatchObject({
      offset: 0,
      limit: 500,
      count: vendors.world.huawei.ongoing('conference', NOW).length,
    });
    expect(all.data.map((one: { conferenceID: string }) => one.conferenceID)).toContain('914047175');
    expect(all.data.every((one: { conferenceState: string }) => one.conferenceState === 'Created')).toBe(
      true,
    );
    expect((await call(`${HUAWEI.meetings}/online`)).body.count).toBe(0);
    for (const one of all.data.slice(0, 5)) {
      const password = one.passwordEntry[1].password;
      const random = await call(`/v2/mms/ncms/conferences/auth/random?conf_id=${one.conferenceID}`, {
        'X-Password': password,
      });
      expect(random.body.subject).toBe(one.subject);
    }
  });

  it('of history have one conference id and many UUIDs where a meeting recurs', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors);
    const range = `startDate=${NOW - 72 * HOUR}&endDate=${NOW}`;
    const { data } = (await call(`${HUAWEI.meetings}/history?${range}&limit=500`)).body;
    const series = data.filter((one: { confType: string }) => one.confType === 'CYCLE');
    const [one] = series;
    const same = series.filter((other: { conferenceID: string }) => other.conferenceID === one.conferenceID);
    expect(same.length).toBeGreaterThan(1);
    expect(new Set(same.map((other: { confUUID: string }) => other.confUUID)).size).toBe(same.length);
    expect(new Set(same.map((other: { subject: string }) => other.subject)).size).toBe(1);
    for (const { confUUID } of same)
      expect((await call(`${HUAWEI.meetings}/history/confAttendeeRecord?confUUID=${confUUID}`)).status).toBe(
        200,
      );
  });

  it('of history can be sorted by whether there is a recording', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors);
    const range = `startDate=${NOW - 12 * HOUR}&endDate=${NOW}&limit=500`;
    const flags = async (sortType: string) =>
      (await call(`${HUAWEI.meetings}/history?${range}&sortType=${sortType}`)).body.data.map(
        (one: { isHasRecordFile: boolean }) => one.isHasRecordFile,
      );
    const up = await flags('ASC_RecordTYPE');
    expect(up).toContain(true);
    expect(up).toEqual(up.toSorted());
    expect(await flags('DSC_RecordTYPE')).toEqual(up.toReversed());
  });

  it.each([
    '',
    'startDate=1',
    'startDate=x&endDate=1',
    'startDate=1&endDate=2&queryAll=yes',
    'startDate=1&endDate=2&sortType=up',
  ])('of history refuse "%s"', async (query) => {
    const call = await huaweiCaller(setUp().vendors);
    const answer = await call(`${HUAWEI.meetings}/history?${query}`);
    expect([answer.status, answer.hint !== null]).toEqual([400, true]);
  });
});

describe('an anonymous random', () => {
  const path = `${HUAWEI.meetings}/anonymous/auth`;

  it('is the printed one for the printed conference, without a token', async () => {
    const { vendors } = setUp();
    const { body } = await send(vendors, `${path}?conferenceID=914047175`, {
      headers: { 'X-Password': 'x' },
    });
    expect(body).toEqual({ siteUrl: 'https://117.78.2.254:443/conferences', random: '108860505401300' });
  });

  it('needs the conference and its password', async () => {
    const { vendors } = setUp();
    const call = await huaweiCaller(vendors);
    const [, one] = (await call(`${HUAWEI.webinars}/ongoing`)).body.data;
    const enter = (id: string, headers: Record<string, string>) =>
      send(vendors, `${path}?conferenceID=${id}`, { headers });
    expect((await enter(one.conferenceId, { 'X-Password': one.guestPasswd })).body.random).toMatch(
      /^\d{15}$/,
    );
    expect((await enter(one.conferenceId, { 'X-Password': 'wrong' })).body.error_code).toBe('MMC.111072065');
    expect((await enter(one.conferenceId, {})).body.error_code).toBe('MMC.112100029');
    expect((await enter('', { 'X-Password': 'x' })).body.error_code).toBe('MMC.112100029');
  });
});
