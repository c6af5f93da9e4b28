import type { Entry } from '../../fixtures/huaweiMeeting.ts';
import { HuaweiRefusal } from './errors.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

/** A conference that is not over. @throws HuaweiRefusal MMC.111072065 */
export function openConference(world: HuaweiWorld, conferenceId: string, now: number): HuaweiMeeting {
  const meeting = world.byConferenceId(conferenceId, now);
  if (!meeting) throw new HuaweiRefusal('MMC.111072065', `there is no conference ${conferenceId}`);
  if (meeting.end > now) return meeting;
  throw new HuaweiRefusal(
    'MMC.111072065',
    `conference ${conferenceId} ended at ${new Date(meeting.end).toISOString()}`,
  );
}

/**
 * The role that a password opens. A conference that needs none lets everybody in as a guest: INFERRED.
 * @throws HuaweiRefusal MMC.111072065
 */
export function enter(
  { conferenceId, needPassword, chair, guest, audience }: HuaweiMeeting,
  password: string,
): Entry {
  const roles = [chair, guest, ...(audience ? [audience] : [])];
  const opened = roles.find((role) => role.password !== '' && role.password === password);
  if (opened) return opened;
  if (!needPassword) return guest;
  throw new HuaweiRefusal(
    'MMC.111072065',
    password === ''
      ? `conference ${conferenceId} needs a password in X-Password`
      : `X-Password opens no role of conference ${conferenceId} (${audience ? 'chair, guest, audience' : 'chair, guest'})`,
  );
}
