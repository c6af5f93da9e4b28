import { participantId } from '../participants.ts';
import type { Attendance, HuaweiMeeting } from '../world/huaweiMeeting.ts';
import type { HuaweiWorld } from '../world/huaweiWorld.ts';

/** What Huawei pushes of a meeting [PUSH-MODEL]; `meeting.verify`, of a subscription, is not among them. */
export const HUAWEI_EVENTS = [
  'meeting.create',
  'meeting.modify',
  'meeting.cancel',
  'meeting.started',
  'meeting.join',
  'meeting.left',
  'meeting.end',
  'meeting.conclude',
  'record.finish',
] as const;

/** The name of one of them. */
export type HuaweiEventName = (typeof HUAWEI_EVENTS)[number];

// Printed with an empty meetingCycleSubID; create, join and left are printed without [PUSH-EVENTS], and that modify and
// cancel are like create is INFERRED.
const WITH_CYCLE: readonly HuaweiEventName[] = [
  'meeting.started',
  'meeting.end',
  'meeting.conclude',
  'record.finish',
];

// WeLink-desktop is printed [PUSH-JOIN]; the others are INFERRED.
const AGENTS: Record<Attendance['device'], string> = {
  soft: 'WeLink-desktop',
  hard: 'HUAWEI-TE',
  mobile: 'WeLink-mobile',
  phone: 'PSTN',
};

/** The payload of an event of a meeting as a whole [PUSH-MODEL]. */
export function meetingPayload(name: HuaweiEventName, meeting: HuaweiMeeting): object {
  return {
    meetingInfo: {
      meetingID: meeting.conferenceId,
      meetingUUID: meeting.confUUID,
      ...(WITH_CYCLE.includes(name) ? { meetingCycleSubID: '' } : {}),
    },
  };
}

/** The payload of somebody's coming or going [PUSH-JOIN] [PUSH-LEFT]: leftTime is 0 for who comes. */
export function attendeePayload(
  world: HuaweiWorld,
  name: 'meeting.join' | 'meeting.left',
  meeting: HuaweiMeeting,
  index: number,
): object {
  const one = meeting.attendance.at(index);
  if (!one) return meetingPayload(name, meeting);
  const colleague = world.people.byNumber(one.callNumber);
  return {
    ...meetingPayload(name, meeting),
    attendeeInfo: {
      // Outsiders have no account with the enterprise: that both are then empty is INFERRED.
      userUUID: colleague?.userUUID ?? '',
      userAgent: AGENTS[one.device],
      account: colleague?.account ?? '',
      participantID: participantId(world, meeting.confUUID, index),
      displayName: one.displayName,
      joinTime: one.joinTime,
      leftTime: name === 'meeting.join' ? 0 : one.leftTime,
      // Whoever booked it is there first and has the chair; CHAIR is printed, the others are INFERRED.
      role: index === 0 ? 'CHAIR' : meeting.kind === 'webinar' && !colleague ? 'AUDIENCE' : 'GENERAL',
      callNumber: one.callNumber,
    },
  };
}
