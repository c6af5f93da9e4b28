import { describe, expect, it } from 'vitest';
import { dayKind } from '../../../fixtures/holidays.ts';
import { createWorld } from '../../../mocks/registry.ts';
import { statusOf } from '../../../mocks/world/meeting.ts';
import { span } from '../../../mocks/world/span.ts';
import { timetable } from '../../../mocks/world/timetable.ts';
import { dayOf, tracksOf } from '../../../mocks/world/track.ts';
import { DAY, HOUR, MINUTE, NOW } from '../../support/simulation.ts';

const times = timetable(
  42,
  'test',
  tracksOf([
    { kind: 'conference', busiest: 20, minutes: [30, 60, 90], daily: 0.2, weekly: 0.2 },
    { kind: 'webinar', busiest: 10, minutes: [60, 120], daily: 0, weekly: 0 },
  ]),
);
const week = times.during(NOW - 3 * DAY, NOW + 4 * DAY);

describe('a timetable', () => {
  it.each([
    ['on the hour', NOW - 2 * DAY, NOW + 40 * MINUTE],
    ['at odd instants', NOW - DAY - 77_777, NOW - 3 * HOUR + 1],
    ['that is empty', NOW, NOW],
    ['that ends before it begins', NOW, NOW - DAY],
  ])('counts and pages what listing and sorting would, in an interval %s', (_, from, to) => {
    for (const by of ['start', 'scheduledStart'] as const) {
      const compare = (a: (typeof week)[number], b: (typeof week)[number]) =>
        a[by] - b[by] || a.id.localeCompare(b.id);
      const expected = week
        .filter((one) => one.kind === 'conference' && one.end <= NOW && one[by] >= from && one[by] < to)
        .sort(compare);
      const found = span([times.held('conference', by, from, to, NOW)], from, to, compare);
      expect(found.total).toBe(expected.length);
      for (const [offset, limit] of [
        [0, 7],
        [1, 1],
        [13, 50],
        [Math.max(0, expected.length - 3), 10],
        [expected.length, 10],
        [0, 9999],
      ] as const)
        expect(found.slice(offset, limit)).toEqual(expected.slice(offset, offset + limit));
    }
  });

  it('counts and pages what is to come, without what is cancelled or has begun early', () => {
    for (const now of [NOW, NOW + 17 * MINUTE, NOW - 5 * HOUR]) {
      const expected = week.filter(
        ({ kind, scheduledStart, start, cancelledAt }) =>
          kind === 'webinar' &&
          scheduledStart > now &&
          scheduledStart < NOW + 2 * DAY &&
          start > now &&
          !(cancelledAt !== undefined && cancelledAt <= now),
      );
      const compare = (a: (typeof week)[number], b: (typeof week)[number]) =>
        a.scheduledStart - b.scheduledStart || a.id.localeCompare(b.id);
      const found = span([times.coming('webinar', now, NOW + 2 * DAY)], now + 1, NOW + 2 * DAY, compare);
      expect(found.total).toBe(expected.length);
      expect(found.slice(3, 40)).toEqual(expected.sort(compare).slice(3, 43));
    }
  });

  it('has late starts, early starts, early ends and overruns, cancelled and empty meetings', () => {
    const held = week.filter(({ start }) => Number.isFinite(start));
    const some = (is: (one: (typeof week)[number]) => boolean) => week.filter(is).length / week.length;
    expect(some((one) => one.start < one.scheduledStart)).toBeGreaterThan(0.1);
    expect(some((one) => one.start > one.scheduledStart + 5 * MINUTE && one.end < Infinity)).toBeGreaterThan(
      0.02,
    );
    expect(some((one) => one.end < one.scheduledEnd - 5 * MINUTE)).toBeGreaterThan(0.1);
    expect(some((one) => one.end > one.scheduledEnd + 5 * MINUTE && one.end < Infinity)).toBeGreaterThan(0.1);
    for (const status of ['cancelled', 'expired'] as const) {
      const share = some((one) => statusOf(one, NOW + 30 * DAY) === status);
      expect(share).toBeGreaterThan(0.02);
      expect(share).toBeLessThan(0.07);
    }
    expect(held.every(({ start, end, over, scheduledEnd }) => end > start && over >= scheduledEnd)).toBe(
      true,
    );
    expect(some((one) => one.over > one.end)).toBeGreaterThan(0.2);
  });

  it('runs at an instant what began and has not ended, the same in any order of questions', () => {
    const other = timetable(42, 'test', times.tracks);
    for (const now of [NOW + DAY, NOW, NOW - 9 * HOUR])
      for (const kind of ['webinar', 'conference'] as const) {
        const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).toSorted();
        const expected = week.filter((one) => one.kind === kind && one.start <= now && now < one.end);
        expect(ids(times.running(kind, now))).toEqual(ids(expected));
        expect(other.running(kind, now)).toEqual(times.running(kind, now));
      }
  });
});

