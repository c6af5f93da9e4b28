import { type AttendanceOfMeeting, columnsOf, type TableRow } from './attendanceColumns.ts';
import { csvRow } from './csv.ts';
import { inChunks } from './inChunks.ts';
import { wallClock } from './wallClock.ts';

/** What a table is to be like. */
export interface TableOptions {
  /** One row a person, or one a stay. */
  rows: 'people' | 'intervals';
  /** Whether it is of more than one meeting, so that each row must say of which. */
  manyMeetings: boolean;
}

export interface CsvOptions extends TableOptions {
  /** A byte order mark, without which Excel takes UTF-8 for something else. */
  bom: boolean;
  /** IANA name of the zone of its times. */
  timeZone: string;
  lang: 'en' | 'zh';
}

type Reports = AsyncIterable<AttendanceOfMeeting> | Iterable<AttendanceOfMeeting>;

/** The rows of reports, one report held at a time. */
async function* rowsOf(reports: Reports, { rows }: TableOptions): AsyncGenerator<TableRow> {
  for await (const of of reports)
    for (const record of of.report.attendanceRecords)
      if (rows === 'people') yield { of, record };
      else for (const interval of record.attendanceIntervals) yield { of, record, interval };
}

/**
 * Attendance as one CSV table (RFC 4180, UTF-8), chunk by chunk: the header comes first, whatever follows.
 *
 * @throws RangeError where there is no such time zone
 */
export const attendanceCsv = (reports: Reports, options: CsvOptions): AsyncGenerator<string> => {
  const clock = wallClock(options.timeZone);
  const columns = columnsOf(options.rows, options.manyMeetings);
  const header = columns.map((column) =>
    column.zoned ? `${column[options.lang]} (${options.timeZone})` : column[options.lang],
  );
  async function* lines() {
    yield (options.bom ? '\ufeff' : '') + csvRow(header);
    for await (const row of rowsOf(reports, options))
      yield csvRow(columns.map(({ cell }) => cell(row, clock)));
  }
  return inChunks(lines());
};

/** The same as NDJSON: members as in the model, times in UTC, and which meeting each row is of. */
export const attendanceNdjson = (reports: Reports, options: TableOptions): AsyncGenerator<string> => {
  async function* lines() {
    for await (const { of, record, interval } of rowsOf(reports, options)) {
      const { meetingId, coverage } = of.report;
      const said = interval ? { participant: record.participant, ...interval } : record;
      const meeting = { meetingId, ...(of.subject === undefined ? {} : { subject: of.subject }) };
      yield `${JSON.stringify({ ...meeting, provider: of.provider, coverage, ...said })}\n`;
    }
  }
  return inChunks(lines());
};
