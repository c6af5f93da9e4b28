import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { renew, sessionAnswer } from '../renewal.ts';
import { byRefreshToken } from '../sessions.ts';

/** PUT /v1/usg/acs/token: a new access token for the refresh token in X-Access-Token; no body [H-REFRESH]. */
export const updateToken: HuaweiEndpoint = {
  operation: 'UpdateToken',
  method: 'PUT',
  path: () => '/v1/usg/acs/token',
  coverage: {
    section: '1.2',
    simulated: 'refresh by the refresh token for 30 days, as long as its session lasts',
    inferred: 'a renewed token ends (`renewedToken`)',
    missing: 'latency of the published SLA',
    source: '[meeting_21_0307](https://support.huaweicloud.com/intl/en-us/api-meeting/meeting_21_0307.html)',
  },
  front: 'mmc',
  token: () => 'ignored',
  answer(call) {
    const token = call.headers.get('X-Access-Token') ?? '';
    if (token === '')
      throw new HuaweiRefusal('USG.000000004', 'X-Access-Token must carry the refreshToken of a login');
    const session = byRefreshToken(call.state, token, call.now);
    if (!session)
      throw new HuaweiRefusal(
        'USG.000000004',
        call.state.sessions.has(token)
          ? 'X-Access-Token carries an access token; to refresh, it must carry the refreshToken'
          : 'X-Access-Token carries no refreshToken that is still good',
      );
    return sessionAnswer(call, renew(call, session), true);
  },
};
