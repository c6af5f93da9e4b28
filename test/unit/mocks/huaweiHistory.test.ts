import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../mocks/registry.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { DAY, HOUR, HUAWEI, huaweiCaller, NOW } from '../../support/simulation.ts';

describe('history', () => {
  const HALF_A_YEAR = 183 * DAY;

  it('is kept for six months, of meetings and of webinars', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    const all = `startDate=0&endDate=${NOW}&limit=1`;
    const meetings = (await call(`${HUAWEI.meetings}/history?${all}`)).body;
    const webinars = (await call(`${HUAWEI.webinars}/history?limit=1`)).body;
    for (const { startTime } of [meetings.data[0], webinars.data[0]]) {
      const age = NOW - Date.parse(`${startTime.replace(' ', 'T')}Z`);
      expect(age).toBeLessThanOrEqual(HALF_A_YEAR);
      expect(age).toBeGreaterThan(HALF_A_YEAR - 3 * HOUR);
    }
    const between = (from: number) => vendors.world.huawei.history('conference', from, NOW, NOW);
    expect(meetings.count).toBe(between(NOW - HALF_A_YEAR).total);
    expect(meetings.count).toBeLessThan(between(NOW - HALF_A_YEAR - DAY).total);
  });

  it('is what a conference id leads to, and no further back', () => {
    const { huawei } = createWorld(42);
    const one = huawei.ongoing('webinar', NOW).at(-1)?.load();
    if (!one) throw new Error('nothing runs');
    const known = (now: number) => huawei.byConferenceId(one.conferenceId, now)?.confUUID === one.confUUID;
    expect([known(one.over + HALF_A_YEAR), known(one.over + HALF_A_YEAR + 1)]).toEqual([true, false]);
    const first = one.scheduledStart - 14 * DAY;
    expect([known(first), known(first - 1)]).toEqual([true, false]);
  });
});

describe('attendance', () => {
  it('is known as long as the meeting is in the history, and goes with it', async () => {
    const vendors = createVendors({ now: NOW });
    const one = vendors.world.huawei
      .history('conference', NOW - DAY, NOW, NOW)
      .slice(0, 1)[0]
      ?.load();
    if (!one) throw new Error('nothing was held');
    const status = async (now: number) => {
      vendors.clock.set(now);
      const call = await huaweiCaller(vendors);
      return (await call(`${HUAWEI.attendance}?confUUID=${one.confUUID}`)).status;
    };
    const last = Math.max(one.end, one.scheduledEnd) + 183 * DAY;
    expect(await status(last)).toBe(200);
    expect(await status(last + 1)).toBe(400);
    // That of the document stays, however late it is.
    const call = await huaweiCaller(vendors);
    const documented = `${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`;
    expect((await call(documented)).status).toBe(200);
  });
});

describe('a span of meetings', () => {
  it('is the same in parts as whole, from either end', () => {
    const { huawei } = createWorld(42);
    for (const span of [
      huawei.history('conference', NOW - 9 * DAY, NOW, NOW),
      huawei.history('webinar', NOW - 3 * DAY, NOW, NOW),
      huawei.open('conference', NOW),
      huawei.upcoming('webinar', NOW),
    ]) {
      const ids = (parts: Iterable<readonly { id: string }[]>) => [...parts].flat().map(({ id }) => id);
      const whole = ids([span.slice(0, span.total)]);
      expect(whole.length).toBeGreaterThan(100);
      expect(ids(span.parts())).toEqual(whole);
      expect(ids(span.parts(true))).toEqual(whole.toReversed());
    }
  });
});

describe('the world', () => {
  it('shows at any instant as many online as its attendance then says', () => {
    const { huawei } = createWorld(42);
    for (const now of [NOW, NOW + 1234, NOW + 17 * 60_000, NOW + HOUR])
      for (const ref of [...huawei.ongoing('webinar', now), ...huawei.ongoing('conference', now)]) {
        const one = ref.load();
        if (one.attendance.total === 0) continue;
        let there = 0;
        const people = new Set<string>();
        for (let index = 0; index < one.attendance.total; index++) {
          const { joinTime, leftTime } = one.attendance.stay(index);
          if (joinTime > now || now >= leftTime) continue;
          there++;
          const { callNumber, device } = one.attendance.at(index) ?? {};
          people.add(`${callNumber} ${device}`);
        }
        expect(one.attendance.online(now)).toBe(there);
        // Nobody is there twice at once with one device.
        expect(people.size).toBe(there);
      }
  });

  it('has people who drop out of a meeting and return', () => {
    const { huawei } = createWorld(42);
    const ended = huawei.history('webinar', NOW - DAY, NOW, NOW);
    const lists = ended.slice(0, ended.total).map((ref) => ref.load().attendance);
    const list = lists.find((one) => one.total > one.people + 3);
    if (!list) throw new Error('nobody returns');
    const first = Array.from({ length: list.people }, (_, index) => list.at(index));
    const later = Array.from({ length: list.total - list.people }, (_, n) => list.at(list.people + n));
    const pairs = later.map((again) => ({
      again,
      before: first.find((one) => one?.callNumber === again?.callNumber),
    }));
    const [returned, second] = [true, false].map((same) =>
      pairs.filter(({ again, before }) => (again?.device === before?.device) === same),
    );
    expect(returned?.length).toBeGreaterThan(0);
    for (const { again, before } of returned ?? [])
      expect(before?.leftTime).toBeLessThan(again?.joinTime ?? 0);
    // The others have two devices at once.
    for (const { again, before } of second ?? []) expect(before?.joinTime).toBeLessThan(again?.joinTime ?? 0);
  });

  it('shows a series under one id, whose password stays good', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const one = vendors.world.huawei
      .ongoing('conference', now)
      .map((ref) => ref.load())
      .find((meeting) => meeting.recurring);
    if (!one) throw new Error('nothing recurs');
    const next = vendors.world.huawei.byConferenceId(one.conferenceId, one.over);
    expect(next).toMatchObject({ subject: one.subject, chair: one.chair });
    expect(next?.scheduledStart).toBeGreaterThan(one.scheduledStart);
    expect(next?.confUUID).not.toBe(one.confUUID);
    now = one.over;
    const call = await huaweiCaller(vendors);
    const path = `/v2/mms/ncms/conferences/auth/random?conf_id=${one.conferenceId}`;
    const enter = async (query: string, password: string) => {
      const { status, body } = await call(path + query, { 'X-Password': password });
      return [status, body.error_code];
    };
    // The next one has not begun: its host starts it, a guest may wait for it if the client can.
    expect(await enter('', one.chair.password)).toEqual([200, undefined]);
    expect(await enter('&guest_waiting=1', one.guest.password)).toEqual([200, undefined]);
    expect(await enter('', one.guest.password)).toEqual([400, 'MMC.111072005']);
  });
});
