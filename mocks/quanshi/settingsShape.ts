import type { Zod } from '../vendor.ts';
import type { QuanshiSettings } from './settings.ts';

/** The forms of Quanshi's settings as people write them in a file. */
export function quanshiSettingsShape(z: Zod) {
  const text = z.string().min(1).max(256);
  return {
    apps: z.array(z.strictObject({ appId: text, secret: text })),
    clockSkew: z.int().min(0),
    joinUrlPath: z.string().regex(/^\/[\w./-]+$/, 'must be a path, as /confopenapi/conference/…'),
  } satisfies Record<keyof QuanshiSettings, unknown>;
}
