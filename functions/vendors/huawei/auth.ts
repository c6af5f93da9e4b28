import * as z from 'zod/mini';
import { LoginRefused } from '../../core/loginRefused.ts';
import { Problem } from '../../core/problem.ts';
import { classifyLogin, type Grant, type LoginContext } from '../../core/provider.ts';
import type { VendorAnswer, VendorRequest } from '../../core/upstream.ts';
import { huaweiLoginErrors } from './errors.ts';
import type { HuaweiSettings } from './settings.ts';
import { unwrapHuawei } from './unwrap.ts';

/** Kind of client: 72 is a caller of the API, of which one user may hold 64 tokens. [H-AUTH] */
const CLIENT_TYPE_API = 72;

/** For how long the signed material is good, in seconds; the official SDKs use the same. [SDK-RUN] */
const MATERIAL_LIFETIME_S = 600;

/** Stands for the SP administrator, who belongs to no enterprise: SP mode needs to be told apart somehow. */
export const SP_ADMINISTRATOR = '-';

const loginAnswer = z.looseObject({
  accessToken: z.string().check(z.minLength(1)),
  /** Seconds. */
  validPeriod: z.coerce.number().check(z.positive()),
  refreshToken: z.catch(z.nullish(z.string().check(z.minLength(1))), undefined),
  /** Seconds. */
  refreshValidPeriod: z.catch(z.nullish(z.coerce.number().check(z.positive())), undefined),
});

/** What is signed, and by whom. Times in seconds. */
export interface AppAuthMaterial {
  appId: string;
  appKey: string;
  corpId?: string | undefined;
  userId?: string | undefined;
  expireTime: number;
  nonce: string;
}

/**
 * The signature of App ID authentication: lower-case hex of HMAC-SHA256 over
 * `appId:userId:expireTime:nonce` (single enterprise) or `appId:corpId:userId:expireTime:nonce` (SP mode); an
 * absent part leaves its colons. [H-AUTH] [H-BBS]
 */
export async function signAppAuth({
  appId,
  appKey,
  corpId,
  userId,
  expireTime,
  nonce,
}: AppAuthMaterial): Promise<string> {
  const corp = corpId === SP_ADMINISTRATOR ? '' : corpId;
  const who = corpId === undefined ? [userId ?? ''] : [corp, userId ?? ''];
  const message = [appId, ...who, expireTime, nonce].join(':');
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(appKey),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(message))).toHex();
}

/** Logs in with the App ID: POST /v2/usg/acs/auth/appauth. [H-AUTH] */
export async function loginHuawei({
  settings,
  user,
  now,
  send,
}: LoginContext<HuaweiSettings>): Promise<Grant> {
  const { appId, appKey, corpId, baseUrl } = settings;
  const userId = user ?? settings.userId;
  const expireTime = Math.floor(now / 1000) + MATERIAL_LIFETIME_S;
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const signature = await signAppAuth({ appId, appKey, corpId, userId, expireTime, nonce });
  const access = new TextEncoder().encode(appId).toBase64();
  const answer = await send(
    {
      method: 'POST',
      path: '/v2/usg/acs/auth/appauth',
      query: {},
      headers: {
        Authorization: `HMAC-SHA256 signature=${signature},access=${access}`,
        'X-Token-Type': 'LongTicket',
      },
      body: {
        appId,
        clientType: CLIENT_TYPE_API,
        expireTime,
        nonce,
        ...(corpId !== undefined && corpId !== SP_ADMINISTRATOR && { corpId }),
        ...(userId !== undefined && { userId }),
      },
    },
    baseUrl,
  );
  return readGrant(answer);
}

/** A newer token for a refresh token: PUT /v1/usg/acs/token. Spares the signature and a third of the time. [H-REFRESH] */
export async function refreshHuawei(
  { settings, send }: LoginContext<HuaweiSettings>,
  refreshToken: string,
): Promise<Grant> {
  return readGrant(await send(tokenRequest('PUT', refreshToken), settings.baseUrl));
}

/** Ends a token: DELETE /v1/usg/acs/token. [SDK-PY] */
export async function logOutHuawei(
  { settings, send }: LoginContext<HuaweiSettings>,
  token: string,
): Promise<void> {
  await send(tokenRequest('DELETE', token), settings.baseUrl);
}

const tokenRequest = (method: 'PUT' | 'DELETE', token: string): VendorRequest => ({
  method,
  path: '/v1/usg/acs/token',
  query: {},
  headers: { 'X-Access-Token': token },
});

function readGrant(answer: VendorAnswer): Grant {
  const outcome = unwrapHuawei(answer);
  if ('failure' in outcome)
    throw new LoginRefused(outcome.failure, classifyLogin(outcome.failure, huaweiLoginErrors));
  const login = loginAnswer.safeParse(outcome.result);
  if (!login.success) {
    throw new Problem('provider-malformed', 'The login answer holds no accessToken and validPeriod.', {
      provider: 'huawei',
    });
  }
  const { accessToken, validPeriod, refreshToken, refreshValidPeriod } = login.data;
  return {
    token: accessToken,
    lifetimeMs: validPeriod * 1000,
    ...(refreshToken &&
      refreshValidPeriod && { refresh: { token: refreshToken, lifetimeMs: refreshValidPeriod * 1000 } }),
  };
}
