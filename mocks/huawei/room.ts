import type { Device as HuaweiDevice } from '../../fixtures/huaweiAttendee.ts';
import type { Entry, Room } from '../vendor.ts';
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
  const { chair, guest, audience, recurring, deptName, schedulerId } = meeting;
  const host = people.byAccount(schedulerAccount ?? '');
  const entry = (role: Entry['role'], { uri, password }: HuaweiMeeting['chair']): Entry => ({
    ...{ role, url: uri, passcode: password },
  });
  return {
    meeting,
    ids: { conferenceId, confUUID },
    subject,
    host: schedulerName,
    hostAccount: schedulerAccount || null,
    hostDetails: {
      userId: schedulerId ?? null,
      email: host?.email ?? null,
      department: deptName || null,
      mobile: host?.mobile ?? null,
    },
    recurring,
    entries: [
      entry('host', chair),
      entry('participant', guest),
      ...(audience ? [entry('audience', audience)] : []),
    ],
    attendance,
    who(index) {
      const one = attendance.at(index);
      const colleague = one && people.byNumber(one.callNumber);
      return (
        one && {
          name: one.displayName,
          number: one.callNumber,
          account: attendance.made(index)?.account ?? colleague?.account ?? null,
          userId: colleague?.userUUID ?? null,
          email: colleague?.email ?? null,
          department: one.deptName || null,
          device: DEVICES[one.device],
          media: one.video ? 'video' : 'audio',
        }
      );
    },
  };
}
