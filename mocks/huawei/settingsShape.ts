import type { Zod } from '../vendor.ts';
import type { HuaweiSettings } from './settings.ts';

/** The forms of Huawei's settings as people write them in a file. */
export function huaweiSettingsShape(z: Zod) {
  const text = z.string().min(1).max(256);
  const count = z.int().min(0);
  return {
    apps: z.array(
      z.strictObject({
        appId: text,
        appKey: text,
        mode: z.enum(['enterprise', 'sp']),
        corpIds: z.array(text).optional(),
      }),
    ),
    accounts: z.array(
      z.strictObject({
        account: text,
        password: z.string().min(8).max(32),
        userId: z.string(),
        status: z.enum(['locked', 'disabled']).optional(),
      }),
    ),
    renewedToken: z.enum(['ends', 'lives']),
    throttle: z.boolean(),
    callsPerMinute: count,
    callsPerMinuteOf: z.record(z.string(), count),
    callsPerSecond: count,
    limitAsString: z.boolean(),
    authRandomToken: z.enum(['required', 'if-sent', 'ignored']),
    plainCallbacks: z.boolean(),
    randomLife: count.min(1),
    applets: z.boolean(),
    attendancePastEnd: z.enum(['empty', 'last-page']),
  } satisfies Record<keyof HuaweiSettings, unknown>;
}
