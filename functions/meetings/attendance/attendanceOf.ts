import { rfc3339 } from '../mapping/read.ts';
import {
  type AttendanceInterval,
  type AttendanceRecord,
  type AttendanceReport,
  type Irregularity,
  type Observer,
  ROLES,
  type Role,
} from '../model/attendanceReport.ts';
import { type Known, peopleOf } from './people.ts';
import { lengthOf, type Span } from './unionOf.ts';

/** One join of somebody, as a vendor, an event or the watcher tells it. Times are epoch milliseconds. */
export interface AttendanceRow extends Known {
  /** What tells them from others, where the caller may not see it; else it is what the row itself has. */
  known?: Known | undefined;
  displayName?: string | undefined;
  role?: Role | undefined;
  type?: AttendanceRecord['participant']['identity']['type'] | undefined;
  department?: string | undefined;
  joinTime?: number | null | undefined;
  /** 0, negative and missing: they are in, or nobody told. */
  leaveTime?: number | null | undefined;
  device?: string | undefined;
  media?: string | undefined;
  observed: Observer;
  precisionInSeconds?: number | undefined;
}

/** What is known of the meeting. Times are epoch milliseconds. */
export interface AttendanceContext {
  meetingId: string;
  meetingStart?: number | undefined;
  /** Null while it runs; undefined where nobody told. */
  meetingEnd?: number | null | undefined;
  asOf: number;
  /** Whether anybody has recorded who was in this meeting at all. */
  recorded: boolean;
  /** Whether every row was read. */
  complete: boolean;
}

/** A row with what became of its times. */
interface Stay extends Span {
  row: AttendanceRow;
  interval: AttendanceInterval;
}

/**
 * Who attended, and for how long. Rows may come in any order; rows that are alike in everything are one. Linear but for
 * sorting. Nothing is cut to the meeting's own times: what reaches beyond them is counted and marked.
 */
export function attendanceOf(rows: readonly AttendanceRow[], context: AttendanceContext): AttendanceReport {
  const { meetingId, meetingStart, meetingEnd, asOf } = context;
  const people = peopleOf(distinct(rows)).map((person) =>
    person.map((row) => stayOf(row, context)).sort(byTime),
  );
  const records = people.sort(byArrival).map(recordOf);
  const untold = people.some((stays) =>
    countedOf(stays).some(({ interval }) => interval.irregular?.some(isGap)),
  );
  return {
    meetingId,
    ...(meetingStart === undefined ? {} : { meetingStartTime: rfc3339(meetingStart) }),
    ...(meetingEnd === undefined ? {} : { meetingEndTime: meetingEnd === null ? null : rfc3339(meetingEnd) }),
    asOf: rfc3339(asOf),
    coverage: coverageOf(context, records.length, untold),
    totalParticipantCount: records.length,
    attendanceRecords: records,
  };
}

function coverageOf(
  { recorded, complete, meetingEnd }: AttendanceContext,
  people: number,
  untold: boolean,
): AttendanceReport['coverage'] {
  if (!recorded && people === 0) return 'not_recorded';
  return recorded && complete && typeof meetingEnd === 'number' && !untold ? 'complete' : 'partial';
}

/** What leaves a hole in the report; a stay beyond the meeting does not. */
const isGap = (irregularity: Irregularity): boolean => irregularity !== 'outside';

/** The rows without those that are alike in everything: only where two have the same times is the rest looked at. */
function distinct(rows: readonly AttendanceRow[]): readonly AttendanceRow[] {
  const byTimes = new Map<string, AttendanceRow | Set<string>>();
  return rows.filter((row) => {
    // Without any key or without a join, two rows may well be two people.
    const { userId, email, number } = row.known ?? row;
    if (!row.joinTime || !(userId || email || number)) return true;
    const times = `${row.joinTime} ${row.leaveTime}`;
    const same = byTimes.get(times);
    if (same === undefined) {
      byTimes.set(times, row);
      return true;
    }
    const seen = same instanceof Set ? same : new Set([textOf(same)]);
    byTimes.set(times, seen);
    const before = seen.size;
    return seen.add(textOf(row)).size > before;
  });
}

function textOf(row: AttendanceRow): string {
  const { observed, device, media, displayName, role } = row;
  const { userId, email, number } = row.known ?? row;
  return JSON.stringify([observed, device, media, displayName, userId, email, number, role]);
}

