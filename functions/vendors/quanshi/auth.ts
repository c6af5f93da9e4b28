import * as z from 'zod/mini';
import { LoginRefused } from '../../core/loginRefused.ts';
import { Problem } from '../../core/problem.ts';
import { classifyLogin, type Grant, type LoginContext } from '../../core/provider.ts';
import { quanshiLoginErrors } from './errors.ts';
import type { QuanshiSettings } from './settings.ts';
import { unwrapQuanshi } from './unwrap.ts';

/** `expire` is taken for seconds: the example's 86400 is a day (INFERRED). That the token's key is `token`, too. */
const loginAnswer = z.looseObject({
  token: z.string().check(z.minLength(1)),
  expire: z.coerce.number().check(z.positive()),
});

/** What the checksum is made of. `curTime` in milliseconds. */
export interface CheckSumMaterial {
  appSecret: string;
  nonce: string;
  curTime: number;
}

/** Lower-case hex of SHA-1 over secret, nonce and time, without separators. */
export async function checkSum({ appSecret, nonce, curTime }: CheckSumMaterial): Promise<string> {
  const bytes = new TextEncoder().encode(`${appSecret}${nonce}${curTime}`);
  return new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)).toHex();
}

/** Has a token issued: POST /eventopenapi/token/create. */
export async function loginQuanshi({
  settings,
  user,
  now,
  send,
}: LoginContext<QuanshiSettings>): Promise<Grant> {
  const { appId = '', appSecret = '', appHeader, eventsBaseUrl } = settings;
  const nonce = crypto.randomUUID();
  const answer = await send(
    {
      method: 'POST',
      path: '/eventopenapi/token/create',
      query: {},
      headers: {
        [appHeader]: appId,
        Nonce: nonce,
        CurTime: String(now),
        CheckSum: await checkSum({ appSecret, nonce, curTime: now }),
      },
      body: { userId: Number(user ?? settings.userId) },
    },
    eventsBaseUrl,
  );
  const outcome = unwrapQuanshi(answer);
  if ('failure' in outcome) {
    throw new LoginRefused(outcome.failure, classifyLogin(outcome.failure, quanshiLoginErrors));
  }
  const login = loginAnswer.safeParse(outcome.result);
  if (!login.success) {
    throw new Problem('provider-malformed', 'The login answer holds no token and expire.', {
      provider: 'quanshi',
    });
  }
  return { token: login.data.token, lifetimeMs: login.data.expire * 1000 };
}
