import { hex } from '../../../fixtures/text.ts';
import type { HuaweiEventName } from '../../events/worldEvent.ts';
import type { World } from '../../world.ts';
import type { Attendance, HuaweiMeeting } from '../world/huaweiMeeting.ts';

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
  world: World,
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
      participantID: hex(32, world.seed, 'huawei', meeting.confUUID, index, 'participant'),
      displayName: one.displayName,
      joinTime: one.joinTime,
      leftTime: name === 'meeting.join' ? 0 : one.leftTime,
      // Whoever booked it is there first and has the chair; CHAIR is printed, the others are INFERRED.
      role: index === 0 ? 'CHAIR' : meeting.webinar && !colleague ? 'AUDIENCE' : 'GENERAL',
      callNumber: one.callNumber,
    },
  };
}
