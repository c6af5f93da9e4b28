import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../../mocks/events/eventsBetween.ts';
import { VENDORS, type VendorId } from '../../../mocks/registry.ts';
import { fromText, toText } from '../../../mocks/sandbox/plain.ts';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { statusOf } from '../../../mocks/world/meeting.ts';
import { MOST, WorldFull } from '../../../mocks/world/overlay/overlay.ts';
import { HOUR, HUAWEI, huaweiCaller, MINUTE, NOW, QUANSHI, quanshiCaller } from '../../support/simulation.ts';

const booker = { name: '王芳', account: 'e10007' };
const TIMES = [{ start: NOW + HOUR, end: NOW + 2 * HOUR }];

function setUp() {
  let now = NOW;
  const vendors = createVendors({ now: () => now });
  const at = (instant: number) => {
    now = instant;
  };
  return { vendors, at, huawei: vendors.world.huawei, quanshi: vendors.world.quanshi };
}

function bookIn({ world }: Vendors, kind: 'webinar' | 'conference' = 'conference') {
  const [entry] = world.huawei.overlay.book(
    { kind, times: TIMES, booker, subject: '评审', details: {} },
    NOW,
  );
  const view = (now: number) => {
    const meeting = world.huawei.byId(entry?.id ?? '', now);
    if (!meeting) throw new Error('the booking is gone');
    return meeting;
  };
  return { id: entry?.id ?? '', view };
}

function namesOf(vendors: Vendors, id: string, from: number, to: number) {
  const world = (vendor: string) => vendors.world[vendor as VendorId];
  return eventsBetween({ vendors: VENDORS, world }, from, to, () => true)
    .filter(({ detail }) => JSON.stringify(detail()).includes(`"${id}"`))
    .map(({ at, name }) => [at - NOW, name]);
}

