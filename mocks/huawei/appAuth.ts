import { type JsonObject, parseObject } from '../json.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { loginAnswer } from './loginAnswer.ts';
import { openSession, type SessionOwner } from './sessions.ts';
import { checkSignature } from './signature.ts';

// 72 is an API caller; the others mobile, tablet, PC, television, large screen, web [H-AUTH] [CM-COPY].
const CLIENT_TYPES = [72, 50, 51, 52, 53, 54, 55];
// The nonce's length [H-AUTH] [H-BBS].
const NONCE = { least: 32, most: 64 };

/** POST /v2/usg/acs/auth/appauth: logs in with an App ID [H-AUTH]. */
export const appAuth: HuaweiEndpoint = {
  operation: 'CreateAppIdToken',
  method: 'POST',
  path: '/v2/usg/acs/auth/appauth',
  front: 'mmc',
  token: () => 'ignored',
  async answer(call) {
    const body = parseObject(call.body);
    if (!body) throw new HuaweiRefusal('USG.206060011', 'the body is not a JSON object');
    const appId = text(body, 'appId');
    const userId = text(body, 'userId');
    const corpId = text(body, 'corpId');
    const nonce = text(body, 'nonce');
    const expireTime = whole(body, 'expireTime', 'UNIX seconds, 0 for never');
    const clientType = whole(body, 'clientType', '72 for an API caller');
    if (!CLIENT_TYPES.includes(clientType))
      throw new HuaweiRefusal('USG.206060011', `clientType must be one of ${CLIENT_TYPES.join(', ')}`);
    if (nonce.length < NONCE.least || nonce.length > NONCE.most)
      throw new HuaweiRefusal(
        'USG.206060011',
        `nonce must have ${NONCE.least} to ${NONCE.most} characters, it has ${nonce.length}`,
      );
    const app = call.settings.apps.find((one) => one.appId === appId);
    if (!app)
      throw new HuaweiRefusal('USG.206010025', `no application with appId "${appId}" is registered here`);
    if (app.mode === 'enterprise' && corpId !== '')
      throw new HuaweiRefusal('USG.206010025', 'corpId must be absent in single-enterprise mode');
    if (app.mode === 'sp' && corpId === '' && userId !== '')
      throw new HuaweiRefusal(
        'USG.206010025',
        'in service-provider mode a userId needs the corpId of its enterprise',
      );
    await checkSignature(call.headers.get('Authorization'), app, {
      appId,
      corpId,
      userId,
      expireTime,
      nonce,
    });
    if (expireTime !== 0 && expireTime * 1000 < call.now)
      throw new HuaweiRefusal(
        'USG.206010057',
        `expireTime ${expireTime} is over: it is UNIX seconds, and now is ${Math.floor(call.now / 1000)}`,
      );
    const owner: SessionOwner = { appId, corpId, userId, clientType };
    const firstLogin = register(call, owner, text(body, 'userName'));
    const session = openSession(call.state, call.world.seed, owner, call.now);
    return loginAnswer(call.world, app, session, { firstLogin, name: nameOf(call, owner) });
  },
};

/** A string member; null and absent are empty, as the official SDKs send nulls for what they leave out [SDK-RUN]. */
function text(body: JsonObject, field: string): string {
  const value = body[field] ?? '';
  if (typeof value !== 'string') throw new HuaweiRefusal('USG.206060011', `${field} must be a string`);
  return value;
}

function whole(body: JsonObject, field: string, meaning: string): number {
  const value = body[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new HuaweiRefusal('USG.206060011', `${field} must be a whole number (${meaning})`);
  return value;
}

const userKey = ({ appId, corpId, userId }: SessionOwner) => [appId, corpId, userId].join('\n');

/** An account that Huawei does not know is registered by its first login [H-AUTH]. Says whether this was one. */
function register(call: HuaweiCall, owner: SessionOwner, name: string): boolean {
  const { registered } = call.state.huawei;
  if (owner.userId === '' || call.world.people.byAccount(owner.userId) || registered.has(userKey(owner)))
    return false;
  registered.set(userKey(owner), { name: name || owner.userId, since: call.now });
  return true;
}

function nameOf(call: HuaweiCall, owner: SessionOwner): string {
  if (owner.userId === '') return 'admin';
  const employee = call.world.people.byAccount(owner.userId);
  return employee?.name ?? call.state.huawei.registered.get(userKey(owner))?.name ?? owner.userId;
}
