import type { StaySeen } from '../../core/attendanceSeen.ts';
import type { AttendanceRow } from '../attendance/attendanceOf.ts';
import type { Role } from '../model/attendanceReport.ts';
import { id, milliseconds, type Row, text, unixSeconds } from './read.ts';

/** Both vendors write 1 for the host and 0 for anybody else. */
const roleOf = (value: unknown): Role | undefined =>
  value === 1 || value === '1' ? 'host' : value === 0 || value === '0' ? 'attendee' : undefined;

/** A number that is partly masked (`+8657135*****769`) is that of several people. */
const number = (value: unknown): string | undefined =>
  /[*x]/i.test(text(value) ?? '') ? undefined : text(value);

const seconds = (value: unknown): number | undefined => {
  const instant = unixSeconds(value);
  return instant === undefined ? undefined : Date.parse(instant);
};

/**
 * A row of who attended an ended meeting of Huawei: one a join, known by its number alone. A device has its number for a
 * name. Words for devices and media are in the language that was asked for.
 */
export const huaweiAttendance = (row: Row): AttendanceRow => ({
  displayName: text(row.displayName),
  number: number(row.callNumber),
  type: text(row.displayName) && text(row.displayName) === text(row.callNumber) ? 'device' : undefined,
  department: text(row.deptName),
  joinTime: milliseconds(row.joinTime),
  leaveTime: milliseconds(row.leftTime),
  device: text(row.deviceType),
  media: text(row.mediaType),
  observed: 'vendor',
});

/** Who is in a running meeting of Huawei; since when, it does not tell. */
export const huaweiOnline = (row: Row): AttendanceRow => ({
  displayName: text(row.name),
  userId: id(row.user_id) ?? id(row.third_account),
  number: number(row.call_number),
  role: roleOf(row.role),
  observed: 'vendor',
});

/** Who is in a running conference of Quanshi; since when, it does not tell. Guests have the user id 0. */
export const quanshiOnline = (row: Row): AttendanceRow => ({
  displayName: text(row.name),
  userId: id(row.userId),
  email: text(row.email),
  number: number(row.mobile),
  role: roleOf(row.role),
  device: text(row.deviceType),
  observed: 'vendor',
});

/** A time that a conference of Quanshi's was held, by its report. Epoch milliseconds. */
export const quanshiRun = (row: Row) => ({
  own: id(row.tempConferenceId),
  start: seconds(row.realStartTime),
  end: seconds(row.realEndTime),
});

/** A row of Quanshi's report of an ended conference: one a join, where an account has that report at all. */
export const quanshiAttendance = (row: Row): AttendanceRow => ({
  displayName: text(row.name),
  email: text(row.email),
  number: number(row.mobile),
  role: roleOf(row.role ?? row.roleId),
  joinTime: seconds(row.onlineTime),
  leaveTime: seconds(row.offlineTime),
  device: text(row.deviceType),
  observed: 'vendor',
});

/** A stay that events tell of. Of the words for roles, that of the host alone is documented. */
export const attendeeSeen = ({ known, displayName, ...stay }: StaySeen): AttendanceRow => ({
  known: { ...known, number: number(known.number) },
  displayName: text(displayName),
  userId: text(stay.userId),
  number: number(stay.number),
  type: known.number !== undefined && known.number === displayName ? 'device' : undefined,
  role: stay.role === 'CHAIR' ? 'host' : undefined,
  joinTime: stay.joinTime,
  leaveTime: stay.leaveTime,
  device: text(stay.client),
  observed: 'event',
});
