import type * as z from 'zod/mini';
import type { AttendanceSeen } from '../../core/attendanceSeen.ts';
import type { ComposeContext, Told, VendorOperation } from '../../core/operation.ts';
import { nextPage, type Paging, rowsOf } from '../../core/paging.ts';
import { Problem } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import { listOnlineAttendees } from '../../vendors/huawei/operations/listOnlineAttendees.ts';
import { searchAttendanceRecords } from '../../vendors/huawei/operations/searchAttendanceRecords.ts';
import { getReport } from '../../vendors/quanshi/operations/getReport.ts';
import { listAttendees } from '../../vendors/quanshi/operations/listAttendees.ts';
import {
  attendeeSeen,
  huaweiAttendance,
  huaweiOnline,
  quanshiAttendance,
  quanshiOnline,
  quanshiRun,
} from '../mapping/attendees.ts';
import { sourceOf } from '../mapping/meetingTold.ts';
import { id, type Row } from '../mapping/read.ts';
import type { Meeting, MeetingStatus, Source } from '../model/meeting.ts';
import { isRunOf, type MeetingKey, readMeetingId } from '../model/meetingId.ts';
import type { AttendanceRow } from './attendanceOf.ts';

/** What a vendor tells of who was in a meeting, or what was seen of it. */
export interface ReadRows extends Partial<Pick<AttendanceSeen, 'startTime' | 'endTime' | 'counts'>> {
  rows: AttendanceRow[];
  /** Whether anybody has recorded it at all. */
  recorded: boolean;
  /** Whether all of them were read. */
  complete: boolean;
  /** When it was told; of what was seen, when the last of it happened, as nobody knows what came then. Epoch milliseconds. */
  asOf: number;
  source?: Source;
  /** When it was held, where the same question tells that. Epoch milliseconds. */
  held?: { start?: number | undefined; end?: number | undefined };
}

/** Nobody was in what has not begun, or never did; of the rest, nobody knows. */
const EMPTY: readonly MeetingStatus[] = ['scheduled', 'cancelled', 'expired'];

/** What is answered where there is no such report: nobody recorded it. */
const UNREPORTED = ['provider-not-found', 'provider-forbidden'];
const MOST = 500;
/** Webinars have ten thousand in the audience; each row is a join. */
const MOST_ROWS = 200_000;
/** Pages that are asked for at once, where it is known how many there are. */
const AT_ONCE = 4;

/**
 * Who was in a meeting, a row a join, as its vendor tells it; where that tells of nobody who was in it, what events and the
 * watcher saw.
 *
 * @throws Problem
 */
export async function readRows(meeting: Meeting, context: ComposeContext): Promise<ReadRows> {
  const key = readMeetingId(meeting.id);
  const told = await (key && readers[key.provider](meeting, key, context))?.catch(unreported);
  const refused = told instanceof Problem;
  if (told && !refused && (told.rows.length > 0 || meeting.status === 'ongoing')) return told;
  const { stays, asOf = context.at, ...seen } = await context.seen(meeting.id);
  // A push that was lost is known to nobody: what was seen is never all of it for certain.
  if (stays.length > 0 || seen.counts.length > 0)
    return { ...seen, rows: stays.map(attendeeSeen), recorded: true, complete: false, asOf };
  if (refused) throw told;
  const recorded = EMPTY.includes(meeting.status) && seen.startTime === undefined;
  return told ?? { ...seen, rows: [], complete: true, asOf: context.at, recorded };
}

/** The refusal of a vendor that has no such report. @throws whatever else a report failed by */
function unreported(error: unknown): Problem {
  if (error instanceof Problem && UNREPORTED.includes(error.slug)) return error;
  throw error;
}

type Read = (
  meeting: Meeting,
  key: MeetingKey,
  context: ComposeContext,
) => Promise<ReadRows | undefined> | undefined;

