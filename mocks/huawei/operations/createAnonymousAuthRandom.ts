import type { HuaweiEndpoint } from '../endpoint.ts';
import { enter, openConference, randomOf } from '../enter.ts';
import { HuaweiRefusal } from '../errors.ts';

// What the page prints for conference 914047175.
const SITE = 'https://117.78.2.254:443/conferences';
const PRINTED: Readonly<Record<string, string>> = { '914047175': '108860505401300' };

/**
 * GET /v1/mmc/management/conferences/anonymous/auth: buys a random with a conference's password, for somebody who has no
 * account; no token [H-ANON: support.huaweicloud.com/api-meeting/meeting_21_0055.html].
 */
export const createAnonymousAuthRandom: HuaweiEndpoint = {
  operation: 'CreateAnonymousAuthRandom',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/anonymous/auth',
  coverage: {
    section: '2',
    simulated: 'a password buys a random without a token, the page’s own conference and answer',
    inferred: 'a guest of what has not begun is refused',
    missing: '',
    source: '[meeting_21_0055](https://support.huaweicloud.com/api-meeting/meeting_21_0055.html)',
  },
  front: 'mmc',
  token: () => 'ignored',
  answer(call) {
    const { url, headers, world, now } = call;
    const conferenceId = url.searchParams.get('conferenceID') ?? '';
    if (conferenceId === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no conferenceID');
    const password = headers.get('X-Password');
    if (password === null) throw new HuaweiRefusal('MMC.112100029', 'the request has no X-Password header');
    const meeting = openConference(world, conferenceId, now);
    const role = enter(meeting, password);
    return { siteUrl: SITE, random: randomOf(call, meeting, role, false, PRINTED[conferenceId]) };
  },
};
