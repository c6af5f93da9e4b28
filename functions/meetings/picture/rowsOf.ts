import type { Span } from '../attendance/unionOf.ts';
import { spanOf } from '../export/attendanceColumns.ts';
import type { AttendanceRecord } from '../model/attendanceReport.ts';
import { BAR, type Canvas, HOST, label, OPEN } from './canvas.ts';
import { LIGHT, SIZE } from './look.ts';
import { densityOf } from './presence.ts';
import { escaped, tag } from './svg.ts';
import { fitted } from './widthOf.ts';
import { WORDS } from './words.ts';

/** Three pixels each. */
const STRIP_PARTS = 216;
/** Longest stays of one person that are drawn; more cannot be told apart in a row. */
const MOST_BARS = 200;

/** A row a person. */
export const rowsOf = (
  records: readonly AttendanceRecord[],
  canvas: Canvas,
  top: number,
  height: number,
): string => records.map((record, at) => row(record, canvas, top + at * height, height, at)).join('');

function row(record: AttendanceRecord, canvas: Canvas, top: number, height: number, at: number): string {
  const { lang, scale } = canvas;
  const { displayName = '—', role } = record.participant;
  const total = record.totalAttendanceInSeconds;
  const baseline = top + height / 2 + 4;
  const name = fitted(displayName, (SIZE.names - 14) / SIZE.text);
  const size = height === SIZE.tight ? { 'font-size': SIZE.small } : {};
  const bars = record.attendanceIntervals.slice(0, MOST_BARS).map((interval) => {
    const span = spanOf(interval);
    if (!(span.start > 0)) return '';
    const [start, end] = [Math.max(span.start, canvas.span.start), Math.min(span.end, canvas.span.end)];
    if (end < start) return '';
    const shape = {
      ...BAR,
      ...(role === 'host' ? HOST : {}),
      ...(interval.leaveTime === null ? OPEN : {}),
      x: scale.x(start),
      y: top + height * 0.2,
      // The shortest stay is still seen.
      width: Math.max(2, scale.x(end) - scale.x(start)),
      height: height * 0.6,
      rx: 3,
    };
    return tag('rect', shape, tag('title', {}, escaped(said(record, interval, span, canvas))));
  });
  const band = { x: SIZE.margin - 8, y: top, width: SIZE.width - 2 * SIZE.margin + 16, height };
  return (
    (at % 2 === 0 ? tag('rect', { ...band, fill: 'currentColor', 'fill-opacity': 0.04, rx: 4 }) : '') +
    label(SIZE.margin, baseline, name, size) +
    bars.join('') +
    (total === undefined
      ? ''
      : label(SIZE.width - SIZE.margin, baseline, WORDS[lang].length(total), {
          ...size,
          'text-anchor': 'end',
          opacity: 0.75,
        }))
  );
}

/** What a bar says where a pointer rests on it. */
function said(
  { participant: { displayName = '—', role } }: AttendanceRecord,
  { leaveTime, durationInSeconds = 0, device }: AttendanceRecord['attendanceIntervals'][number],
  span: Span,
  { clock, lang }: Canvas,
): string {
  const words = WORDS[lang];
  const who = role === 'host' ? `${displayName} (${words.host})` : displayName;
  const when = `${clock(span.start).slice(11)} – ${leaveTime === null ? words.open : clock(span.end).slice(11)}`;
  return [who, when, words.length(durationInSeconds), device].filter(Boolean).join(' · ');
}

/** When those were there who have no row, as a strip that is the darker the more there were. */
export function stripOf(
  people: readonly (readonly Span[])[],
  { scale, span, lang }: Canvas,
  top: number,
): string {
  const density = densityOf(people, span, STRIP_PARTS);
  const most = density.reduce((greatest, count) => Math.max(greatest, count), 1);
  const [from, to] = [scale.x(span.start), scale.x(span.end)];
  const width = (to - from) / STRIP_PARTS;
  const cells = density.map((count, part) =>
    count < most / 1000
      ? ''
      : tag('rect', {
          class: 'bar',
          x: from + part * width,
          y: top + 10,
          width,
          height: 18,
          fill: LIGHT.bar,
          // Smoothed edges would show as lines between neighbours.
          'shape-rendering': 'crispEdges',
          'fill-opacity': 0.08 + 0.87 * (count / most),
        }),
  );
  return (
    label(SIZE.margin, top + 23, WORDS[lang].more(people.length), { 'font-weight': 600 }) + cells.join('')
  );
}
