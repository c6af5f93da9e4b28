import { readBody, readClientType, text, whole } from '../body.ts';
import type { HuaweiCall, HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { loginAnswer } from '../loginAnswer.ts';
import { nameOf, userKey } from '../owner.ts';
import { openSession } from '../sessions.ts';
import { checkSignature } from '../signature.ts';
import type { SessionOwner } from '../state.ts';
import { corpIdsOf, inTenant } from '../tenant.ts';

const TOKEN_TYPE = 'LongTicket';
// The nonce's length [H-AUTH] [H-BBS].
const NONCE = { least: 32, most: 64 };

/** POST /v2/usg/acs/auth/appauth: logs in with an App ID [H-AUTH]. */
export const appAuth: HuaweiEndpoint = {
  operation: 'CreateAppIdToken',
  method: 'POST',
  path: () => '/v2/usg/acs/auth/appauth',
  coverage: {
    section: '1.1',
    simulated:
      'five signing modes, hex of either case, `access=` and `X-Token-Type` present or absent, nulls, nonce of 32 to 64, `expireTime` 0 and past, self-registration, units of every field, 12 to 24 h, 64 tokens of clientType 72 and one of any other',
    inferred: 'which code refuses which mistake; another word in `X-Token-Type` is refused',
    missing: '`deptCode`, `userEmail` and `userPhone` are taken and not kept',
    source: '[meeting_21_0311](https://support.huaweicloud.com/api-meeting/meeting_21_0311.html)',
  },
  front: 'mmc',
  token: () => 'ignored',
  async answer(asked) {
    const { settings, headers } = asked;
    const body = readBody(asked.body);
    const tokenType = headers.get('X-Token-Type');
    // The official SDKs never send it, hence it may be missing [facts 1.1]; that another word is refused is INFERRED.
    if (tokenType !== null && tokenType !== TOKEN_TYPE)
      throw new HuaweiRefusal('USG.206060011', `X-Token-Type must be ${TOKEN_TYPE}, not "${tokenType}"`);
    const appId = text(body, 'appId');
    const userId = text(body, 'userId');
    const corpId = text(body, 'corpId');
    const nonce = text(body, 'nonce');
    const expireTime = whole(body, 'expireTime', 'UNIX seconds, 0 for never');
    const clientType = readClientType(body);
    if (nonce.length < NONCE.least || nonce.length > NONCE.most)
      throw new HuaweiRefusal(
        'USG.206060011',
        `nonce must have ${NONCE.least} to ${NONCE.most} characters, it has ${nonce.length}`,
      );
    const app = settings.apps.find((one) => one.appId === appId);
    if (!app)
      throw new HuaweiRefusal('USG.206010025', `no application with appId "${appId}" is registered here`);
    if (app.mode === 'enterprise' && corpId !== '')
      throw new HuaweiRefusal('USG.206010025', 'corpId must be absent in single-enterprise mode');
    if (app.mode === 'sp' && corpId === '' && userId !== '')
      throw new HuaweiRefusal(
        'USG.206010025',
        'in service-provider mode a userId needs the corpId of its enterprise',
      );
    await checkSignature(headers.get('Authorization'), app, {
      appId,
      corpId,
      userId,
      expireTime,
      nonce,
    });
    if (expireTime !== 0 && expireTime * 1000 < asked.now)
      throw new HuaweiRefusal(
        'USG.206010057',
        `expireTime ${expireTime} is over: it is UNIX seconds, and now is ${Math.floor(asked.now / 1000)}`,
      );
    // After the signature, so that nobody else learns which there are.
    if (corpId !== '' && !corpIdsOf(app).includes(corpId))
      throw new HuaweiRefusal('USG.206010025', `the service provider has no enterprise "${corpId}"`);
    const owner: SessionOwner = { appId, corpId, userId, clientType };
    const call = inTenant(asked, owner);
    const firstLogin = register(call, owner, text(body, 'userName'));
    const session = openSession(call.state, call.world.seed, owner, call.now);
    return loginAnswer(call.world, app.mode, session, {
      firstLogin,
      name: nameOf(call, owner),
      now: call.now,
    });
  },
};

/** An account that Huawei does not know is registered by its first login [H-AUTH]. Says whether this was one. */
function register(call: HuaweiCall, owner: SessionOwner, name: string): boolean {
  const { registered } = call.state;
  if (owner.userId === '' || call.world.people.byAccount(owner.userId) || registered.has(userKey(owner)))
    return false;
  registered.set(userKey(owner), { name: name || owner.userId, since: call.now });
  return true;
}