describe('a booked meeting at Huawei', () => {
  it('is to come until somebody joins, runs while somebody is in it, and is history with its attendance', async () => {
    const { vendors, huawei, at } = setUp();
    const { view } = bookIn(vendors);
    const { conferenceId } = view(NOW);
    const listed = (list: readonly { conferenceId: string }[]) =>
      list.some((one) => one.conferenceId === conferenceId);
    const upcoming = (now: number) => {
      const found = huawei.upcoming('conference', now);
      return listed(found.slice(0, found.total));
    };
    expect(upcoming(NOW)).toBe(true);
    expect(statusOf(view(NOW), NOW)).toBe('scheduled');
    expect(huawei.byConferenceId(conferenceId, NOW)).toMatchObject({ subject: '评审', confUUID: '' });

    const begin = NOW + HOUR + 3 * MINUTE;
    huawei.overlay.join(view(begin), { name: '李雷', account: 'e10008' }, begin);
    const second = huawei.overlay.join(view(begin), { name: 'Guest', device: 'phone' }, begin + MINUTE);
    expect(upcoming(begin)).toBe(false);
    expect(listed(huawei.ongoing('conference', begin))).toBe(true);
    expect(listed(huawei.ongoing('conference', begin - 1))).toBe(false);
    expect(view(begin + MINUTE).attendance.online(begin + MINUTE)).toBe(2);
    huawei.overlay.leave(view(begin), second, begin + 5 * MINUTE);
    expect(view(begin).attendance.online(begin + 5 * MINUTE)).toBe(1);
    huawei.overlay.end(view(begin), begin + 20 * MINUTE);
    const over = NOW + 3 * HOUR;
    expect(listed(huawei.ongoing('conference', begin + 20 * MINUTE))).toBe(false);
    expect(view(over)).toMatchObject({ start: begin, end: begin + 20 * MINUTE });

    at(over);
    const call = await huaweiCaller(vendors);
    const history = (
      await call(`${HUAWEI.meetings}/history?startDate=${NOW}&endDate=${over}&searchKey=${conferenceId}`)
    ).body;
    expect(history).toMatchObject({ count: 1, data: [{ conferenceID: conferenceId, subject: '评审' }] });
    const { confUUID } = history.data[0];
    const records = (await call(`${HUAWEI.attendance}?confUUID=${confUUID}`)).body;
    expect(records.data).toMatchObject([
      { displayName: '李雷', joinTime: begin, leftTime: begin + 20 * MINUTE },
      { displayName: 'Guest', joinTime: begin + MINUTE, leftTime: begin + 5 * MINUTE, deviceType: '电话' },
    ]);
  });

  it('is told of in events, in their order', () => {
    const { vendors, huawei } = setUp();
    const { view } = bookIn(vendors);
    const { conferenceId } = view(NOW);
    const begin = NOW + HOUR;
    huawei.overlay.change(view(NOW), { subject: '另一个' }, NOW + MINUTE);
    const stay = huawei.overlay.join(view(begin), { name: '李雷' }, begin);
    huawei.overlay.record(
      view(begin),
      { start: begin, end: begin + MINUTE, readyAt: begin + 7 * MINUTE },
      begin,
    );
    huawei.overlay.leave(view(begin), stay, begin + 2 * MINUTE);
    expect(namesOf(vendors, conferenceId, NOW - 1, NOW + 3 * HOUR)).toEqual([
      [0, 'meeting.create'],
      [MINUTE, 'meeting.modify'],
      [HOUR, 'meeting.started'],
      [HOUR, 'meeting.join'],
      [HOUR + 2 * MINUTE, 'meeting.left'],
      [HOUR + 2 * MINUTE, 'meeting.end'],
      [HOUR + 7 * MINUTE, 'record.finish'],
      [2 * HOUR, 'meeting.conclude'],
    ]);
    expect(view(begin).subject).toBe('另一个');
  });

  it('that is cancelled is in no list, and that is told', () => {
    const { vendors, huawei } = setUp();
    const { view } = bookIn(vendors, 'webinar');
    huawei.overlay.cancel(view(NOW), NOW + MINUTE);
    const { conferenceId } = view(NOW);
    const open = huawei.open('webinar', NOW + MINUTE);
    expect(open.slice(0, open.total).some((one) => one.conferenceId === conferenceId)).toBe(false);
    expect(statusOf(view(NOW + MINUTE), NOW + MINUTE)).toBe('cancelled');
    expect(namesOf(vendors, conferenceId, NOW, NOW + 3 * HOUR)).toEqual([[MINUTE, 'meeting.cancel']]);
  });

  it('that was left and is entered again has two runs, each with a UUID', () => {
    const { vendors, huawei } = setUp();
    const { view } = bookIn(vendors);
    const first = NOW + HOUR;
    for (const begin of [first, first + 20 * MINUTE]) {
      huawei.overlay.join(view(begin), { name: '李雷' }, begin);
      huawei.overlay.end(view(begin), begin + 5 * MINUTE);
    }
    const runs = huawei.history('conference', NOW, NOW + 3 * HOUR, NOW + 3 * HOUR);
    const mine = runs.slice(0, runs.total).filter((one) => one.conferenceId === view(NOW).conferenceId);
    expect(mine.map(({ start }) => start)).toEqual([first, first + 20 * MINUTE]);
    for (const one of mine) expect(huawei.byUUID(one.confUUID)?.start).toBe(one.start);
    expect(new Set(mine.map(({ confUUID }) => confUUID)).size).toBe(2);
  });

  it('ends by itself after the time that was booked, counted from when it began, unless it is prolonged', () => {
    const { vendors, huawei } = setUp();
    const { view } = bookIn(vendors);
    const begin = NOW + 30 * MINUTE;
    huawei.overlay.join(view(begin), { name: '李雷' }, begin);
    expect(view(begin).end).toBe(begin + HOUR);
    huawei.overlay.prolong(view(begin), 15 * MINUTE, begin + MINUTE);
    expect(view(begin).end).toBe(begin + HOUR + 15 * MINUTE);
  });

  it('may be a series under one number', () => {
    const { huawei } = setUp();
    const times = [1, 25, 49].map((hour) => ({ start: NOW + hour * HOUR, end: NOW + (hour + 1) * HOUR }));
    huawei.overlay.book({ kind: 'conference', times, booker, subject: '站会', details: {} }, NOW);
    const { conferenceId, recurring } =
      huawei
        .upcoming('conference', NOW)
        .slice(0, 9999)
        .map((one) => one.load())
        .find((one) => one.subject === '站会') ?? {};
    expect(recurring).toBe(true);
    expect(huawei.booking(conferenceId ?? '', NOW).map(({ scheduledStart }) => scheduledStart)).toEqual(
      times.map(({ start }) => start),
    );
    // The next one, whenever it is asked for.
    expect(huawei.byConferenceId(conferenceId ?? '', NOW + 3 * HOUR)?.scheduledStart).toBe(NOW + 25 * HOUR);
  });
});

