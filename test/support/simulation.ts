import { sign } from '../../mocks/huawei/signature.ts';
import { signCheckSum } from '../../mocks/quanshi/checkSum.ts';
import type { Vendors } from '../../mocks/vendors.ts';

/** Paths of Huawei's operations that several tests call. */
export const HUAWEI = {
  webinars: '/v1/wss/webinar/open/conferences',
  ongoing: '/v1/wss/webinar/open/conferences/ongoing',
  meetings: '/v1/mmc/management/conferences',
  attendance: '/v1/mmc/management/conferences/history/confAttendeeRecord',
  random: '/v2/mms/ncms/conferences/auth/random',
  login: '/v2/usg/acs/auth/appauth',
  token: '/v1/usg/acs/token',
} as const;

/** Paths of Quanshi's. */
export const QUANSHI = {
  token: '/eventopenapi/token/create',
  live: '/confopenapi/conference/listbystatus',
  attendees: '/confopenapi/conference/attendee/list',
  byEmail: '/eventopenapi/user/search/email',
} as const;

/** Spans in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday morning in Beijing. */
export const NOW = Date.UTC(2026, 2, 2, 2, 40);
export const NONCE = '0123456789abcdef0123456789abcdef';

/** What came back: the status, the hint of a refusal, and the body; undefined where there is none. */
export interface Answer {
  readonly status: number;
  readonly hint: string | null;
  readonly headers: Headers;
  // Bodies are looked at member by member in expectations.
  // biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
  readonly body: any;
}

/** Sends a request to the simulation. */
export async function send(vendors: Vendors, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await vendors.fetch(new Request(`https://vendor.test${path}`, init));
  const { status, headers } = response;
  const text = await response.text();
  const body = text === '' ? undefined : JSON.parse(text);
  return { status, hint: headers.get('X-Mock-Hint'), headers, body };
}

/** A login body: the default administrator of the demonstration's enterprise. */
export const LOGIN = { appId: 'demo-app', userId: '', expireTime: 0, nonce: NONCE, clientType: 72 };

/** The applications that the simulation knows unless told otherwise. */
const KEYS: Readonly<Record<string, { appKey: string; mode: 'enterprise' | 'sp' }>> = {
  'demo-app': { appKey: 'demo-key', mode: 'enterprise' },
  'demo-sp': { appKey: 'demo-sp-key', mode: 'sp' },
};

/** Logs in to Huawei with a correct signature; `body` is what differs from `LOGIN`. */
export async function appLogin(
  vendors: Vendors,
  body: Partial<typeof LOGIN> & { readonly corpId?: string; readonly userName?: string },
): Promise<Answer> {
  const sent = { ...LOGIN, ...body };
  const { appKey, mode } = KEYS[sent.appId] ?? { appKey: `${sent.appId}-key`, mode: 'enterprise' };
  const signature = await sign({ appKey, mode }, { corpId: '', ...sent });
  return send(vendors, HUAWEI.login, {
    method: 'POST',
    headers: { Authorization: `HMAC-SHA256 signature=${signature},access=${btoa(sent.appId)}` },
    body: JSON.stringify(sent),
  });
}

/** Logs in a user of the demonstration's enterprise. */
export const huaweiLogin = (vendors: Vendors, userId = '', clientType = 72): Promise<Answer> =>
  appLogin(vendors, { userId, clientType });

/** A caller of Huawei's who has logged in. */
export async function huaweiCaller(vendors: Vendors, userId = '') {
  const token: string = (await huaweiLogin(vendors, userId)).body.accessToken;
  return (path: string, headers: Record<string, string> = {}) =>
    send(vendors, path, { headers: { 'X-Access-Token': token, ...headers } });
}

/** The headers of a correct request for a Quanshi token. */
export async function checkSumHeaders(curTime: number, secret = 'demo-secret') {
  const CheckSum = await signCheckSum(secret, '571163', String(curTime));
  return { AppKey: 'demo-app', Nonce: '571163', CurTime: String(curTime), CheckSum };
}

/** A caller of Quanshi's who has a token. */
export async function quanshiCaller(vendors: Vendors) {
  const { body } = await send(vendors, QUANSHI.token, {
    method: 'POST',
    headers: await checkSumHeaders(vendors.settings.now()),
    body: '{"userId":10001}',
  });
  const token: string = body.data.token;
  return (path: string, input: object) =>
    send(vendors, path, { method: 'POST', headers: { token }, body: JSON.stringify(input) });
}
