import type { Terminal } from '../../fixtures/quanshiConference.ts';
import type { Room } from '../vendor.ts';
import type { Device } from '../world/overlay/state.ts';
import type { QuanshiConference } from './world/quanshiConference.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

const DEVICES: Readonly<Record<Terminal, Device>> = {
  desktop: 'desktop',
  voip: 'desktop',
  video: 'mobile',
  pstn: 'phone',
  mcu: 'room',
  box: 'room',
};
const AUDIO: readonly Terminal[] = ['voip', 'pstn'];

/** A conference of Quanshi's, in no vendor's words. */
export function roomOf({ people }: QuanshiWorld, conference: QuanshiConference): Room {
  const { eventId, conferenceId, liveId, title, host, attendance, recurring } = conference;
  const accountOf = (email: string) => people.byEmail(email)?.account ?? null;
  return {
    meeting: conference,
    ids: { eventId, conferenceId, liveId },
    subject: title,
    host: host.name,
    hostAccount: accountOf(host.email),
    hostDetails: {
      userId: String(host.id),
      email: host.email || null,
      department: host.orgName || null,
      mobile: host.mobile || null,
    },
    recurring,
    entries: [
      { role: 'host', url: conference.hostJoinUrl, passcode: conference.pcode1 },
      { role: 'participant', url: conference.attendeeJoinUrl, passcode: conference.pcode2 },
    ],
    attendance,
    who(index) {
      if (index >= attendance.total) return undefined;
      const { name, mobile, email, userId, department } = conference.attendee(attendance.person(index));
      const kind = conference.terminal(index);
      return {
        name,
        number: mobile || null,
        account: accountOf(email),
        userId: userId || null,
        email: email || null,
        department: department || null,
        device: DEVICES[kind],
        media: AUDIO.includes(kind) ? 'audio' : 'video',
      };
    },
  };
}
