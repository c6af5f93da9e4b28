/** Attendance as a workbook: a sheet of people, and a sheet of their stays. */
import { workbook } from '../workbook.js';

const time = (iso) => (iso ? new Date(iso) : undefined);

/** `report` as `GET /v1/meetings/{id}/attendance` has it; times are written in the time zone of the browser. */
export function attendanceWorkbook({ attendanceRecords }, words) {
  const who = ({ participant: { displayName, role, department, identity = {} } }) => [
    displayName,
    role,
    department,
    identity.email,
    identity.userId,
    identity.number,
  ];
  const heads = [words.name, words.role, words.department, words.email, words.user, words.phone];
  return workbook([
    {
      name: words.sheetPeople,
      rows: [
        [...heads, words.joined, words.left, words.seconds, words.joins],
        ...attendanceRecords.map((record) => [
          ...who(record),
          time(record.firstJoinTime),
          time(record.lastLeaveTime),
          record.totalAttendanceInSeconds,
          record.joinCount,
        ]),
      ],
    },
    {
      name: words.sheetStays,
      rows: [
        [...heads, words.joined, words.left, words.seconds, words.device],
        ...attendanceRecords.flatMap((record) =>
          record.attendanceIntervals.map(({ joinTime, leaveTime, durationInSeconds, device }) => [
            ...who(record),
            time(joinTime),
            time(leaveTime),
            durationInSeconds,
            device,
          ]),
        ),
      ],
    },
  ]);
}
