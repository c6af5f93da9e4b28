import type { AttendanceRecord, AttendanceReport } from '../model/attendanceReport.ts';
import { BAR, type Canvas, HOST, label, OPEN } from './canvas.ts';
import { LIGHT, SIZE } from './look.ts';
import type { Step } from './presence.ts';
import { pixels, tag } from './svg.ts';
import { fitted, widthOf } from './widthOf.ts';
import { WORDS } from './words.ts';

/** What stands above the rows: title, legend, hours with their lines down to the bottom, and how many were there. */
export const headOf = (
  report: AttendanceReport,
  canvas: Canvas,
  { when, steps, most, bottom }: { when: string; steps: readonly Step[]; most: number; bottom: number },
): string => header(report, canvas, when) + grid(canvas, bottom) + presence(canvas, steps, most);

function header(report: AttendanceReport, { subject, timeZone, lang }: Canvas, when: string): string {
  const words = WORDS[lang];
  const { totalParticipantCount: people, participantCounts } = report;
  const counted = people === 0 && participantCounts ? [] : [words.people(people)];
  const parts = [when, timeZone, ...counted, ...(report.coverage === 'partial' ? [words.partial] : [])];
  const title = fitted(subject, (SIZE.width - 2 * SIZE.margin) / SIZE.title);
  return (
    label(SIZE.margin, 36, title, { 'font-size': SIZE.title, 'font-weight': 600 }) +
    label(SIZE.margin, 56, parts.join(' · '), { opacity: 0.65 }) +
    legend(report, lang)
  );
}

/** What the colours mean, as far as they occur. */
function legend({ attendanceRecords }: AttendanceReport, lang: 'en' | 'zh'): string {
  const { host, open } = WORDS[lang];
  const isOpen = ({ attendanceIntervals }: AttendanceRecord) =>
    attendanceIntervals.some(({ joinTime, leaveTime }) => joinTime !== null && leaveTime === null);
  const marks: [string, Record<string, string | number>][] = [
    ...(attendanceRecords.some(({ participant }) => participant.role === 'host')
      ? [[host, HOST] as [string, object]]
      : []),
    ...(attendanceRecords.some(isOpen) ? [[open, OPEN] as [string, object]] : []),
  ].map(([word, look]) => [word, { ...BAR, ...look }]);
  let right = SIZE.width - SIZE.margin;
  return marks
    .reverse()
    .map(([word, look]) => {
      const x = right - widthOf(word) * SIZE.small;
      right = x - 34;
      const text = label(x, 56, word, { 'font-size': SIZE.small, opacity: 0.65 });
      return tag('rect', { ...look, x: x - 18, y: 48, width: 12, height: 8, rx: 2 }) + text;
    })
    .join('');
}

function grid({ scale }: Canvas, bottom: number): string {
  const top = SIZE.head;
  const axis = SIZE.head + SIZE.presence + 18;
  return scale.ticks
    .map(({ at, label: time }) => {
      const x = scale.x(at);
      const line = { x1: x, x2: x, stroke: 'currentColor', 'stroke-opacity': 0.13 };
      const text = { 'text-anchor': 'middle', 'font-size': SIZE.small, opacity: 0.65 };
      return (
        tag('line', { ...line, y1: top, y2: axis - 12 }) +
        label(x, axis, time, text) +
        tag('line', { ...line, y1: axis + 6, y2: bottom })
      );
    })
    .join('');
}

/** How many were there, as an area of steps. */
function presence({ scale, span, lang }: Canvas, steps: readonly Step[], most: number): string {
  const base = SIZE.head + SIZE.presence;
  const y = (count: number) => base - (count / Math.max(1, most)) * (SIZE.presence - 4);
  const within = (ms: number) => scale.x(Math.min(span.end, Math.max(span.start, ms)));
  const path = steps.map(({ at, count }) => `H${pixels(within(at))}V${pixels(y(count))}`).join('');
  const [from, to] = [within(span.start), within(span.end)].map(pixels);
  return (
    label(SIZE.margin, base, WORDS[lang].present(most), { 'font-size': SIZE.small, opacity: 0.65 }) +
    tag('path', {
      class: 'area',
      d: `M${from} ${base}${path}V${base}Z`,
      fill: LIGHT.area,
      'fill-opacity': 0.35,
    }) +
    tag('path', { d: `M${from} ${base}H${to}`, stroke: 'currentColor', 'stroke-opacity': 0.35 })
  );
}
