import { type AttendanceRow, attendanceOf } from '../../functions/meetings/attendance/attendanceOf.ts';
import type { AttendanceReport } from '../../functions/meetings/model/attendanceReport.ts';

const NINE = Date.UTC(2026, 10, 25, 1);
const MINUTE = 60_000;
const FAMILY = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '欧阳', '司马'];
const GIVEN = ['伟', '娜', '秀英', '敏', '静', '丽', '强', '磊', '军', '洋', '艳', '杰'];
const OTHERS = [
  'Alexandra Featherstonehaugh-Cholmondeley',
  '<b>Bob</b> & "Co"',
  '会议室 3F-大观园（投影、白板、视频终端）',
];

/** A number from 0 to 1 that is drawn from others, the same each time. */
const drawn = (...from: number[]) => {
  const mixed = from.reduce((hash, one) => Math.imul(hash ^ (one + 0x9e3779b9), 0x85ebca6b), 7);
  return (((mixed ^ (mixed >>> 15)) >>> 0) % 10_007) / 10_007;
};

/** Who attended a meeting of 90 minutes, with late comers, breaks, two devices at once, and some who are told to be in it still. */
export function crowd(people: number): AttendanceReport {
  const rows: AttendanceRow[] = [];
  for (let person = 0; person < people; person++) {
    const late = drawn(person, 1) ** 4 * 40 * MINUTE + drawn(person, 2) * 4 * MINUTE;
    const leave = (90 - drawn(person, 3) ** 5 * 60) * MINUTE;
    const name = `${FAMILY[person % FAMILY.length]}${GIVEN[Math.floor(person / 5) % GIVEN.length]}`;
    const who = {
      displayName: OTHERS[person - 1] ?? name,
      userId: `u${person}`,
      role: person === 0 ? ('host' as const) : ('attendee' as const),
      device: '软终端',
      observed: 'vendor' as const,
    };
    const from = person === 0 ? 0 : late;
    const breaks = person > 0 && drawn(person, 4) < 0.35;
    const middle = from + (leave - from) * (0.3 + 0.3 * drawn(person, 5));
    const open = person > 3 && drawn(person, 6) < 0.04;
    rows.push({ ...who, joinTime: NINE + from, leaveTime: NINE + (breaks ? middle : leave) });
    if (breaks)
      rows.push({ ...who, joinTime: NINE + middle + 6 * MINUTE, leaveTime: open ? 0 : NINE + leave });
  }
  return attendanceOf(rows, {
    meetingId: 'a1',
    meetingStart: NINE,
    meetingEnd: NINE + 90 * MINUTE,
    asOf: NINE + 600 * MINUTE,
    recorded: true,
    complete: true,
  });
}