function stayOf(row: AttendanceRow, { meetingStart, meetingEnd, asOf }: AttendanceContext): Stay {
  const { device, media, observed, precisionInSeconds } = row;
  const [join, leave] = [told(row.joinTime), told(row.leaveTime)];
  const irregular: Irregularity[] = [];
  if (join === undefined) irregular.push('no_join');
  if (leave === undefined) irregular.push('open');
  const close = leave ?? meetingEnd ?? asOf;
  // Who joined after the instant that an open stay is counted to was there for no time yet.
  const end = join === undefined || close >= join ? close : join;
  if (join !== undefined && leave !== undefined && leave < join) irregular.push('reversed');
  const [first, last] = [join ?? leave, leave ?? join];
  const early = first !== undefined && meetingStart !== undefined && first < meetingStart;
  const late = last !== undefined && last > lastOf(meetingEnd ?? Number.POSITIVE_INFINITY);
  if (early || late) irregular.push('outside');
  return {
    row,
    start: join ?? end,
    end,
    interval: {
      joinTime: join === undefined ? null : rfc3339(join),
      leaveTime: leave === undefined ? null : rfc3339(leave),
      ...(join === undefined ? {} : { durationInSeconds: Math.round((end - join) / 1000) }),
      ...(device ? { device } : {}),
      ...(media ? { media } : {}),
      observed,
      ...(precisionInSeconds === undefined ? {} : { precisionInSeconds }),
      ...(irregular.length > 0 ? { irregular } : {}),
    },
  };
}

/** The last instant that an end may stand for: the lists of Huawei tell minutes, those of Quanshi seconds. */
const lastOf = (end: number) => (end % 60_000 === 0 ? end + 59_999 : end % 1000 === 0 ? end + 999 : end);

/** Greatest instant that can be written. */
const LAST_MS = 8.64e15;
const told = (ms: number | null | undefined) =>
  ms !== undefined && ms !== null && ms > 0 && ms <= LAST_MS ? ms : undefined;

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byTime = (a: Stay, b: Stay) =>
  a.start - b.start || a.end - b.end || compare(JSON.stringify(a.row), JSON.stringify(b.row));

/** People by their first join, then by name; those whose join nobody told come last. */
function byArrival(one: readonly Stay[], other: readonly Stay[]): number {
  const [a, b] = [one[0], other[0]];
  if (!a || !b) return 0;
  const names = compare(a.row.displayName ?? '', b.row.displayName ?? '');
  return firstJoin(one) - firstJoin(other) || names || byTime(a, b);
}

const firstJoin = (stays: readonly Stay[]) =>
  stays.find(({ row }) => told(row.joinTime) !== undefined)?.start ?? Number.MAX_VALUE;

/**
 * The stays that are counted. Where the provider told them, what events and the watcher saw is the same once more, and an
 * event that was lost would leave somebody in for ever.
 */
function countedOf(stays: readonly Stay[]): readonly Stay[] {
  const official = stays.filter(({ row }) => row.observed === 'vendor' && told(row.joinTime) !== undefined);
  return official.length > 0 ? official : stays;
}

function recordOf(stays: readonly Stay[]): AttendanceRecord {
  const counted = countedOf(stays);
  const joins = counted.flatMap(({ row }) => told(row.joinTime) ?? []);
  const leaves = counted.map(({ row }) => told(row.leaveTime) ?? Number.POSITIVE_INFINITY);
  const lastLeave = leaves.reduce((last, leave) => Math.max(last, leave), 0);
  // The same stay may be seen by events and by the watcher: who saw most of them counted best.
  const counts = Map.groupBy(counted, ({ row }) => row.observed).values();
  return {
    participant: participantOf(stays.map(({ row }) => row)),
    firstJoinTime: joins[0] === undefined ? null : rfc3339(joins[0]),
    lastLeaveTime: Number.isFinite(lastLeave) ? rfc3339(lastLeave) : null,
    joinCount: [...counts].reduce((most, { length }) => Math.max(most, length), 1),
    ...(joins.length > 0 ? { totalAttendanceInSeconds: Math.round(lengthOf(counted) / 1000) } : {}),
    attendanceIntervals: stays.map(({ interval }) => interval),
  };
}

/** What the rows of a person say of them: the latest word of each, and the most that they were. */
function participantOf(inOrder: readonly AttendanceRow[]): AttendanceRecord['participant'] {
  const last = <Name extends keyof AttendanceRow>(name: Name) => inOrder.findLast((row) => row[name])?.[name];
  const [displayName, department] = [last('displayName'), last('department')];
  const [userId, email, number] = [last('userId'), last('email'), last('number')];
  return {
    ...(displayName ? { displayName } : {}),
    role: ROLES.find((role) => inOrder.some((row) => row.role === role)) ?? 'unknown',
    ...(department ? { department } : {}),
    identity: {
      type: last('type') ?? (userId ? 'user' : 'unknown'),
      ...(userId ? { userId } : {}),
      ...(email ? { email } : {}),
      ...(number ? { number } : {}),
    },
  };
}
