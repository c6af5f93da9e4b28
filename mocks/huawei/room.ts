import type { Device as HuaweiDevice } from '../../fixtures/huaweiAttendee.ts';
import type { Room } from '../vendor.ts';
import type { Device } from '../world/overlay/state.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

const DEVICES: Readonly<Record<HuaweiDevice, Device>> = {
  soft: 'desktop',
  hard: 'room',
  mobile: 'mobile',
  phone: 'phone',
};

/** A meeting of Huawei's, in no vendor's words. */
export function roomOf({ people }: HuaweiWorld, meeting: HuaweiMeeting): Room {
  const { conferenceId, confUUID, subject, schedulerName, schedulerAccount, attendance } = meeting;
  return {
    meeting,
    ids: { conferenceId, confUUID },
    subject,
    host: schedulerName,
    hostAccount: schedulerAccount || null,
    attendance,
    who(index) {
      const one = attendance.at(index);
      return (
        one && {
          name: one.displayName,
          number: one.callNumber,
          account: attendance.made(index)?.account ?? people.byNumber(one.callNumber)?.account ?? null,
          device: DEVICES[one.device],
          media: one.video ? 'video' : 'audio',
        }
      );
    },
  };
}