const readers: Record<ProviderId, Read> = {
  huawei({ status, account, meetingNumber: conferenceId }, { own, occurrence }, context) {
    if (status === 'ended' && occurrence === undefined) {
      const input = { confUUID: own, limit: MOST };
      return read(searchAttendanceRecords, input, huaweiAttendance, account, context);
    }
    if (status !== 'ongoing' || conferenceId === undefined) return undefined;
    return read(listOnlineAttendees, { conferenceId, limit: MOST }, huaweiOnline, account, context);
  },
  quanshi(meeting, { own, occurrence }, context) {
    const { status, account, seriesId, startTime, scheduledStartTime } = meeting;
    const eventId = /^[1-9]\d{0,14}$/.test(own) ? Number(own) : undefined;
    if (eventId === undefined || (status !== 'ongoing' && status !== 'ended')) return undefined;
    return status === 'ongoing'
      ? read(listAttendees, { eventId, count: MOST }, quanshiOnline, account, context)
      : reported(eventId, occurrence ?? (seriesId && (startTime ?? scheduledStartTime)), account, context);
  },
};

/**
 * Quanshi's report of a conference that is over, where an account has that at all. Should a series have one eventId for all
 * (INFERRED that it may), what began near the booked start is that occurrence. @throws Problem
 */
async function reported(
  eventId: number,
  booked: string | undefined,
  account: string,
  context: ComposeContext,
): Promise<ReadRows | undefined> {
  const told = await context.ask(getReport, { eventId }, account, 'full').catch(unreported);
  if (told instanceof Problem) return undefined;
  const shown = told.output.interaction ?? [];
  const isMeant = (start: number | null | undefined) => !booked || !start || isRunOf(booked, start);
  const runs = (told.full.tempConfenceList ?? []).map(quanshiRun);
  const begun = new Map(runs.map(({ own, start }) => [own, start]));
  const rows = (told.full.interaction ?? []).flatMap((row, at) => {
    const one = merged(quanshiAttendance, row, shown[at] ?? {});
    return isMeant(begun.get(id(row.tempConferenceId)) ?? one.joinTime) ? one : [];
  });
  const meant = runs.filter(({ start }) => isMeant(start));
  const [starts, ends] = [meant.flatMap(({ start = [] }) => start), meant.flatMap(({ end = [] }) => end)];
  const held = {
    start: starts.length > 0 ? Math.min(...starts) : undefined,
    // One that nobody told the end of may be the last.
    end: ends.length > 0 && ends.length === meant.length ? Math.max(...ends) : undefined,
  };
  const source = sourceOf(getReport.id, told);
  return { rows, recorded: true, complete: true, asOf: told.at, source, held };
}

/**
 * Every page of a list of people. They are asked for in full, as only what a caller may not see tells two of one name apart;
 * what is shown is made of what the caller may see.
 */
async function read<Input extends z.core.$ZodObject, Output extends z.core.$ZodType>(
  operation: VendorOperation<string, Input, Output, Paging>,
  input: z.input<Input>,
  map: (row: Row) => AttendanceRow,
  account: string,
  context: ComposeContext,
): Promise<ReadRows> {
  const { paging } = operation;
  const rows: AttendanceRow[] = [];
  let asOf = Number.POSITIVE_INFINITY;
  const ask = async (page: object) => {
    const told: Told<unknown> = await context.ask(operation, page as z.input<Input>, account, 'full');
    asOf = Math.min(asOf, told.at);
    const shown = rowsOf(paging, page as Row, told.output as Row);
    const full = rowsOf(paging, page as Row, told.full as Row);
    full.forEach((row, at) => {
      if (rows.length < MOST_ROWS) rows.push(merged(map, row as Row, (shown[at] ?? {}) as Row));
    });
    return told;
  };
  const first = await ask(input);
  let next: object | undefined = nextPage(paging, input as Row, first.full as Row);
  const total = paging.total && Number((first.full as Row)[paging.total]);
  if (next && paging.by === 'offset' && total !== undefined) {
    const step = rows.length;
    const offsets: number[] = [];
    for (let at = step; at < Math.min(Number(total), MOST_ROWS); at += step) offsets.push(at);
    while (offsets.length > 0) {
      const pages = offsets.splice(0, AT_ONCE);
      await Promise.all(pages.map((offset) => ask({ ...input, [paging.offset]: offset })));
    }
    next = undefined;
  }
  while (next && rows.length < MOST_ROWS) next = nextPage(paging, next as Row, (await ask(next)).full as Row);
  const complete = !next && (total === undefined || rows.length >= Number(total));
  return { rows, recorded: true, complete, asOf, source: sourceOf(operation.id, first) };
}

function merged(map: (row: Row) => AttendanceRow, full: Row, shown: Row): AttendanceRow {
  if (full === shown) return map(full);
  const { userId, email, number, type } = map(full);
  return { ...map(shown), type, known: { userId, email, number } };
}
