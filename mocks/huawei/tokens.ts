import { flag, readBody, text } from './body.ts';
import { checkToken } from './checkToken.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { loginAnswer } from './loginAnswer.ts';
import { nameOf } from './nameOf.ts';
import { byRefreshToken, endSession, type HuaweiSession, openSession } from './sessions.ts';

/** PUT /v1/usg/acs/token: a new access token for the refresh token in X-Access-Token; no body [H-REFRESH]. */
export const updateToken: HuaweiEndpoint = {
  operation: 'UpdateToken',
  method: 'PUT',
  path: '/v1/usg/acs/token',
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
        call.state.huawei.sessions.has(token)
          ? 'X-Access-Token carries an access token; to refresh, it must carry the refreshToken'
          : 'X-Access-Token carries no refreshToken that is still good',
      );
    return answer(call, renew(call, session), true);
  },
};

/** POST /v1/usg/acs/token/validate: whether a token is good, and on request a new one for it [H-VALIDATE]. */
export const checkTokenOperation: HuaweiEndpoint = {
  operation: 'CheckToken',
  method: 'POST',
  path: '/v1/usg/acs/token/validate',
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
    return answer(call, renewed ? renew(call, session) : session, flag(body, 'needAccountInfo') === true);
  },
};

/** DELETE /v1/usg/acs/token: logs out; the answer has no body [SDK-PY]. */
export const deleteToken: HuaweiEndpoint = {
  operation: 'DeleteToken',
  method: 'DELETE',
  path: '/v1/usg/acs/token',
  front: 'mmc',
  token: () => 'required',
  answer({ state, session, now }) {
    if (session) endSession(state, session, now);
    return undefined;
  },
};

function renew({ state, world, settings, now }: HuaweiCall, session: HuaweiSession): HuaweiSession {
  if (settings.renewedToken === 'ends') endSession(state, session, now);
  return openSession(state, world.seed, session.owner, now);
}

/** The model of a login. Without needAccountInfo `user` is null: INFERRED. */
function answer(call: HuaweiCall, session: HuaweiSession, withUser: boolean): object {
  const { owner } = session;
  const mode = call.settings.apps.find((one) => one.appId === owner.appId)?.mode ?? 'enterprise';
  const name = nameOf(call, owner);
  const whole = loginAnswer(call.world, mode, session, { firstLogin: false, name, now: call.now });
  return withUser ? whole : { ...whole, user: null };
}
