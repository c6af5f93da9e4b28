import { defineProvider } from '../../core/provider.ts';
import { loginHuawei, logOutHuawei, refreshHuawei } from './auth.ts';
import { huaweiErrors } from './errors.ts';
import { push } from './push.ts';
import { type HuaweiSettings, huaweiSettings } from './settings.ts';
import { unwrapHuawei } from './unwrap.ts';

/** Huawei Cloud Meeting (华为云会议). */
export const huawei = defineProvider<HuaweiSettings>({
  id: 'huawei',
  title: 'Huawei Cloud Meeting',
  settings: huaweiSettings,
  identity: ({ baseUrl, appId, corpId, userId }, user) => [
    baseUrl,
    appId,
    corpId ?? '',
    user ?? userId ?? '',
  ],
  application: ({ baseUrl, appId }) => [baseUrl, appId],
  user: {
    pattern: /^[\x21-\x7e]{1,128}$/,
    mustBe: 'a third-party account id of 1 to 128 visible ASCII characters',
    canonical: (user) => user,
  },
  staticToken: () => undefined,
  login: loginHuawei,
  refresh: refreshHuawei,
  logOut: logOutHuawei,
  authorize: (request, token) => {
    request.headers['X-Access-Token'] = token;
  },
  unwrap: unwrapHuawei,
  errors: () => huaweiErrors,
  requestId: ({ headers }) => headers.get('X-Request-Id') ?? undefined,
  push,
});
