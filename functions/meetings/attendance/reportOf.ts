import type { ComposeContext } from '../../core/operation.ts';
import type { AttendanceReport } from '../model/attendanceReport.ts';
import type { Meeting } from '../model/meeting.ts';
import { attendanceOf } from './attendanceOf.ts';
import { readRows } from './readRows.ts';

const told = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));

/** Who attended a meeting. @throws Problem */
export async function reportOf(meeting: Meeting, context: ComposeContext): Promise<AttendanceReport> {
  const { rows, source, asOf, held, ...read } = await readRows(meeting, context);
  const { id, startTime, endTime, status, subject, provider, account } = meeting;
  const report = attendanceOf(rows, {
    meetingId: id,
    meetingStart: held?.start ?? told(startTime ?? undefined),
    meetingEnd: status === 'ended' ? (held?.end ?? told(endTime ?? undefined)) : null,
    asOf,
    ...read,
  });
  return {
    ...report,
    provider,
    account,
    ...(subject !== undefined && { subject }),
    ...(source && { source }),
  };
}
