import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendanceOf } from '../../../functions/meetings/attendance/attendanceOf.ts';
import type { TimelineOptions } from '../../../functions/meetings/picture/canvas.ts';
import { densityOf, presenceOf } from '../../../functions/meetings/picture/presence.ts';
import { timelineOf } from '../../../functions/meetings/picture/timelineOf.ts';
import { timeScale } from '../../../functions/meetings/picture/timeScale.ts';
import { fitted, widthOf } from '../../../functions/meetings/picture/widthOf.ts';
import { crowd } from '../../support/crowd.ts';

const options: TimelineOptions = { subject: '周会', timeZone: 'Asia/Shanghai', lang: 'en' };
const HOUR = 3_600_000;
const NINE = Date.UTC(2026, 10, 25, 9);
const ended = {
  meetingId: 'a',
  meetingStart: NINE,
  meetingEnd: NINE + HOUR,
  asOf: NINE + 2 * HOUR,
  recorded: true,
  complete: true,
};
const barsOf = (svg: string) => [
  ...svg.matchAll(/<rect class="bar(?: host)?" [^>]*><title>([^<]*)<\/title><\/rect>/g),
];

describe('the picture of a report', () => {
  it('has a bar with a title for each stay, and says what it is to who cannot see it', () => {
    const report = crowd(50);
    const svg = timelineOf(report, options);
    const stays = report.attendanceRecords.flatMap((record) => record.attendanceIntervals);
    const titles = barsOf(svg).map(([, title]) => title);
    expect(titles).toHaveLength(stays.length);
    expect(titles[0]).toBe('王伟 (host) · 09:00:00 – 09:35:39 · 36 min · 软终端');
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>周会<\/title><desc>A row for each of 50 people, /);
  });

  it('shows the first 60 of many, and when the others were there', () => {
    const [few, many] = [timelineOf(crowd(60), options), timelineOf(crowd(300), options)];
    expect(few).not.toContain('more</text>');
    expect(many).toContain('>240 more</text>');
    expect(many.match(/text-anchor="end"/g)).toHaveLength(60);
    expect(many.length).toBeLessThan(100_000);
  });

  it('lets no text out of its place, and has neither script, link nor style attribute', () => {
    const bad = `</text><script>alert(1)</script>" onload='x' &amp; \u0000\u0008\ud800\uffff`;
    const report = attendanceOf(
      [{ displayName: bad, device: bad, joinTime: NINE, leaveTime: NINE + 1000, observed: 'vendor' }],
      ended,
    );
    const svg = timelineOf(report, { ...options, subject: bad });
    expect(svg).not.toMatch(/<script|\sonload='| style=|href|url\(|[\p{Cc}\uffff]/u);
    expect(svg.isWellFormed()).toBe(true);
  });

  it('of nobody says whether nobody came or nobody wrote it down', () => {
    expect(timelineOf(attendanceOf([], ended), options)).toContain('>Nobody attended<');
    const unrecorded = attendanceOf([], { ...ended, recorded: false });
    expect(timelineOf(unrecorded, { ...options, lang: 'zh' })).toContain('>没有参会记录<');
  });

  it('of nobody whose number was seen shows how many were there, and counts no people', () => {
    const count = (minute: number, participantCount: number) => ({
      time: new Date(NINE + minute * 60_000).toISOString(),
      participantCount,
      observed: 'watcher' as const,
    });
    const report = attendanceOf([], { ...ended, complete: false });
    const svg = timelineOf({ ...report, participantCounts: [count(15, 3), count(30, 7)] }, options);
    expect(svg).toContain('>Nobody recorded who attended<');
    expect(svg).toContain('>Present (most 7)<');
    expect(svg).not.toContain('0 people');
    const [, area = ''] = /class="area" d="([^"]+)"/.exec(svg) ?? [];
    expect(area.match(/H/g)).toHaveLength(3);
  });

  it('is not made useless by a clock that is wrong by years', () => {
    const rows = [
      { displayName: 'a', joinTime: NINE, leaveTime: NINE + HOUR, observed: 'vendor' as const },
      { displayName: 'b', joinTime: 1, leaveTime: NINE + HOUR, observed: 'vendor' as const },
      { displayName: 'c', joinTime: 8.64e15, leaveTime: 0, observed: 'vendor' as const },
      { displayName: 'd', joinTime: undefined, leaveTime: undefined, observed: 'watcher' as const },
    ];
    const svg = timelineOf(attendanceOf(rows, ended), options);
    const widths = barsOf(svg).map(([bar]) => Number(/ width="([\d.]+)"/.exec(bar)?.[1]));
    expect(widths).toHaveLength(2);
    for (const width of widths) expect(width).toBeGreaterThan(400);
    expect(svg).not.toContain('NaN');
  });
});

describe('ticks', () => {
  it.each([
    [5, 1],
    [45, 5],
    [90, 10],
    [150, 15],
    [360, 30],
    [720, 60],
    [7 * 1440, 1440],
  ])('of %i minutes stand every %i', (length, step) => {
    const { ticks } = timeScale(NINE + 90_000, NINE + 90_000 + length * 60_000, 0, 100, 'UTC');
    const [first, second] = ticks;
    expect(((second?.at ?? 0) - (first?.at ?? 0)) / 60_000).toBe(step);
    expect(ticks.length).toBeLessThanOrEqual(13);
  });

  it('are round on the clock of the zone', () => {
    const { ticks, x } = timeScale(NINE, NINE + 4 * HOUR, 10, 110, 'Asia/Kolkata');
    expect(ticks.map(({ label }) => label).slice(0, 3)).toEqual(['14:30', '15:00', '15:30']);
    expect([x(NINE), x(NINE + 2 * HOUR), x(NINE + 4 * HOUR)]).toEqual([10, 60, 110]);
    expect(timeScale(NINE, NINE + 6 * HOUR, 0, 1, 'Asia/Kathmandu').ticks[0]?.label).toBe('15:00');
  });
});

it('takes Chinese for as wide as it is high, marks for nothing, and a family for one picture', () => {
  expect(widthOf('欧阳秀英')).toBe(4);
  expect(widthOf('（全角）')).toBe(4);
  expect(widthOf('한국어')).toBe(3);
  expect(widthOf('👨‍👩‍👧')).toBe(1);
  expect(widthOf('e\u0301')).toBe(widthOf('e'));
  expect(fitted('欧阳秀英', 4)).toBe('欧阳秀英');
  expect(fitted('欧阳秀英们', 4)).toBe('欧阳秀…');
  expect(fitted('a👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 3)).toBe('a👨‍👩‍👧…');
});

it('counts who is there as a count minute by minute does', () => {
  const span = fc.record({ start: fc.nat(40), end: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(fc.array(span, { maxLength: 4 }), { maxLength: 8 }), (people) => {
      const steps = presenceOf(people);
      const density = densityOf(people, { start: 0, end: 40 }, 40);
      for (let now = 0; now < 40; now++) {
        const there = people.filter((spans) =>
          spans.some(({ start, end }) => start <= now && now < end),
        ).length;
        expect(steps.findLast(({ at }) => at <= now)?.count ?? 0).toBe(there);
        expect(density[now]).toBeCloseTo(there, 6);
      }
      expect(steps.at(-1)?.count ?? 0).toBe(0);
    }),
  );
});
