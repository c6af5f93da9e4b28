import { bytesToHex } from '@noble/hashes/utils.js';
import { HuaweiRefusal } from './errors.ts';
import type { HuaweiApp } from './settings.ts';

/** What a login signs. Text as it stands in the message; absent parts are empty. */
export interface Signed {
  readonly appId: string;
  readonly corpId: string;
  readonly userId: string;
  readonly expireTime: number;
  readonly nonce: string;
}

/** The two forms of the message; with their parts empty they give the five documented modes [H-AUTH]. */
export function signedMessage(
  mode: HuaweiApp['mode'],
  { appId, corpId, userId, expireTime, nonce }: Signed,
): string {
  const parts =
    mode === 'sp' ? [appId, corpId, userId, expireTime, nonce] : [appId, userId, expireTime, nonce];
  return parts.join(':');
}

const encoder = new TextEncoder();

/** HMAC-SHA256 in lower-case hex: what logins and events are signed with. */
export async function hmacSha256Hex(key: string, message: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', imported, encoder.encode(message));
  return bytesToHex(new Uint8Array(mac));
}

/** The signature of a login: lower-case hex of HMAC-SHA256 under the App Key [H-AUTH]. */
export function sign(app: Pick<HuaweiApp, 'appKey' | 'mode'>, signed: Signed): Promise<string> {
  return hmacSha256Hex(app.appKey, signedMessage(app.mode, signed));
}

const FORM = 'HMAC-SHA256 signature=<hex>,access=<base64 of the App ID>';

/**
 * Checks an Authorization header against what it should sign. Either case of hex is accepted, since the official SDKs
 * send both; `access` may be missing, since older ones never send it; both INFERRED [facts 1.1].
 *
 * @throws HuaweiRefusal USG.206010025, saying which message the signature would have fitted
 */
export async function checkSignature(header: string | null, app: HuaweiApp, signed: Signed): Promise<void> {
  const refuse = (hint: string) => new HuaweiRefusal('USG.206010025', hint);
  if (!header) throw refuse(`the request has no Authorization header; its form is: ${FORM}`);
  const match = /^HMAC-SHA256\s+signature=([0-9a-f]{64})(?:,\s*access=(\S+))?$/i.exec(header.trim());
  if (!match) throw refuse(`the Authorization header is not of the form: ${FORM}`);
  const access = match[2];
  if (access !== undefined && access !== base64(signed.appId))
    throw refuse(`access= in Authorization is not the base64 of appId, which is ${base64(signed.appId)}`);
  const given = match[1]?.toLowerCase();
  if (given === (await sign(app, signed))) return;
  throw refuse(await explain(app, signed, given));
}

/** Which mistake a wrong signature shows: the usual ones are tried in turn. The key itself is never told. */
async function explain(app: HuaweiApp, signed: Signed, given: string | undefined): Promise<string> {
  const expected = signedMessage(app.mode, signed);
  const { appId, corpId, userId, expireTime, nonce } = signed;
  const mistakes: readonly (readonly [string, string])[] = [
    ['the other mode', signedMessage(app.mode === 'sp' ? 'enterprise' : 'sp', signed)],
    [
      'the colons of empty parts left out',
      [appId, corpId, userId, expireTime, nonce].filter((p) => p !== '').join(':'),
    ],
    ['the word null for an empty userId', signedMessage(app.mode, { ...signed, userId: 'null' })],
    ['no userId', signedMessage(app.mode, { ...signed, userId: '' })],
    ['expireTime in milliseconds', signedMessage(app.mode, { ...signed, expireTime: expireTime * 1000 })],
    ['no colons', expected.replaceAll(':', '')],
  ];
  for (const [mistake, message] of mistakes)
    if (message !== expected && given === (await hmacSha256Hex(app.appKey, message)))
      return `the signature was made over "${message}" (${mistake}); it must be over "${expected}"`;
  return `the signature must be hex(HMAC-SHA256(App Key, "${expected}")); the one sent fits no usual mistake in the message, so look at the App Key`;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...encoder.encode(text)));
}
