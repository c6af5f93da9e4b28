import type { Call, Outcome, Served } from '../calls/call.ts';
import { perform } from '../calls/perform.ts';
import type { AttendanceOfMeeting } from '../meetings/export/attendanceColumns.ts';
import { attendanceCsv, attendanceNdjson } from '../meetings/export/attendanceTable.ts';
import { getAttendance } from '../meetings/getAttendance.ts';
import { listAttendance } from '../meetings/listAttendance.ts';
import type { AttendanceRecord, AttendanceReport } from '../meetings/model/attendanceReport.ts';
import { STYLE } from '../meetings/picture/look.ts';
import { timelineOf } from '../meetings/picture/timelineOf.ts';
import { type AppContext, servicesOf } from './context.ts';
import { respond, varyOf } from './respond.ts';

const TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  svg: 'image/svg+xml',
} as const;
type Format = keyof typeof TYPES;
const ALIASES: Record<string, Format> = { '*/*': 'json', 'application/ndjson': 'ndjson' };

/** Seconds and times that a stream waits where a vendor asks to slow down: its quota is kept, and it ends some time. */
const LONGEST_WAIT_S = 60;
const MOST_WAITS = 20;

/** A report, and the meeting that it is of, as an operation answers it. */
type Told = AttendanceReport & { provider: string; subject?: string };

/**
 * The call whose answer is to be written in another way than JSON, and the way; undefined where JSON is wanted. A stream is
 * all or nothing: it has no place for what is missing.
 */
export function formatOf(c: AppContext, asked: Call): { format: Format; asked: Call } | undefined {
  const formats: readonly Format[] =
    asked.operation === getAttendance.id
      ? ['json', 'csv', 'ndjson', 'svg']
      : asked.operation === listAttendance.id
        ? ['json', 'csv', 'ndjson']
        : [];
  if (formats.length === 0 || asked.options.explain) return undefined;
  const format = formats.find((one) => one === asked.input.format) ?? accepted(c, formats);
  if (!format || format === 'json') return undefined;
  const whole = asked.operation === listAttendance.id ? { limit: 50, ...asked.input, partial: false } : {};
  return { format, asked: { ...asked, input: { ...asked.input, ...whole } } };
}

/** The first of the types that the caller takes. */
function accepted(c: AppContext, formats: readonly Format[]): Format | undefined {
  for (const part of (c.req.header('Accept') ?? '').split(',')) {
    const type = part.split(';')[0]?.trim().toLowerCase() ?? '';
    const found = ALIASES[type] ?? formats.find((one) => TYPES[one] === type);
    if (found) return found;
  }
  return undefined;
}

/** The answer of a call in another form: made of what the caller may see, as that is all there is in it. */
export async function writeFormat(
  c: AppContext,
  { format, asked }: { format: Format; asked: Call },
  served: Served,
): Promise<Response> {
  const one = asked.operation === getAttendance.id;
  const { rows, bom, tz: timeZone, lang } = (one ? getAttendance : listAttendance).input.parse(asked.input);
  const headers = {
    'Content-Type': `${TYPES[format]}; charset=utf-8`,
    'Cache-Control': 'private, no-cache',
    Vary: `Accept, ${varyOf(c)}`,
  };
  if (format === 'svg') {
    const report: Told = answerIn(served);
    const { subject = '' } = report;
    return respond(c, 200, timelineOf(report, { subject, timeZone, lang }), {
      ...headers,
      'Content-Security-Policy': await policy(),
    });
  }
  const reports = one ? [ofMeeting(answerIn(served))] : pagesOf(c, asked, served);
  const options = { rows, manyMeetings: !one };
  const text =
    format === 'csv'
      ? attendanceCsv(reports, { ...options, bom, timeZone, lang })
      : attendanceNdjson(reports, options);
  const name = one ? answerIn<Told>(served).subject : undefined;
  return respond(c, 200, streamOf(text), {
    ...headers,
    'Content-Disposition': disposition(name, format),
  });
}

const answerIn = <T>({ body }: Served): T => JSON.parse(new TextDecoder().decode(body)) as T;

const ofMeeting = ({ provider, subject, ...report }: Told): AttendanceOfMeeting => ({
  report: report as AttendanceReport,
  provider,
  subject,
});

/** Texts as a stream that is made no faster than it is read. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}

/** Every report of a list, a page held at a time. */
async function* pagesOf(c: AppContext, asked: Call, first: Served): AsyncGenerator<AttendanceOfMeeting> {
  const services = servicesOf(c);
  let waits = 0;
  for (let [served, count] = [first, 1]; ; count++) {
    const { data } = answerIn<{ data: (Told & AttendanceRecord)[] }>(served);
    yield* byMeeting(data);
    if (!served.next) return;
    const page = { ...asked, requestId: `${asked.requestId}-page-${count + 1}`, input: served.next };
    let outcome: Outcome = await perform({ ...page, at: services.now() }, services);
    while (!outcome.ok && outcome.problem.members.retryAfter !== undefined && waits++ < MOST_WAITS) {
      const { retryAfter } = outcome.problem.members;
      await new Promise((resolve) => setTimeout(resolve, Math.min(retryAfter, LONGEST_WAIT_S) * 1000));
      outcome = await perform({ ...page, at: services.now() }, services);
    }
    // What was sent cannot be taken back: the transfer breaks off, so that nobody takes it for the whole.
    if (!outcome.ok) throw outcome.problem;
    served = outcome.served;
  }
}

/** Rows of people as reports again, in their order. */
function* byMeeting(rows: readonly (Told & AttendanceRecord)[]): Generator<AttendanceOfMeeting> {
  for (const records of Map.groupBy(rows, ({ meetingId }) => meetingId).values()) {
    const [first] = records;
    if (!first) continue;
    const report = { ...first, totalParticipantCount: records.length, attendanceRecords: records };
    yield ofMeeting(report);
  }
}

let allowed: string | undefined;
/** Nothing but the one style of the picture. */
async function policy(): Promise<string> {
  if (allowed === undefined) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE));
    allowed = `default-src 'none'; style-src 'sha256-${new Uint8Array(digest).toBase64()}'`;
  }
  return allowed;
}

/** A name for the file. [RFC 6266] */
function disposition(subject: string | undefined, format: Format): string {
  const plain = `attendance.${format}`;
  const name = subject?.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
  if (!name) return `attachment; filename="${plain}"`;
  const long = encodeURIComponent(`${name.slice(0, 80).toWellFormed()}.${format}`).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${long}`;
}
