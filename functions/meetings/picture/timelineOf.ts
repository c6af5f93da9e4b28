import type { Span } from '../attendance/unionOf.ts';
import { spanOf } from '../export/attendanceColumns.ts';
import { wallClock } from '../export/wallClock.ts';
import type { AttendanceReport } from '../model/attendanceReport.ts';
import { type Canvas, label, type TimelineOptions } from './canvas.ts';
import { headOf } from './headOf.ts';
import { FEW_ROWS, FONT, LIGHT, MOST_ROWS, SIZE, STYLE } from './look.ts';
import { presenceOf } from './presence.ts';
import { rowsOf, stripOf } from './rowsOf.ts';
import { escaped, pixels, tag } from './svg.ts';
import { timeScale } from './timeScale.ts';
import { WORDS } from './words.ts';

/** A clock that was wrong by years must not make the rest invisible: the picture reaches no further beyond the meeting. */
const BEYOND_MS = 15 * 60_000;

/**
 * A report as a picture: a row a person with a bar a stay, and how many were there above them. Of more than 60 people the
 * first 60, and a strip that shows when the others were there. SVG without scripts and links; every text is escaped.
 *
 * @throws RangeError where there is no such time zone
 */
export function timelineOf(report: AttendanceReport, options: TimelineOptions): string {
  const words = WORDS[options.lang];
  const records = report.attendanceRecords;
  const people = records.map((record) =>
    record.attendanceIntervals.map(spanOf).filter(({ start }) => start > 0),
  );
  const counts = report.participantCounts ?? [];
  const counted = counts.map(({ time, participantCount: count }) => ({ at: Date.parse(time), count }));
  const span = windowOf(report, [...people, counted.map(({ at }) => ({ start: at, end: at }))]);
  const [left, right] = [SIZE.margin + SIZE.names, SIZE.width - SIZE.margin - SIZE.lengths];
  const wall = wallClock(options.timeZone);
  const clock = (ms: number) => wall(new Date(ms).toISOString());
  const canvas: Canvas = {
    ...options,
    span,
    clock,
    scale: timeScale(span.start, span.end, left, right, options.timeZone),
  };
  const shown = records.slice(0, MOST_ROWS);
  const rest = people.slice(MOST_ROWS);
  const rowHeight = shown.length <= FEW_ROWS ? SIZE.roomy : SIZE.tight;
  const top = SIZE.head + SIZE.presence + SIZE.axis;
  const bottom = top + Math.max(1, shown.length) * rowHeight;
  const height = bottom + (rest.length > 0 ? SIZE.strip : 0) + SIZE.margin;
  // Where nobody knows who was there, how many were.
  const steps = records.length > 0 ? presenceOf(people) : [...counted, { at: span.end, count: 0 }];
  const most = steps.reduce((greatest, { count }) => Math.max(greatest, count), 0);
  const [from, to] = [clock(span.start).slice(0, 16), clock(span.end).slice(0, 16)];
  const unrecorded = report.coverage === 'not_recorded' || counts.length > 0;
  const empty = unrecorded ? words.unrecorded : words.nobody;
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${SIZE.width} ${pixels(height)}`,
      width: SIZE.width,
      height,
      role: 'img',
      class: 'mg-timeline',
      color: LIGHT.ink,
      'font-family': FONT,
      'font-size': SIZE.text,
    },
    tag('title', {}, escaped(options.subject)),
    tag('desc', {}, escaped(records.length > 0 ? words.described(records.length, most, from, to) : empty)),
    tag('style', {}, STYLE),
    tag('rect', { class: 'back', width: SIZE.width, height, fill: LIGHT.back }),
    headOf(report, canvas, {
      when: `${from} – ${to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to}`,
      steps,
      most,
      bottom: bottom + (rest.length > 0 ? SIZE.strip : 0),
    }),
    rowsOf(shown, canvas, top, rowHeight),
    ...(records.length === 0 ? [label(SIZE.margin, top + 20, empty, { opacity: 0.65 })] : []),
    ...(rest.length > 0 ? [stripOf(rest, canvas, bottom)] : []),
  );
}

/** From when to when the picture is: the meeting, and what reaches a little beyond it. */
function windowOf(
  { meetingStartTime, meetingEndTime, asOf }: AttendanceReport,
  people: readonly Span[][],
): Span {
  const all = people.flat();
  const told = (text: string | null | undefined) => (text ? Date.parse(text) : undefined);
  const firstJoin = all.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY);
  const lastLeave = all.reduce((last, { end }) => Math.max(last, end), Number.NEGATIVE_INFINITY);
  const [began, ended] = [
    told(meetingStartTime),
    told(meetingEndTime) ?? told(meetingEndTime === null ? asOf : ''),
  ];
  const start = began === undefined ? firstJoin : Math.max(began - BEYOND_MS, Math.min(began, firstJoin));
  const end = ended === undefined ? lastLeave : Math.min(ended + BEYOND_MS, Math.max(ended, lastLeave));
  const from = Number.isFinite(start) ? start : Date.parse(asOf);
  return { start: from, end: end > from ? end : from + 60_000 };
}
