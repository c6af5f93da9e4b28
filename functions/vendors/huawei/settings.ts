import * as z from 'zod/mini';
import { baseUrl, setting } from '../../core/setting.ts';

/** The credentials of one App ID at Huawei Cloud Meeting. */
export const huaweiSettings = z.object({
  baseUrl: setting(
    'HUAWEI_BASE_URL',
    'var',
    'Base URL of Huawei Cloud Meeting; https://api-intl.meeting.huaweicloud.com outside China.',
    z._default(baseUrl, 'https://api.meeting.huaweicloud.com'),
  ),
  appId: setting('HUAWEI_APP_ID', 'var', 'App ID of the application.', z.string().check(z.minLength(1))),
  appKey: setting(
    'HUAWEI_APP_KEY',
    'secret',
    'App Key of the application.',
    z.string().check(z.minLength(1)),
  ),
  corpId: setting(
    'HUAWEI_CORP_ID',
    'var',
    'SP mode only: the enterprise, or - for the SP administrator. Must be unset in single-enterprise mode.',
    z.optional(z.string().check(z.minLength(1))),
  ),
  userId: setting(
    'HUAWEI_USER_ID',
    'var',
    'Third-party account to log in as; unset for the default administrator.',
    z.optional(z.string().check(z.minLength(1))),
  ),
  pushId: setting(
    'HUAWEI_PUSH_ID',
    'var',
    'Subscriber id that the event push of the vendor is registered with: any name, such as meetgate.',
    z.optional(z.string().check(z.regex(/^[!-~]{1,128}$/, 'must be 1 to 128 visible ASCII characters'))),
  ),
  pushKey: setting(
    'HUAWEI_PUSH_KEY',
    'secret',
    'Key that the vendor signs its events with: any long random text.',
    z.optional(z.string().check(z.minLength(8), z.maxLength(256))),
  ),
});

export type HuaweiSettings = z.output<typeof huaweiSettings>;
