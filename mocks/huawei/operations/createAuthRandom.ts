import type { HuaweiEndpoint } from '../endpoint.ts';
import { enter, openConference, randomOf } from '../enter.ts';
import { HuaweiRefusal } from '../errors.ts';

/** GET /v2/mms/ncms/conferences/auth/random: buys a random with a conference's password [documents/004]. */
export const createAuthRandom: HuaweiEndpoint = {
  operation: 'CreateAuthRandom',
  method: 'GET',
  path: () => '/v2/mms/ncms/conferences/auth/random',
  coverage: {
    section: '2',
    simulated:
      'a password buys a fresh random, which lets in once (`/__mock/people/join`), guests wait for what has not begun with `guest_waiting` alone, `support_applets` of the enterprise (`applets`), the document’s own conference and answer',
    inferred:
      'the token is optional (`authRandomToken`), a random lives for half an hour (`randomLife`), a conference without a password lets everybody in as a guest',
    missing: '',
    source:
      'document 004, [topic_0000002003833272](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000002003833272.html)',
  },
  front: 'mms',
  token: (settings) => settings.authRandomToken,
  answer(call) {
    const { url, headers, world, now, settings } = call;
    const conferenceId = url.searchParams.get('conf_id') ?? '';
    if (conferenceId === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no conf_id');
    const waiting = url.searchParams.get('guest_waiting') ?? '0';
    if (waiting !== '0' && waiting !== '1')
      throw new HuaweiRefusal('MMC.111071061', `guest_waiting must be 0 or 1, not "${waiting}"`);
    const meeting = openConference(world, conferenceId, now);
    const role = enter(meeting, headers.get('X-Password') ?? '');
    return {
      random: randomOf(call, meeting, role, waiting === '1'),
      subject: meeting.subject,
      conf_mode: meeting.mode,
      webinar: meeting.kind === 'webinar',
      need_password: meeting.needPassword,
      support_applets: settings.applets && meeting.supportApplets,
    };
  },
};
