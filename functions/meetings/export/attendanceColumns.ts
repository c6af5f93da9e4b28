import { unionOf } from '../attendance/unionOf.ts';
import type { AttendanceInterval, AttendanceRecord, AttendanceReport } from '../model/attendanceReport.ts';
import type { Cell } from './csv.ts';
import { clockLength, type WallClock } from './wallClock.ts';

/** A report with what is known of its meeting. */
export interface AttendanceOfMeeting {
  report: AttendanceReport;
  provider: string;
  subject?: string | undefined;
}

/** One row: a person, or one of their stays. */
export interface TableRow {
  of: AttendanceOfMeeting;
  record: AttendanceRecord;
  interval?: AttendanceInterval | undefined;
}

/** A column. `zoned` ones show a time, and their header says of which zone. */
export interface Column {
  en: string;
  zh: string;
  zoned?: true;
  cell: (row: TableRow, clock: WallClock) => Cell;
}

const meetingColumns: readonly Column[] = [
  { en: 'Meeting', zh: '会议', cell: ({ of }) => of.subject },
  { en: 'Meeting ID', zh: '会议标识', cell: ({ of }) => of.report.meetingId },
  {
    en: 'Meeting start',
    zh: '会议开始',
    zoned: true,
    cell: ({ of }, clock) => clock(of.report.meetingStartTime),
  },
];

const whoColumns: readonly Column[] = [
  { en: 'Name', zh: '姓名', cell: ({ record }) => record.participant.displayName },
  { en: 'Email', zh: '邮箱', cell: ({ record }) => record.participant.identity.email },
  { en: 'User ID', zh: '账号', cell: ({ record }) => record.participant.identity.userId },
  { en: 'Number', zh: '号码', cell: ({ record }) => record.participant.identity.number },
  { en: 'Role', zh: '角色', cell: ({ record }) => record.participant.role },
  { en: 'Department', zh: '部门', cell: ({ record }) => record.participant.department },
];

const sourceColumns: readonly Column[] = [
  { en: 'Vendor', zh: '厂商', cell: ({ of }) => of.provider },
  { en: 'Coverage', zh: '完整性', cell: ({ of }) => of.report.coverage },
];

const durationOf = (seconds: number | undefined) =>
  seconds === undefined ? undefined : clockLength(seconds);

const peopleColumns: readonly Column[] = [
  ...whoColumns,
  { en: 'First join', zh: '首次入会', zoned: true, cell: ({ record }, clock) => clock(record.firstJoinTime) },
  { en: 'Last leave', zh: '最后离会', zoned: true, cell: ({ record }, clock) => clock(record.lastLeaveTime) },
  { en: 'Total seconds', zh: '参会秒数', cell: ({ record }) => record.totalAttendanceInSeconds },
  {
    en: 'Duration (HH:MM:SS)',
    zh: '参会时长',
    cell: ({ record }) => durationOf(record.totalAttendanceInSeconds),
  },
  { en: 'Joins', zh: '入会次数', cell: ({ record }) => record.joinCount },
  { en: 'Share of meeting (0-1)', zh: '参会占比', cell: ({ of, record }) => shareOf(record, of.report) },
  ...sourceColumns,
];

const intervalColumns: readonly Column[] = [
  ...whoColumns,
  { en: 'Join', zh: '入会时间', zoned: true, cell: ({ interval }, clock) => clock(interval?.joinTime) },
  { en: 'Leave', zh: '离会时间', zoned: true, cell: ({ interval }, clock) => clock(interval?.leaveTime) },
  { en: 'Seconds', zh: '秒数', cell: ({ interval }) => interval?.durationInSeconds },
  {
    en: 'Duration (HH:MM:SS)',
    zh: '时长',
    cell: ({ interval }) => durationOf(interval?.durationInSeconds),
  },
  { en: 'Device', zh: '设备', cell: ({ interval }) => interval?.device },
  { en: 'Media', zh: '媒体', cell: ({ interval }) => interval?.media },
  { en: 'Observed by', zh: '数据来源', cell: ({ interval }) => interval?.observed },
  { en: 'Irregular', zh: '异常', cell: ({ interval }) => interval?.irregular?.join(' ') },
  ...sourceColumns,
];

/** The columns of a table of people or of stays; of more than one meeting, each row says which. */
export const columnsOf = (rows: 'people' | 'intervals', manyMeetings: boolean): readonly Column[] => [
  ...(manyMeetings ? meetingColumns : []),
  ...(rows === 'people' ? peopleColumns : intervalColumns),
];

/** How much of the meeting somebody was there for; undefined where its times or theirs were not told. */
function shareOf({ attendanceIntervals }: AttendanceRecord, report: AttendanceReport): number | undefined {
  const start = Date.parse(report.meetingStartTime ?? '');
  const end = Date.parse(report.meetingEndTime ?? report.asOf);
  if (!(end > start) || attendanceIntervals.every(({ joinTime }) => joinTime === null)) return undefined;
  const there = unionOf(attendanceIntervals.map(spanOf)).reduce(
    (sum, one) => sum + Math.max(0, Math.min(one.end, end) - Math.max(one.start, start)),
    0,
  );
  return Math.round((there / (end - start)) * 10_000) / 10_000;
}

/** From when to when somebody is counted as there; an open stay has its length, and no leave. */
export function spanOf({ joinTime, durationInSeconds = 0 }: AttendanceInterval): {
  start: number;
  end: number;
} {
  const start = joinTime === null ? Number.NaN : Date.parse(joinTime);
  return { start, end: start + durationInSeconds * 1000 };
}
