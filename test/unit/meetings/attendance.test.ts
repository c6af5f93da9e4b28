import { describe, expect, it } from 'vitest';
import {
  type AttendanceContext,
  type AttendanceRow,
  attendanceOf,
} from '../../../functions/meetings/attendance/attendanceOf.ts';
import { attendanceReport } from '../../../functions/meetings/model/attendanceReport.ts';

const NINE = Date.UTC(2026, 10, 25, 9);
const minutes = (count: number) => NINE + count * 60_000;
const ended: AttendanceContext = {
  meetingId: '00',
  meetingStart: NINE,
  meetingEnd: minutes(60),
  asOf: minutes(600),
  recorded: true,
  complete: true,
};
const running: AttendanceContext = { ...ended, meetingEnd: null, asOf: minutes(30) };
const row = (from: number, to: number | null, rest: Partial<AttendanceRow> = {}): AttendanceRow => ({
  displayName: '王伟',
  number: '+991116003815',
  joinTime: minutes(from),
  leaveTime: to === null ? null : minutes(to),
  observed: 'vendor',
  ...rest,
});
/** The only record of a report that fits its schema. */
function only(rows: AttendanceRow[], context = ended) {
  const report = attendanceReport.parse(attendanceOf(rows, context));
  const [record, ...more] = report.attendanceRecords;
  expect(more).toEqual([]);
  if (!record) throw new Error('nobody is in the report');
  return { ...record, coverage: report.coverage };
}

describe('who attended', () => {
  it('tells one person who came twice once, with both stays', () => {
    expect(only([row(40, 50), row(0, 20)])).toMatchObject({
      firstJoinTime: '2026-11-25T09:00:00Z',
      lastLeaveTime: '2026-11-25T09:50:00Z',
      joinCount: 2,
      totalAttendanceInSeconds: 30 * 60,
      attendanceIntervals: [{ durationInSeconds: 1200 }, { durationInSeconds: 600 }],
      coverage: 'complete',
    });
  });

  it('counts two devices at once once', () => {
    const record = only([row(0, 30, { device: '软终端' }), row(10, 40, { device: '电话' })]);
    expect(record).toMatchObject({ joinCount: 2, totalAttendanceInSeconds: 40 * 60 });
  });

  it('takes a row that came twice for one', () => {
    expect(only([row(0, 30), row(0, 30)])).toMatchObject({ joinCount: 1, totalAttendanceInSeconds: 1800 });
  });

  it.each([0, -1, null, undefined])(
    'ends a stay that leaves at %s with the meeting, and says so',
    (leaveTime) => {
      expect(only([row(10, null, { leaveTime })])).toMatchObject({
        lastLeaveTime: null,
        totalAttendanceInSeconds: 50 * 60,
        attendanceIntervals: [{ leaveTime: null, durationInSeconds: 3000, irregular: ['open'] }],
        coverage: 'partial',
      });
    },
  );

  it('counts who is in a running meeting up to the moment that the report is of', () => {
    expect(only([row(10, null)], running)).toMatchObject({
      totalAttendanceInSeconds: 20 * 60,
      coverage: 'partial',
    });
    expect(only([row(31, null)], running), 'the clock of the vendor is ahead').toMatchObject({
      totalAttendanceInSeconds: 0,
    });
  });

  it('does not make up when somebody joined', () => {
    const record = only([row(0, null, { joinTime: undefined })], running);
    expect(record).toMatchObject({ firstJoinTime: null, joinCount: 1, coverage: 'partial' });
    expect(record).not.toHaveProperty('totalAttendanceInSeconds');
  });

  it('counts and marks what reaches beyond the meeting, and a stay that ends before it begins', () => {
    expect(only([row(-5, 65)])).toMatchObject({
      totalAttendanceInSeconds: 70 * 60,
      attendanceIntervals: [{ irregular: ['outside'] }],
      coverage: 'complete',
    });
    expect(only([row(30, 20)])).toMatchObject({
      totalAttendanceInSeconds: 0,
      attendanceIntervals: [{ irregular: ['reversed'], joinTime: '2026-11-25T09:30:00Z' }],
      coverage: 'partial',
    });
  });

  it('takes an end that was told in minutes for any instant of its minute', () => {
    const [interval] = only([row(10, 60.9)])?.attendanceIntervals ?? [];
    expect(interval).not.toHaveProperty('irregular');
    expect(only([row(10, 61)])?.attendanceIntervals).toMatchObject([{ irregular: ['outside'] }]);
  });

  it('counts through midnight and through the night in which clocks go back', () => {
    // Europe/Berlin, 25 October 2026: 3 o'clock is 2 o'clock again at 01:00 UTC.
    const [joinTime, leaveTime] = [Date.UTC(2026, 9, 24, 21), Date.UTC(2026, 9, 25, 3)];
    const night = { ...ended, meetingStart: joinTime, meetingEnd: leaveTime };
    expect(only([row(0, 0, { joinTime, leaveTime })], night)).toMatchObject({
      totalAttendanceInSeconds: 6 * 3600,
      coverage: 'complete',
    });
  });

  it('never takes two of one name for one person', () => {
    const twice = [
      row(0, 30, { number: '+1' }),
      row(0, 30, { number: '+2' }),
      row(0, 30, { number: undefined }),
    ];
    expect(attendanceOf([...twice, row(0, 30, { number: undefined })], ended).totalParticipantCount).toBe(4);
  });

  it('knows an account by its e-mail and number too, but not by those of two accounts', () => {
    const rows = [
      row(0, 10, { userId: 'a', email: 'A@x.cn ', number: '+86 571-1' }),
      row(10, 20, { userId: 'b', email: 'b@x.cn', number: '+865711' }),
      row(20, 30, { email: 'a@X.cn', number: undefined }),
      row(30, 40, { number: '+865711' }),
    ];
    const report = attendanceOf(rows, ended);
    expect(report.attendanceRecords.map(({ joinCount }) => joinCount)).toEqual([2, 1, 1]);
  });

  it('says who nobody recorded, and what only events and the watcher saw', () => {
    const unrecorded = { ...ended, recorded: false };
    expect(attendanceOf([], unrecorded).coverage).toBe('not_recorded');
    expect(attendanceOf([], ended).coverage).toBe('complete');
    expect(attendanceOf([], { ...ended, complete: false }).coverage).toBe('partial');
    const seen = [
      row(0, 30, { observed: 'event' }),
      row(1, 29, { observed: 'watcher', precisionInSeconds: 60 }),
    ];
    expect(only(seen, unrecorded)).toMatchObject({
      joinCount: 1,
      totalAttendanceInSeconds: 1800,
      attendanceIntervals: [{ observed: 'event' }, { observed: 'watcher', precisionInSeconds: 60 }],
      coverage: 'partial',
    });
  });

  it('does not let an event whose end was lost add to what the provider recorded', () => {
    const record = only([row(0, 10), row(0, null, { observed: 'event' })]);
    expect(record).toMatchObject({ totalAttendanceInSeconds: 600, lastLeaveTime: '2026-11-25T09:10:00Z' });
    expect(record.attendanceIntervals).toHaveLength(2);
  });

  it('reports 100,000 rows in seconds', { timeout: 10_000 }, () => {
    const rows = Array.from({ length: 100_000 }, (_, at) =>
      row(at % 50, (at % 50) + 5, { number: `+99${at % 5000}`, device: `d${at}` }),
    );
    const report = attendanceOf(rows, ended);
    expect(report.totalParticipantCount).toBe(5000);
    expect(report.attendanceRecords[4999]?.joinCount).toBe(20);
  });
});
