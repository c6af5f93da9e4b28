import { below, fraction } from '../../../fixtures/hash.ts';
import { type Device, employee, guest } from '../../../fixtures/huaweiAttendee.ts';
import { conferenceMode, entry, vmrPackageName } from '../../../fixtures/huaweiMeeting.ts';
import { description, meetingSubject, webinarSubject } from '../../../fixtures/meetingSubject.ts';
import type { Person } from '../../../fixtures/person.ts';
import type { Timed } from '../../world/meeting.ts';
import type { Recording } from '../../world/overlay/state.ts';
import { asDrawn } from '../../world/overlay/writtenPresence.ts';
import type { People } from '../../world/people.ts';
import { permutation } from '../../world/permutation.ts';
import { type Hosted, hosted, isSecondDevice, NOBODY, type Presence } from '../../world/presence.ts';
import type { AttendanceList, HuaweiMeeting, MeetingBrief } from './huaweiMeeting.ts';

/** What the world decides about a meeting; everything else follows from seed and id. */
export interface MeetingPlan extends Timed, Hosted {
  /** What the meetings of a series have in common is drawn from their conference id, the rest from the UUID. */
  readonly recurring: boolean;
  readonly conferenceId: string;
  readonly confUUID: string;
}

// Four in five of a meeting's attendees are colleagues, as long as there are that many; webinars are for outsiders too.
const COLLEAGUES = { meeting: 0.8, webinar: 0.3 };

/** One Huawei meeting, from its plan. */
export function makeHuaweiMeeting(seed: number, staff: People, plan: MeetingPlan): HuaweiMeeting {
  const { kind, conferenceId, confUUID, start, end } = plan;
  const webinar = kind === 'webinar';
  const scheduler = schedulerOf(seed, staff, plan);
  const { people, returns, doubles, ...times } = plan;
  const held = Number.isFinite(start);
  const stays = held ? hosted(seed, confUUID, start, end, { people, returns, doubles }) : NOBODY;
  return {
    ...times,
    ...brief(seed, plan, scheduler),
    description: description(seed, 'huawei', identity(plan)),
    deptName: scheduler.department.name,
    schedulerId: scheduler.userUUID,
    mode: conferenceMode(seed, conferenceId),
    needPassword: webinar || fraction(seed, 'huawei', conferenceId, 'needPassword') < 0.85,
    supportApplets: true,
    chair: entry(seed, conferenceId, 'chair'),
    guest: entry(seed, conferenceId, 'guest'),
    ...(webinar ? { audience: entry(seed, conferenceId, 'audience') } : {}),
    attendance: attendanceList(seed, staff, plan, scheduler.index, stays),
    recordings: isRecorded(seed, plan) ? [drawnRecording(plan)] : [],
  };
}

// INFERRED: three in ten meetings are recorded, and the recording is ready ten minutes after the end.
const RECORDED = { share: 0.3, after: 10 * 60_000 };

/** Whether the world recorded a meeting, without making it. */
export function isRecorded(
  seed: number,
  { conferenceId, start }: Pick<MeetingPlan, 'conferenceId' | 'start'>,
): boolean {
  return Number.isFinite(start) && fraction(seed, 'huawei', conferenceId, start, 'recorded') < RECORDED.share;
}

/** What was recorded between two instants, ready when the vendor has it ready. */
export function recordingOf(id: string, start: number, end: number): Recording {
  return { id, start, end, readyAt: end + RECORDED.after };
}

/** What the world records itself, of a whole run. */
export const drawnRecording = ({ id, start, end }: Pick<Timed, 'id' | 'start' | 'end'>): Recording =>
  recordingOf(`${id}.drawn`, start, end);

/** What searches look at, without making the meeting. */
export function briefOf(seed: number, staff: People, plan: MeetingPlan): MeetingBrief {
  const scheduler = schedulerOf(seed, staff, plan);
  return {
    // Drawn where somebody searches for it: who lists their own does not.
    get subject() {
      return brief(seed, plan, scheduler).subject;
    },
    schedulerName: scheduler.name,
    schedulerAccount: scheduler.account,
    vmrPkgName: vmrOf(plan),
  };
}

function brief(seed: number, plan: MeetingPlan, scheduler: Person) {
  const id = identity(plan);
  return {
    subject:
      plan.kind === 'webinar'
        ? webinarSubject(seed, 'huawei', id)
        : meetingSubject(seed, 'huawei', id, scheduler, plan.recurring),
    schedulerName: scheduler.name,
    schedulerAccount: scheduler.account,
    vmrPkgName: vmrOf(plan),
  };
}

const vmrOf = ({ kind, people }: MeetingPlan) => (kind === 'webinar' ? vmrPackageName(people) : '');

/**
 * What a meeting's subject and scheduler are drawn from. Two single meetings may have one conference id, years apart;
 * their UUIDs differ. The meetings of a series have their id in common.
 */
const identity = (plan: MeetingPlan): string => (plan.recurring ? plan.conferenceId : plan.confUUID);

function schedulerOf(seed: number, staff: People, plan: MeetingPlan): Person {
  return staff.at(below(staff.total, seed, 'huawei', identity(plan), 'scheduler'));
}

function attendanceList(
  seed: number,
  staff: People,
  plan: MeetingPlan,
  scheduler: number,
  stays: Presence,
): AttendanceList {
  // Colleagues are taken in the order of a shuffled staff list, from the scheduler on, so that nobody attends twice.
  const shuffle = permutation(staff.total, seed, plan.confUUID, 'staff');
  const first = shuffle.indexOf(scheduler);
  const share = plan.kind === 'webinar' ? COLLEAGUES.webinar : COLLEAGUES.meeting;
  const isColleague = (index: number) =>
    index === 0 ||
    (index < staff.total && fraction(seed, 'huawei', plan.confUUID, index, 'colleague') < share);
  return {
    ...asDrawn(stays),
    at(index) {
      if (index < 0 || index >= stays.total) return undefined;
      const person = stays.person(index);
      const who = isColleague(person)
        ? employee(seed, plan.confUUID, person, staff.at(shuffle.at((first + person) % staff.total)))
        : guest(seed, plan.confUUID, person);
      // The second device of somebody is another one.
      const second: Device = who.device === 'mobile' ? 'soft' : 'mobile';
      return { ...who, ...(isSecondDevice(plan, index) ? { device: second } : {}), ...stays.stay(index) };
    },
  };
}
