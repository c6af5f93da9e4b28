import { hex } from '../../fixtures/text.ts';
import type { Attendance, HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

/** The id of one stay in a meeting, 32 hex: that of the pushed events, of the lists of who is in it, and of control calls. */
export const participantId = ({ seed }: Pick<HuaweiWorld, 'seed'>, confUUID: string, index: number): string =>
  hex(32, seed, 'huawei', confUUID, index, 'participant');

/** Somebody who is in a meeting now, one a device. */
export interface Participant extends Attendance {
  readonly id: string;
  readonly index: number;
}

/** Everybody who is in a meeting at an instant, in the order of arrival. */
export function participantsOf(world: HuaweiWorld, meeting: HuaweiMeeting, now: number): Participant[] {
  const { attendance, confUUID } = meeting;
  const there: Participant[] = [];
  for (let index = 0; index < attendance.total; index++) {
    const { joinTime, leftTime } = attendance.stay(index);
    if (joinTime > now || leftTime <= now) continue;
    const one = attendance.at(index);
    if (one) there.push({ ...one, index, id: participantId(world, confUUID, index) });
  }
  return there;
}