describe('the enterprise', () => {
  const { huawei, quanshi } = createWorld(42);
  const running = (now: number) =>
    huawei.ongoing('webinar', now).length +
    huawei.ongoing('conference', now).length +
    quanshi.live(now).length;

  it('meets by day, less at lunch, hardly at night, at weekends and on holidays', () => {
    const ten = NOW - 10 * MINUTE;
    const [morning, lunch, afternoon, night, weekend] = [
      ten,
      ten + 2.25 * HOUR,
      ten + 5 * HOUR,
      ten - 7.5 * HOUR,
      ten + 5 * DAY,
    ].map(running) as [number, number, number, number, number];
    expect(morning).toBeGreaterThan(60);
    expect(afternoon).toBeGreaterThan(60);
    expect(lunch).toBeLessThan(morning / 2);
    expect(night).toBeLessThan(morning / 6);
    expect(weekend).toBeLessThan(morning / 4);
    // National Day, a Thursday.
    expect(running(Date.UTC(2026, 9, 1, 2, 30))).toBeLessThan(morning / 4);
    // A Saturday that is worked for it.
    expect(running(Date.UTC(2026, 9, 10, 2, 30))).toBeGreaterThan(morning / 3);
  });

  it('always has somebody in what runs', () => {
    for (const now of [NOW, NOW + 13 * MINUTE, NOW + 12 * HOUR, NOW + 2 * DAY]) {
      for (const kind of ['webinar', 'conference'] as const)
        for (const one of huawei.ongoing(kind, now))
          expect(one.load().attendance.online(now)).toBeGreaterThan(0);
      for (const one of quanshi.live(now)) expect(one.online(now)).toBeGreaterThan(0);
    }
  });

  it('does not always say whether a conference is secure or recorded', () => {
    const some = quanshi.during(NOW - 2 * HOUR, NOW + 8 * HOUR).map((one) => one.load());
    for (const member of ['secure', 'recorded'] as const)
      expect(new Set(some.map((one) => one[member]))).toEqual(new Set([true, false, null]));
  });

  it('has subjects and companies as one would have, without a word drawn from a shop', () => {
    for (const one of huawei.history('webinar', NOW - 7 * DAY, NOW, NOW).slice(0, 200))
      expect(one.load().subject).not.toMatch(/冷冻|小的|鱼肉|鸡肉|手工制作/);
  });
});

describe('a day', () => {
  const day = (text: string) => dayOf(Date.parse(`${text}T12:00:00+08:00`));
  it.each([
    ['2026-03-02', 'workday'],
    ['2026-03-07', 'weekend'],
    ['2026-02-17', 'holiday'],
    ['2026-02-28', 'workday'],
    ['2026-10-01', 'holiday'],
    ['2025-01-28', 'holiday'],
    ['2028-01-26', 'holiday'],
    ['2031-05-01', 'holiday'],
    ['1970-01-02', 'workday'],
  ])('%s is a %s', (text, kind) => expect(dayKind(day(text))).toBe(kind));
});