describe('a meeting that the world drew', () => {
  it('is ended early: who was there leaves, who would have come does not', () => {
    const { vendors, huawei } = setUp();
    const before = huawei.ongoing('conference', NOW).at(-1)?.load();
    if (!before) throw new Error('nothing runs');
    const now = before.start + Math.round((before.end - before.start) / 5);
    huawei.overlay.end(before, now);
    const after = huawei.byUUID(before.confUUID);
    expect(after).toMatchObject({ start: before.start, end: now, subject: before.subject });
    expect(after?.attendance.online(now - 1)).toBe(before.attendance.online(now - 1));
    expect(after?.attendance.online(now)).toBe(0);
    const came = Array.from({ length: before.attendance.total }, (_, index) => before.attendance.stay(index));
    expect(after?.attendance.total).toBe(came.filter(({ joinTime }) => joinTime < now).length);
    expect(huawei.ongoing('conference', now).some((one) => one.confUUID === before.confUUID)).toBe(false);
    const names = namesOf(vendors, before.confUUID, now - 1, before.end).map(([, name]) => name);
    expect(names.filter((name) => name === 'meeting.left')).toHaveLength(before.attendance.online(now - 1));
    expect(names).toContain('meeting.end');
  });

  it('is cancelled: lists and counts have one less', () => {
    const { huawei } = setUp();
    const before = huawei.upcoming('webinar', NOW);
    const [first, second] = before.slice(0, 2);
    huawei.overlay.cancel(first?.load() ?? before.slice(0, 1)[0]?.load() ?? expect.fail(), NOW);
    const after = huawei.upcoming('webinar', NOW);
    expect(after.total).toBe(before.total - 1);
    expect(after.slice(0, 1)[0]?.conferenceId).toBe(second?.conferenceId);
    expect(after.slice(after.total - 1, 1)[0]?.conferenceId).toBe(
      before.slice(before.total - 1, 1)[0]?.conferenceId,
    );
  });

  it('takes in whoever joins beside those who are there', () => {
    const { huawei } = setUp();
    const before = huawei.ongoing('webinar', NOW).at(-1)?.load();
    if (!before) throw new Error('nothing runs');
    huawei.overlay.join(before, { name: '李雷' }, NOW);
    const after = huawei.byUUID(before.confUUID);
    expect(after?.attendance.online(NOW)).toBe(before.attendance.online(NOW) + 1);
    expect(after?.attendance.at(before.attendance.total)?.displayName).toBe('李雷');
    huawei.overlay.leave(before, { of: 'drawn', number: 0 }, NOW + MINUTE);
    expect(huawei.byUUID(before.confUUID)?.attendance.stay(0).leftTime).toBeLessThanOrEqual(NOW + MINUTE);
  });
});

describe('a conference booked with Quanshi', () => {
  it('is found by all its ids, and lives while somebody is in it', async () => {
    const { vendors, quanshi, at } = setUp();
    const [entry] = quanshi.overlay.book(
      { kind: 'conference', times: TIMES, booker, subject: '周会', details: { labels: ['内部'] } },
      NOW,
    );
    const view = (now: number) => quanshi.byId(entry?.id ?? '', now) ?? expect.fail();
    const { eventId, conferenceId, liveId, attendeeJoinUrl, pcode1 } = view(NOW);
    for (const found of [
      quanshi.byEventId(eventId, NOW),
      quanshi.byConferenceId(conferenceId, NOW),
      quanshi.byLiveId(liveId, NOW),
      quanshi.byAttendeeJoinUrl(attendeeJoinUrl, NOW),
      quanshi.byHostCode(pcode1, NOW),
    ])
      expect(found).toMatchObject({ eventId, title: '周会', labels: ['内部'] });
    at(NOW + HOUR);
    quanshi.overlay.join(view(NOW + HOUR), { name: '王芳', account: 'e10007' }, NOW + HOUR);
    const call = await quanshiCaller(vendors);
    const live = (await call(QUANSHI.live, { count: 500 })).body.result.confList;
    expect(live.find((one: { eventId: number }) => one.eventId === eventId)).toMatchObject({
      confName: '周会',
      attendeeCnt: 1,
      desktopCnt: 1,
    });
    const attendees = (await call(QUANSHI.attendees, { eventId })).body.result.list;
    expect(attendees).toMatchObject([{ name: '王芳', email: 'e10007@example.com' }]);
    quanshi.overlay.end(view(NOW + HOUR), NOW + HOUR + MINUTE);
    expect(namesOf(vendors, String(eventId), NOW, NOW + 2 * HOUR)).toEqual([
      [HOUR, 'meetingbegin'],
      [HOUR + MINUTE, 'meetingend'],
    ]);
  });
});

describe('what callers did to the world', () => {
  it('is plain data that another simulation goes on from, and is gone after a reset', () => {
    const { vendors } = setUp();
    const { id } = bookIn(vendors);
    const state = fromText(toText(vendors.state)) as Vendors['state'];
    const other = createVendors({ now: NOW, state });
    expect(other.world.huawei.byId(id, NOW)?.subject).toBe('评审');
    vendors.reset();
    expect(vendors.world.huawei.byId(id, NOW)).toBeUndefined();
  });

  it('is bounded: what is over makes room, and where nothing is over there is none', () => {
    const { huawei } = setUp();
    const book = (start: number, count: number) =>
      huawei.overlay.book(
        {
          kind: 'conference',
          times: Array.from({ length: count }, () => ({ start, end: start + HOUR })),
          booker,
          subject: '满',
          details: {},
        },
        NOW,
      );
    const [old] = book(NOW - 2 * HOUR, 1);
    book(NOW + HOUR, MOST.entries - 1);
    book(NOW + HOUR, 1);
    expect(huawei.overlay.has(old?.id ?? '')).toBe(false);
    expect(() => book(NOW + HOUR, 1)).toThrow(WorldFull);
  });
});
