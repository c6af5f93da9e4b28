import { sha1Hex } from '../crypto.ts';
import { CUSTOMER_CODE } from '../documented/quanshi.ts';
import type { QuanshiCall, QuanshiEndpoint } from './endpoint.ts';
import { QuanshiRefusal } from './errors.ts';
import { openSession, TOKEN_LIFE } from './sessions.ts';

//
const LONGEST_NONCE = 128;

/** POST /eventopenapi/token/create: a token for one user. */
export const createToken: QuanshiEndpoint = {
  operation: 'CreateToken',
  path: () => '/eventopenapi/token/create',
  family: 'events',
  token: false,
  async answer(call) {
    await checkSum(call);
    const { userId } = call.body;
    if (typeof userId !== 'number' || !Number.isSafeInteger(userId) || userId <= 0)
      throw new QuanshiRefusal('parameter', 'userId in the body must be a positive whole number');
    // Any user may have a token: which ids exist is not this operation's to tell (INFERRED).
    const session = openSession(call.state, call.world.seed, userId, call.now);
    return {
      result: {
        productId: null,
        createTime: session.issuedAt,
        expire: TOKEN_LIFE,
        customerCode: CUSTOMER_CODE,
        // The stored answer is cut off before this key: its name is INFERRED, and so is the echo of userId [facts 6.2].
        token: session.token,
        userId,
      },
    };
  },
};

/** Lower-case hex SHA-1 of secret, nonce and time. */
export function signCheckSum(secret: string, nonce: string, curTime: string): Promise<string> {
  return sha1Hex(secret + nonce + curTime);
}

/** Checks the four headers. The application's id is AppKey on older pages, AppId on newer ones; either will do. */
async function checkSum({ headers, now, settings }: QuanshiCall): Promise<void> {
  const appId = headers.get('AppId') ?? headers.get('AppKey');
  if (!appId)
    throw new QuanshiRefusal('application', 'the request has neither an AppKey nor an AppId header');
  const app = settings.apps.find((one) => one.appId === appId);
  if (!app) throw new QuanshiRefusal('application', `no application "${appId}" is registered here`);
  const nonce = headers.get('Nonce') ?? '';
  if (nonce === '' || nonce.length > LONGEST_NONCE)
    throw new QuanshiRefusal(
      'parameter',
      `Nonce must have 1 to ${LONGEST_NONCE} characters, it has ${nonce.length}`,
    );
  const curTime = headers.get('CurTime') ?? '';
  if (!/^\d{1,15}$/.test(curTime))
    throw new QuanshiRefusal('parameter', 'CurTime must be the time in milliseconds since 1970');
  const expected = await signCheckSum(app.secret, nonce, curTime);
  const given = headers.get('CheckSum') ?? '';
  if (given !== expected)
    throw new QuanshiRefusal('checksum', await explain(app.secret, nonce, curTime, given, expected));
  const off = Math.abs(now - Number(curTime));
  if (off > settings.clockSkew)
    throw new QuanshiRefusal(
      'clock',
      `CurTime is ${Math.round(off / 1000)} s off: it is milliseconds, and now is ${now}`,
    );
}

async function explain(secret: string, nonce: string, curTime: string, given: string, expected: string) {
  const rule = 'CheckSum must be the lower-case hex SHA-1 of AppSecret + Nonce + CurTime';
  if (given === '') return `the request has no CheckSum header: ${rule}`;
  if (given.toLowerCase() === expected) return `CheckSum is right but in upper case: ${rule}`;
  if (
    given === (await sha1Hex(nonce + curTime + secret)) ||
    given === (await sha1Hex(secret + curTime + nonce))
  )
    return `CheckSum was made of its parts in another order: ${rule}`;
  return `${rule}; with Nonce ${nonce} and CurTime ${curTime} the one sent fits no usual mistake, so look at the secret`;
}
