import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../mocks/registry.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { slotsOf } from '../../../mocks/world/slots.ts';
import { span } from '../../../mocks/world/span.ts';
import { type Occurrence, timeline } from '../../../mocks/world/timeline.ts';
import { DAY, HOUR, HUAWEI, huaweiCaller, NOW } from '../../support/simulation.ts';

describe('a span of meetings', () => {
  const times = timeline(42, 'test', 9, [30, 45, 60, 90]);
  const slots = [1, 3, 4, 8];
  const compare = (a: Occurrence, b: Occurrence) => a.slot - b.slot;
  /** The same by listing and sorting. */
  const listed = (from: number, to: number, endedBy: number) =>
    slots
      .flatMap((slot) =>
        Array.from({ length: 400 }, (_, n) => times.occurrence(slot, times.at(slot, from).cycle - 2 + n)),
      )
      .filter((one) => one.start >= from && one.start < to && one.end <= endedBy)
      .sort((a, b) => a.start - b.start || compare(a, b));

  it.each([
    ['on the hour', NOW, NOW + DAY, Number.POSITIVE_INFINITY],
    ['at odd instants', NOW + 1, NOW + 3 * DAY + 77_777, Number.POSITIVE_INFINITY],
    ['of which the last have not ended', NOW - DAY, NOW + 61_000, NOW + 61_000],
    ['that is empty', NOW, NOW, NOW],
    ['that ends before it begins', NOW, NOW - DAY, NOW],
  ])('%s counts and pages what listing and sorting would', (_, from, to, endedBy) => {
    const expected = listed(from, to, endedBy);
    const source = slotsOf(times, slots, Number.POSITIVE_INFINITY, endedBy);
    const found = span([source], from, to, (a, b) => a.start - b.start || compare(a, b));
    expect(found.total).toBe(expected.length);
    for (const [offset, limit] of [
      [0, 7],
      [1, 1],
      [13, 50],
      [expected.length - 3, 10],
      [expected.length, 10],
      [0, 9999],
    ] as const)
      if (offset >= 0) expect(found.slice(offset, limit)).toEqual(expected.slice(offset, offset + limit));
  });
});

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
    expect([known(one.end + HALF_A_YEAR), known(one.end + HALF_A_YEAR + 1)]).toEqual([true, false]);
    expect([known(one.start - 14 * DAY), known(one.start - 14 * DAY - 1)]).toEqual([true, false]);
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
          people.add(one.attendance.at(index)?.callNumber ?? '');
        }
        expect(one.attendance.online(now)).toBe(there);
        // Nobody is there twice at once.
        expect(people.size).toBe(there);
      }
  });

  it('has people who drop out of a meeting and return', () => {
    const { huawei } = createWorld(42);
    const lists = huawei.ended(NOW, 1).map((ref) => ref.load().attendance);
    const list = lists.find((one) => one.total > one.people);
    if (!list) throw new Error('nobody returns');
    const again = list.at(list.total - 1);
    const before = Array.from({ length: list.people }, (_, index) => list.at(index)).find(
      (one) => one?.callNumber === again?.callNumber,
    );
    expect(before).toMatchObject({ displayName: again?.displayName, device: again?.device });
    expect(before?.leftTime).toBeLessThan(again?.joinTime ?? 0);
  });

  it('shows a daily series under one id, whose password stays good', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const one = vendors.world.huawei
      .ongoing('conference', now)
      .map((ref) => ref.load())
      .find((meeting) => meeting.recurring);
    if (!one) throw new Error('nothing recurs');
    const next = vendors.world.huawei.byConferenceId(one.conferenceId, one.end);
    expect(next).toMatchObject({ start: one.start + DAY, subject: one.subject, chair: one.chair });
    expect(next?.confUUID).not.toBe(one.confUUID);
    now = one.end;
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
