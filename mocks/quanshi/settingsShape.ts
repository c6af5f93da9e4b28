import type { Zod } from '../vendor.ts';
import type { QuanshiSettings } from './settings.ts';

/** The forms of Quanshi's settings as people write them in a file. */
export function quanshiSettingsShape(z: Zod) {
  const text = z.string().min(1).max(256);
  const path = z.string().regex(/^\/[\w./-]+$/, 'must be a path, as /confopenapi/conference/…');
  return {
    apps: z.array(z.strictObject({ appId: text, secret: text })),
    clockSkew: z.int().min(0),
    joinUrlPath: path,
    roomListPath: path,
  } satisfies Record<keyof QuanshiSettings, unknown>;
}
