import { flag, readBody, text } from '../body.ts';
import { checkToken } from '../checkToken.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { renew, sessionAnswer } from '../renewal.ts';

/** POST /v1/usg/acs/token/validate: whether a token is good, and on request a new one for it [H-VALIDATE]. */
export const validateToken: HuaweiEndpoint = {
  operation: 'CheckToken',
  method: 'POST',
  path: () => '/v1/usg/acs/token/validate',
  coverage: {
    section: '1.2',
    simulated: 'validation with and without a new token',
    inferred: 'a renewed token ends (`renewedToken`), `user` is null without `needAccountInfo`',
    missing: '',
    source: '[meeting_21_0308](https://support.huaweicloud.com/intl/en-us/api-meeting/meeting_21_0308.html)',
  },
  front: 'mmc',
  token: () => 'ignored',
  answer(call) {
    const body = readBody(call.body);
    const token = text(body, 'token');
    if (token === '') throw new HuaweiRefusal('USG.206060011', 'the body has no token');
    const renewed = flag(body, 'needGenNewToken');
    if (renewed === undefined)
      throw new HuaweiRefusal('USG.206060011', 'needGenNewToken is mandatory: true or false');
    const session = checkToken(call.state, token, call.now, 'token');
    const withUser = flag(body, 'needAccountInfo') === true;
    return sessionAnswer(call, renewed ? renew(call, session) : session, withUser);
  },
};
