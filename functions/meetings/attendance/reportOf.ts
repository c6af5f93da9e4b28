import type { AttendanceSeen } from '../../core/attendanceSeen.ts';
import type { ComposeContext } from '../../core/operation.ts';
import { rfc3339 } from '../mapping/read.ts';
import type { AttendanceReport } from '../model/attendanceReport.ts';
import type { Meeting } from '../model/meeting.ts';
import { attendanceOf } from './attendanceOf.ts';
import { readRows } from './readRows.ts';

const told = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));

const countOf = ({ at, participantCount, precisionMs }: AttendanceSeen['counts'][number]) => ({
  time: rfc3339(at),
  participantCount,
  observed: 'watcher' as const,
  precisionInSeconds: Math.ceil(precisionMs / 1000),
});

/** Who attended a meeting. @throws Problem */
export async function reportOf(meeting: Meeting, context: ComposeContext): Promise<AttendanceReport> {
  const { rows, source, startTime, endTime, held, counts = [], ...read } = await readRows(meeting, context);
  const { id, status, subject, provider, account } = meeting;
  const end = status === 'ongoing' ? null : (held?.end ?? told(meeting.endTime ?? undefined) ?? endTime);
  const report = attendanceOf(rows, {
    meetingId: id,
    meetingStart: held?.start ?? told(meeting.startTime ?? undefined) ?? startTime,
    meetingEnd: status === 'ended' ? end : (end ?? null),
    ...read,
  });
  return {
    ...report,
    provider,
    account,
    ...(subject !== undefined && { subject }),
    ...(source && { source }),
    ...(counts.length > 0 && { participantCounts: counts.map(countOf) }),
  };
}
