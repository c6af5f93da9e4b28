import type { Entry } from '../../fixtures/huaweiMeeting.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';
import type { HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';

/** GET /v2/mms/ncms/conferences/auth/random: buys a random with a conference's password [documents/004]. */
export const createAuthRandom: HuaweiEndpoint = {
  operation: 'CreateAuthRandom',
  method: 'GET',
  path: '/v2/mms/ncms/conferences/auth/random',
  front: 'mms',
  token: (settings) => settings.authRandomToken,
  answer({ url, headers, world, now }) {
    const conferenceId = url.searchParams.get('conf_id') ?? '';
    if (conferenceId === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no conf_id');
    const waiting = url.searchParams.get('guest_waiting') ?? '0';
    if (waiting !== '0' && waiting !== '1')
      throw new HuaweiRefusal('MMC.111071061', `guest_waiting must be 0 or 1, not "${waiting}"`);
    const meeting = world.huawei.byConferenceId(conferenceId, now);
    if (!meeting) throw new HuaweiRefusal('MMC.111072065', `there is no conference ${conferenceId}`);
    if (meeting.end <= now)
      throw new HuaweiRefusal(
        'MMC.111072065',
        `conference ${conferenceId} ended at ${new Date(meeting.end).toISOString()}`,
      );
    const { random } = enter(meeting, headers.get('X-Password') ?? '');
    return {
      random,
      subject: meeting.subject,
      conf_mode: meeting.mode,
      webinar: meeting.webinar,
      need_password: meeting.needPassword,
      support_applets: meeting.supportApplets,
    };
  },
};

/** The role that a password opens. A conference that needs none lets everybody in as a guest: INFERRED. */
function enter(
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
