import type { Device as HuaweiDevice } from '../../../fixtures/huaweiAttendee.ts';
import { conferenceMode, entry as entryOf, vmrPackageName } from '../../../fixtures/huaweiMeeting.ts';
import { digits } from '../../../fixtures/text.ts';
import type { Timed } from '../../world/meeting.ts';
import type { Written } from '../../world/overlay/overlay.ts';
import type { Run } from '../../world/overlay/runs.ts';
import type { Device, Recording, Stay } from '../../world/overlay/state.ts';
import { writtenPresence } from '../../world/overlay/writtenPresence.ts';
import type { People } from '../../world/people.ts';
import type {
  Attendance,
  AttendanceList,
  HuaweiDetails,
  HuaweiMeeting,
  MeetingReference,
} from './huaweiMeeting.ts';
import { drawnRecording, recordingOf } from './makeHuaweiMeeting.ts';
import { timeUuid } from './timeUuid.ts';

type HuaweiWritten = Written<HuaweiDetails>;

/** What the meetings that somebody wrote are made from. */
export interface Writing {
  readonly seed: number;
  readonly staff: People;
  /** The meeting as the world drew it. */
  drawn(id: string): HuaweiMeeting | undefined;
  /** The conference id of a booking. */
  conferenceIdOf(number: number): string;
  /** What stands in a UUID for a meeting. */
  slotOf(id: string, number: number): number;
}

/** One run of a meeting that somebody booked or changed, in Huawei's shape; or the meeting before it has one. */
export function writtenReference(
  writing: Writing,
  written: HuaweiWritten,
  run: Run | undefined,
): MeetingReference {
  const { entry } = written;
  const base = () => (entry.number === 0 ? writing.drawn(entry.id) : undefined);
  let made: HuaweiMeeting | undefined;
  const load = () => {
    made ??= writtenMeeting(writing, written, base(), run);
    return made;
  };
  return {
    ...timesOf(written, run),
    get conferenceId() {
      return base()?.conferenceId ?? writing.conferenceIdOf(entry.number);
    },
    get confUUID() {
      return load().confUUID;
    },
    get recorded() {
      return load().recordings.length > 0;
    },
    brief: load,
    load,
  };
}

function writtenMeeting(
  writing: Writing,
  written: HuaweiWritten,
  base: HuaweiMeeting | undefined,
  run: Run | undefined,
): HuaweiMeeting {
  const { entry } = written;
  const { details } = entry;
  const meeting = base ?? booked(writing, written);
  const { conferenceId } = meeting;
  return {
    ...meeting,
    ...timesOf(written, run),
    confUUID: uuidOf(writing, entry, base, run),
    subject: entry.subject ?? meeting.subject,
    description: details.description ?? meeting.description,
    vmrPkgName: details.vmrPkgName ?? meeting.vmrPkgName,
    mode: details.mode ?? meeting.mode,
    needPassword: details.needPassword ?? meeting.needPassword,
    supportApplets: details.supportApplets ?? meeting.supportApplets,
    guest: { ...meeting.guest, password: details.guestPassword ?? meeting.guest.password },
    ...(meeting.audience
      ? { audience: { ...meeting.audience, password: details.audiencePassword ?? meeting.audience.password } }
      : {}),
    attendance: attendanceOf(writing, written, run, base, conferenceId),
    details,
    recordings: run ? recordingsOf(written, run, base) : [],
  };
}

/** What was recorded of a run: by the world, as its booking says, by hand. All of it ends with the run. */
function recordingsOf(
  { entry }: HuaweiWritten,
  run: Run,
  base: HuaweiMeeting | undefined,
): readonly Recording[] {
  const { recordings, erased, details, drawn, id } = entry;
  const byWorld = (base?.recordings.length ?? 0) > 0 && drawn?.start === run.start;
  const automatic = details.request?.isAutoRecord === 1;
  return [
    ...((byWorld || automatic) && !erased.includes(run.start) ? [drawnRecording({ id, ...run })] : []),
    ...recordings
      .filter(({ start }) => start >= run.start && start <= run.end)
      .map((one) =>
        one.end <= run.end && Number.isFinite(one.end) ? one : recordingOf(one.id, one.start, run.end),
      ),
  ];
}

function uuidOf(
  { seed, slotOf }: Writing,
  { id, number }: HuaweiWritten['entry'],
  base: HuaweiMeeting | undefined,
  run: Run | undefined,
): string {
  if (!run) return '';
  return base?.start === run.start ? base.confUUID : timeUuid(seed, slotOf(id, number), run.start);
}

function timesOf({ entry, over }: HuaweiWritten, run: Run | undefined): Timed {
  const { id, kind, created, scheduledStart, scheduledEnd, cancelledAt } = entry;
  const { start, end } = run ?? { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  return { id, kind, created, scheduledStart, scheduledEnd, start, end, over, cancelledAt };
}

/** What is booked and not of one run alone. */
function booked({ seed, staff, conferenceIdOf }: Writing, { entry }: HuaweiWritten) {
  const { kind, number, recurring, booker, subject = '' } = entry;
  const conferenceId = conferenceIdOf(number);
  const employee = staff.byAccount(booker?.account ?? '');
  const webinar = kind === 'webinar';
  return {
    recurring,
    conferenceId,
    subject,
    description: undefined,
    deptName: employee?.department.name ?? '',
    schedulerId: employee?.userUUID,
    schedulerName: booker?.name ?? '',
    schedulerAccount: booker?.account ?? '',
    vmrPkgName: webinar ? vmrPackageName(100) : '',
    mode: conferenceMode(seed, conferenceId),
    needPassword: true,
    supportApplets: true,
    chair: entryOf(seed, conferenceId, 'chair'),
    guest: entryOf(seed, conferenceId, 'guest'),
    ...(webinar ? { audience: entryOf(seed, conferenceId, 'audience') } : {}),
    recordings: [],
  };
}

function attendanceOf(
  { seed, staff }: Writing,
  written: HuaweiWritten,
  run: Run | undefined,
  base: HuaweiMeeting | undefined,
  conferenceId: string,
): AttendanceList {
  const none: Run = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
  const presence = writtenPresence(
    written,
    run ?? none,
    base && { presence: base.attendance, start: base.start, end: base.end },
  );
  return {
    ...presence,
    at(index) {
      if (index < 0 || index >= presence.total) return undefined;
      const stay = presence.made(index);
      if (stay) return { ...attendeeOf(seed, staff, conferenceId, stay), ...presence.stay(index) };
      const drawn = base?.attendance.at(presence.idOf(index).number);
      return drawn && { ...drawn, ...presence.stay(index) };
    },
  };
}

const DEVICES: Readonly<Record<Device, HuaweiDevice>> = {
  desktop: 'soft',
  mobile: 'mobile',
  room: 'hard',
  phone: 'phone',
};

function attendeeOf(
  seed: number,
  staff: People,
  conferenceId: string,
  { name, account = '', number, device = 'desktop', media = 'video' }: Stay,
): Omit<Attendance, 'joinTime' | 'leftTime'> {
  const employee = staff.byAccount(account);
  return {
    displayName: name,
    // Whoever has no number is given one, the same as often as they come.
    callNumber:
      number ?? employee?.number ?? `+99111${digits(7, seed, 'huawei', conferenceId, name, 'joiner')}`,
    deptName: employee?.department.name ?? '',
    device: DEVICES[device],
    video: media === 'video' && device !== 'phone',
  };
}
