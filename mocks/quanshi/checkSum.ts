import { bytesToHex } from '@noble/hashes/utils.js';
import type { QuanshiCall } from './endpoint.ts';
import { QuanshiRefusal } from './errors.ts';

//
const LONGEST_NONCE = 128;

const encoder = new TextEncoder();

async function sha1Hex(text: string): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-1', encoder.encode(text))));
}

/** Lower-case hex SHA-1 of secret, nonce and time. */
export function signCheckSum(secret: string, nonce: string, curTime: string): Promise<string> {
  return sha1Hex(secret + nonce + curTime);
}

/** Whether a request carries an application's id: who has no token may sign instead, where a page says so. */
export function isSigned(headers: Headers): boolean {
  return headers.has('AppId') || headers.has('AppKey');
}

/**
 * Checks the four headers. The application's id is AppKey on older pages, AppId on newer ones; either will do.
 * @throws QuanshiRefusal
 */
export async function checkSum({
  headers,
  now,
  settings,
}: Pick<QuanshiCall, 'headers' | 'now' | 'settings'>): Promise<void> {
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

/** Which mistake a wrong CheckSum shows: the usual ones are tried in turn. The secret itself is never told. */
async function explain(secret: string, nonce: string, curTime: string, given: string, expected: string) {
  const rule = 'CheckSum must be the lower-case hex SHA-1 of AppSecret + Nonce + CurTime';
  if (given === '') return `the request has no CheckSum header: ${rule}`;
  if (given.toLowerCase() === expected) return `CheckSum is right but in upper case: ${rule}`;
  const seconds = String(Math.floor(Number(curTime) / 1000));
  const mistakes = [
    ['of its parts in another order', nonce + curTime + secret],
    ['of its parts in another order', secret + curTime + nonce],
    ['with the time in seconds', secret + nonce + seconds],
    ['without the nonce', secret + curTime],
    ['without the time', secret + nonce],
    ['without the secret', nonce + curTime],
  ] as const;
  for (const [mistake, message] of mistakes)
    if (given === (await sha1Hex(message))) return `CheckSum was made ${mistake}: ${rule}`;
  return `${rule}; with Nonce ${nonce} and CurTime ${curTime} the one sent fits no usual mistake, so look at the secret`;
}
