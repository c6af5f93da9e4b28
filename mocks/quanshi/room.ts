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
  const { eventId, conferenceId, liveId, title, host, attendance } = conference;
  const accountOf = (email: string) => people.byEmail(email)?.account ?? null;
  return {
    meeting: conference,
    ids: { eventId, conferenceId, liveId, hostId: host.id },
    subject: title,
    host: host.name,
    hostAccount: accountOf(host.email),
    attendance,
    who(index) {
      if (index >= attendance.total) return undefined;
      const { name, mobile, email } = conference.attendee(attendance.person(index));
      const kind = conference.terminal(index);
      return {
        name,
        number: mobile || null,
        account: accountOf(email),
        device: DEVICES[kind],
        media: AUDIO.includes(kind) ? 'audio' : 'video',
      };
    },
  };
}
