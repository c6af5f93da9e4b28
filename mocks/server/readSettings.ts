import * as z from 'zod';
import { INSTANT_FORM, readInstant } from '../core/instant.ts';
import { eventSchemas } from '../events/schemas.ts';
import { ruleSchema } from '../faults/fault.ts';
import type { EventSettings, VendorsOptions } from '../options.ts';
import { byVendor, VENDOR_IDS, VENDORS } from '../registry.ts';
import { scenarioSchema } from '../scenarios/readScenario.ts';
import { SIZES, type SizeName, SMALL } from '../world/size.ts';

const count = z.int().min(0);
const host = z.string().regex(/^[^\s/,]+$/, 'must be a host, with its port if you like');
const events = eventSchemas(VENDORS);

/** Every option that `createVendors` has but `state`, which holds more than JSON can say, in the form that a file has. */
const settings = z
  .strictObject({
    seed: count.max(0xffff_ffff),
    now: z.union([z.number(), z.string()]).transform((value, context) => {
      const instant = readInstant(value);
      if (instant !== undefined) return instant;
      context.addIssue(`must be ${INSTANT_FORM}`);
      return z.NEVER;
    }),
    speed: z.number().min(0).max(31_536_000),
    size: z.union([
      z.enum(Object.keys(SIZES) as SizeName[]),
      z.strictObject(Object.fromEntries(Object.keys(SMALL).map((name) => [name, count]))).partial(),
    ]),
    faults: z.array(ruleSchema(VENDOR_IDS)),
    scenarios: z.array(scenarioSchema(VENDORS)),
    journal: count.min(1).max(1_000_000),
    events: z
      .strictObject({
        targets: z.union([z.enum(['loopback', 'any']), z.array(host)]),
        timeout: count,
        subscriptions: z.array(events.subscription),
        faults: z.array(events.fault),
      } satisfies Record<keyof EventSettings, unknown>)
      .partial(),
    ...byVendor(({ settingsShape }) => z.strictObject(settingsShape(z)).partial()),
  } satisfies Record<Exclude<keyof VendorsOptions, 'state'>, unknown>)
  .partial();

/**
 * What a file of settings holds: the options of `createVendors`, as JSON.
 * @throws Error that names the member that is wrong, and what it must be
 */
export function readSettings(value: unknown): VendorsOptions {
  const result = settings.safeParse(value);
  // What may be left out is left out, and never there as undefined: JSON has none.
  if (result.success) return result.data as VendorsOptions;
  throw new Error(
    result.error.issues
      .map(({ path, message }) => `${path.length === 0 ? 'the settings' : path.join('.')}: ${message}`)
      .join('; '),
  );
}
