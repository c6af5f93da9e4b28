import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../mocks/registry.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import type { Timed } from '../../../mocks/world/meeting.ts';
import { memo } from '../../../mocks/world/memo.ts';
import { numbering } from '../../../mocks/world/numbering.ts';
import {
  DAY,
  HOUR,
  HUAWEI,
  huaweiCaller,
  NOW,
  QUANSHI,
  quanshiCaller,
  send,
} from '../../support/simulation.ts';

/** The value, which is there. */
function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is none');
  return value;
}

/** Just outside and just inside of what a meeting takes, as booked or as it was. */
function boundsOf({ start, end, scheduledStart, scheduledEnd }: Timed): number[] {
  const [first, last] = [Math.min(start, scheduledStart), Math.max(end, scheduledEnd)];
  return [first - 1, first, last, last + 1];
}

describe('an interval', () => {
  const world = createWorld(42);

  it('has the meetings that begin or end at its very bounds', () => {
    const { huawei, quanshi } = world;
    const one = there(huawei.ongoing('conference', NOW).at(-1));
    const ids = (at: number) => huawei.during(at, at).map(({ confUUID }) => confUUID);
    expect(boundsOf(one).map((at) => ids(at).includes(one.confUUID))).toEqual([false, true, true, false]);
    const other = there(quanshi.live(NOW).at(-1));
    const events = (at: number) => quanshi.during(at, at).map(({ eventId }) => eventId);
    expect(boundsOf(other).map((at) => events(at).includes(other.eventId))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('what runs', () => {
  it('is another list where the clock has moved on', () => {
    const { huawei, quanshi } = createWorld(42);
    const one = there(huawei.ongoing('conference', NOW).at(-1));
    expect(huawei.ongoing('conference', one.end).map(({ confUUID }) => confUUID)).not.toContain(one.confUUID);
    const other = there(quanshi.live(NOW).at(-1));
    expect(quanshi.live(other.end).map(({ eventId }) => eventId)).not.toContain(other.eventId);
    expect(quanshi.live(NOW).map(({ eventId }) => eventId)).toContain(other.eventId);
  });

  it('is over at its end, wherever one asks', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const call = await quanshiCaller(vendors);
    const one = there(vendors.world.quanshi.live(NOW).at(-1)).load();
    const ask = async () => {
      const { conferences } = (await call('/confopenapi/conference/getStatus', { eventIds: [one.eventId] }))
        .body.result;
      const input = { attendeeJoinUrl: one.attendeeJoinUrl };
      const [detail] = (await call('/confopenapi/conference/getByJoinUrl', input)).body.result;
      return [conferences[0].status, detail.status];
    };
    now = one.end - 1;
    expect(await ask()).toEqual([2, 1]);
    now = one.over;
    expect(await ask()).toEqual([4, 4]);
  });

  it('may be entered until the millisecond before its end, as booked or as it was', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const call = await huaweiCaller(vendors);
    const one = there(
      vendors.world.huawei
        .ongoing('conference', NOW)
        .map((ref) => ref.load())
        .find(({ recurring, end }) => !recurring && Number.isFinite(end)),
    );
    const enter = (password: string) =>
      call(`${HUAWEI.random}?conf_id=${one.conferenceId}`, { 'X-Password': password });
    now = one.over - 1;
    const randoms = [
      (await enter(one.chair.password)).body.random,
      (await enter(one.guest.password)).body.random,
      (await enter(one.guest.password)).body.random,
    ];
    for (const random of randoms) expect(random).toMatch(/^\d{15}$/);
    // A fresh one each time.
    expect(new Set(randoms).size).toBe(3);
    now = one.over;
    expect((await enter(one.chair.password)).body.error_code).toBe('MMC.111072065');
  });

  it('lets in as a guest whoever comes to a meeting without a password', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    const meetings = vendors.world.huawei.ongoing('conference', NOW).map((ref) => ref.load());
    const open = there(meetings.find((one) => !one.needPassword && one.chair.password !== ''));
    const closed = there(meetings.find((one) => one.needPassword));
    const enter = async (conferenceId: string) =>
      (await call(`${HUAWEI.random}?conf_id=${conferenceId}`)).body;
    expect(await enter(open.conferenceId)).toMatchObject({
      random: expect.stringMatching(/^\d{15}$/),
      need_password: false,
    });
    expect((await enter(closed.conferenceId)).error_code).toBe('MMC.111072065');
  });
});

describe('an id', () => {
  it('of a series leads to the meeting that runs, or else to the next', () => {
    const { huawei } = createWorld(42);
    const one = there(
      huawei
        .ongoing('conference', NOW)
        .map((ref) => ref.load())
        .find(({ recurring }) => recurring),
    );
    const start = (now: number) => huawei.byConferenceId(one.conferenceId, now)?.scheduledStart ?? 0;
    const mine = one.scheduledStart;
    for (const now of [mine, one.start, one.over - 1, mine - 1]) expect(start(now)).toBe(mine);
    const next = start(one.over);
    expect(next).toBeGreaterThan(mine);
    // At the same time of day, some days later.
    expect((next - mine) % DAY).toBe(0);
    expect(start(next)).toBe(next);
  });

  it('of a meeting that was changed by a digit, or made by another enterprise, leads nowhere', () => {
    const { huawei } = createWorld(42);
    const { confUUID } = there(huawei.ongoing('webinar', NOW).at(-1));
    expect(huawei.byUUID(confUUID)?.confUUID).toBe(confUUID);
    for (const at of [0, 7, 17, 31]) {
      const digit = confUUID.charAt(at) === '0' ? '1' : '0';
      expect(huawei.byUUID(confUUID.slice(0, at) + digit + confUUID.slice(at + 1))).toBeUndefined();
    }
    for (const { confUUID: theirs } of createWorld(1).huawei.ongoing('webinar', NOW).slice(1))
      expect(huawei.byUUID(theirs)).toBeUndefined();
  });

  it('of Quanshi’s leads to a conference from two weeks before it to half a year after it', () => {
    const { quanshi } = createWorld(42);
    const one = there(quanshi.live(NOW).at(-1)).load();
    const known = (now: number) => [
      quanshi.byEventId(one.eventId, now)?.start === one.start,
      quanshi.byLiveId(one.liveId, now)?.start === one.start,
      quanshi.byConferenceId(one.conferenceId, now)?.start === one.start,
    ];
    const [first, last] = [one.scheduledStart - 14 * DAY, one.over + 183 * DAY];
    expect([known(first), known(last)]).toEqual([
      [true, true, true],
      [true, true, true],
    ]);
    expect([known(first - 1), known(last + 1)]).toEqual([
      [false, false, false],
      [false, false, false],
    ]);
  });

  it('that serves again is read as its use that is nearest', () => {
    // Ten ids of two slots: each serves again after five cycles.
    const ids = numbering(100, 10, 2, 'test');
    for (let cycle = 0; cycle < 20; cycle++)
      for (const off of [-2, -1, 0, 1, 2])
        expect(ids.decode(ids.encode(1, cycle), () => cycle + off)).toEqual({ slot: 1, cycle });
    expect(ids.decode(ids.encode(1, 7), () => 10)).toEqual({ slot: 1, cycle: 12 });
    for (const none of [99, 110, 100.5]) expect(ids.decode(none, () => 0)).toBeUndefined();
  });

  it('that only the host has finds nothing as the attendees’', () => {
    const { quanshi } = createWorld(42);
    const one = there(quanshi.live(NOW).at(-1)).load();
    expect(quanshi.byAttendeeJoinUrl(one.attendeeJoinUrl, NOW)?.eventId).toBe(one.eventId);
    expect(quanshi.byAttendeeJoinUrl(one.hostJoinUrl, NOW)).toBeUndefined();
    expect(quanshi.byAttendeeJoinUrl(`${one.attendeeJoinUrl}x`, NOW)).toBeUndefined();
    expect(quanshi.byHostCode(one.pcode1, NOW)?.eventId).toBe(one.eventId);
    expect(quanshi.byHostCode(one.pcode2, NOW)).toBeUndefined();
  });
});

describe('an employee', () => {
  it('is found by e-mail address in any case, of the enterprise’s domain alone', () => {
    const { people } = createWorld(42);
    const { email } = people.at(3);
    expect(people.byEmail(email)?.index).toBe(3);
    expect(people.byEmail(email.toUpperCase())?.index).toBe(3);
    expect(people.byEmail(email.replace('example.com', 'example.org'))).toBeUndefined();
    expect(people.byEmail('e10400@example.com')).toBeUndefined();
  });
});

describe('attendees', () => {
  it('from outside have no customer code and no user id', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const seen: { customerCode: string; userId: number }[] = [];
    for (const { eventId } of vendors.world.quanshi.live(NOW))
      seen.push(...(await call(QUANSHI.attendees, { eventId, count: 500 })).body.result.list);
    const outsiders = seen.filter(({ userId }) => userId === 0);
    expect(outsiders.length).toBeGreaterThan(20);
    expect(new Set(outsiders.map(({ customerCode }) => customerCode))).toEqual(new Set(['']));
    const colleagues = seen.filter(({ userId }) => userId !== 0);
    expect(new Set(colleagues.map(({ customerCode }) => customerCode))).toEqual(new Set(['990001']));
  });
});

describe('a memory', () => {
  it('of so many forgets the oldest', () => {
    const made: string[] = [];
    const remember = memo(2, (key) => {
      made.push(key);
      return key;
    });
    for (const key of ['a', 'b', 'a', 'c', 'b', 'c', 'a']) expect(remember(key)).toBe(key);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('another state', () => {
  it('is gone on from, its callers and its enterprise', async () => {
    const one = createVendors({ seed: 7, now: NOW });
    const call = await huaweiCaller(one);
    const { body } = await call(`${HUAWEI.ongoing}?limit=5`);
    const other = createVendors({ seed: 42, now: NOW + HOUR });
    other.restore(structuredClone(one.state));
    const [token = ''] = one.state.huawei.sessions.keys();
    const headers = { 'X-Access-Token': token };
    expect((await send(other, `${HUAWEI.ongoing}?limit=5`, { headers })).body.data).toEqual(body.data);
    expect([other.settings.seed, other.world.seed, other.clock.now()]).toEqual([7, 7, NOW]);
  });

  it('after a reset has a journal of the same length', () => {
    const vendors = createVendors({ now: NOW, journal: 3 });
    vendors.reset(7);
    expect([vendors.state.journal.limit, vendors.world.seed]).toEqual([3, 7]);
  });
});
