import { below, fraction } from '../../fixtures/hash.ts';
import { employee, guest } from '../../fixtures/huaweiAttendee.ts';
import { conferenceMode, entry, vmrPackageName } from '../../fixtures/huaweiMeeting.ts';
import { description, meetingSubject, webinarSubject } from '../../fixtures/meetingSubject.ts';
import type { AttendanceList, HuaweiMeeting } from './huaweiMeeting.ts';
import type { People } from './people.ts';
import { permutation } from './permutation.ts';
import { type Presence, presence } from './presence.ts';

/** What the world decides about a meeting; everything else follows from seed and id. */
export interface MeetingPlan {
  readonly webinar: boolean;
  readonly conferenceId: string;
  readonly confUUID: string;
  readonly start: number;
  readonly end: number;
  readonly attendees: number;
}

// Four in five of a meeting's attendees are colleagues, as long as there are that many; webinars are for outsiders too.
const COLLEAGUES = { meeting: 0.8, webinar: 0.3 };

/** One Huawei meeting, from its plan. */
export function makeHuaweiMeeting(seed: number, staff: People, plan: MeetingPlan): HuaweiMeeting {
  const { webinar, conferenceId, confUUID, start, end } = plan;
  // Two meetings may share an id years apart, hence the UUID in what differs between them.
  const scheduler = staff.at(schedulerIndex(seed, staff.total, confUUID));
  const stays = presence(seed, confUUID, start, end, plan.attendees);
  return {
    webinar,
    conferenceId,
    confUUID,
    subject: webinar
      ? webinarSubject(seed, 'huawei', confUUID)
      : meetingSubject(seed, 'huawei', confUUID, scheduler.name),
    description: description(seed, 'huawei', confUUID),
    deptName: scheduler.department.name,
    schedulerId: scheduler.userUUID,
    schedulerName: scheduler.name,
    schedulerAccount: scheduler.account,
    start,
    end,
    vmrPkgName: webinar ? vmrPackageName(plan.attendees) : '',
    mode: conferenceMode(seed, conferenceId),
    needPassword: webinar || fraction(seed, 'huawei', conferenceId, 'needPassword') < 0.85,
    supportApplets: true,
    chair: entry(seed, conferenceId, 'chair'),
    guest: entry(seed, conferenceId, 'guest'),
    ...(webinar ? { audience: entry(seed, conferenceId, 'audience') } : {}),
    attendance: attendanceList(seed, staff, plan, scheduler.index, stays),
    online: stays.online,
  };
}

/** Who booked a meeting: the index of an employee. */
export function schedulerIndex(seed: number, people: number, confUUID: string): number {
  return below(people, seed, 'huawei', confUUID, 'scheduler');
}

function attendanceList(
  seed: number,
  staff: People,
  plan: MeetingPlan,
  scheduler: number,
  stays: Presence,
): AttendanceList {
  // Stepping through a shuffle that starts at the scheduler, nobody is in the same meeting twice.
  const shuffle = permutation(staff.total, seed, plan.confUUID, 'staff');
  const first = shuffle.indexOf(scheduler);
  const share = plan.webinar ? COLLEAGUES.webinar : COLLEAGUES.meeting;
  const isColleague = (index: number) =>
    index === 0 ||
    (index < staff.total && fraction(seed, 'huawei', plan.confUUID, index, 'colleague') < share);
  return {
    total: stays.total,
    stay: stays.stay,
    at(index) {
      if (index < 0 || index >= stays.total) return undefined;
      const who = isColleague(index)
        ? employee(seed, plan.confUUID, index, staff.at(shuffle.at((first + index) % staff.total)))
        : guest(seed, plan.confUUID, index);
      return { ...who, ...stays.stay(index) };
    },
  };
}
