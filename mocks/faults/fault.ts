import * as z from 'zod';
import { FAULT_DEFAULTS } from './faultTypes.ts';

const ms = z.number().min(0).max(600_000);
const whole = z.int().min(1);

/** How long: fixed, evenly between two bounds, or log-normal, which is how real services are late. */
const delay = z.union(
  [
    ms,
    z
      .strictObject({ min: ms, max: ms })
      .refine(({ min, max }) => min <= max, 'must have a min that is no more than max'),
    z.strictObject({ median: ms, sigma: z.number().min(0).max(3) }),
  ],
  'must be milliseconds (0 to 600000), { "min", "max" } or { "median", "sigma" }',
);

const printable = z.string().regex(/^[\x20-\x7e]+$/, 'must be printable ASCII');

const drip = FAULT_DEFAULTS['slow-drip'];

/** What can go wrong, and the members of each fault. */
export const faultSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('latency'), ms: delay }),
  z.strictObject({
    type: z.literal('slow-drip'),
    bytes: whole.default(drip.bytes),
    everyMs: z.number().min(1).max(60_000).default(drip.everyMs),
  }),
  z.strictObject({
    type: z.literal('status'),
    status: z.int().min(200).max(599),
    code: printable.optional(),
    message: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('throttled'), limit: whole.default(FAULT_DEFAULTS.throttled.limit) }),
  z.strictObject({ type: z.literal('connection-reset') }),
  z.strictObject({ type: z.literal('empty-response') }),
  z.strictObject({ type: z.literal('half-body') }),
  z.strictObject({ type: z.literal('malformed-chunk') }),
  z.strictObject({ type: z.literal('malformed-json') }),
  z.strictObject({
    type: z.literal('wrong-content-type'),
    contentType: printable.default(FAULT_DEFAULTS['wrong-content-type'].contentType),
  }),
  z.strictObject({
    type: z.literal('html-error-page'),
    status: z.int().min(200).max(599).default(FAULT_DEFAULTS['html-error-page'].status),
  }),
  z.strictObject({
    type: z.literal('wrong-charset'),
    charset: printable.default(FAULT_DEFAULTS['wrong-charset'].charset),
  }),
  z.strictObject({ type: z.literal('repeated-last-page') }),
  z.strictObject({ type: z.literal('token-revoked') }),
  z.strictObject({ type: z.literal('token-evicted') }),
  z.strictObject({ type: z.literal('clock-skewed'), byMs: z.int() }),
  z.strictObject({ type: z.literal('stale-list'), ageMs: whole.default(FAULT_DEFAULTS['stale-list'].ageMs) }),
]);

/** Which requests: all that is said must hold. */
const matchSchema = <Vendor extends string>(vendors: readonly Vendor[]) =>
  z.strictObject({
    vendor: z.enum(vendors).optional(),
    /** The vendor's own name of the operation, as `GET /__mock/state` lists them. */
    operation: z.string().min(1).optional(),
    /** Header values; `*` is any. */
    header: z.record(z.string(), z.string()).optional(),
    /** Only the nth of the requests that match, from 1. */
    nth: whole.optional(),
    /** Of those that match, this share, drawn from `seed`. */
    probability: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
    /** At most so many times. */
    count: whole.optional(),
  });

/** One fault in force: which requests, and what happens to them. */
export const ruleSchema = <Vendor extends string>(vendors: readonly Vendor[]) =>
  z.strictObject({
    id: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
      .optional(),
    match: matchSchema(vendors).default({}),
    fault: faultSchema,
  });

/** A fault, its defaults filled in. */
export type Fault = z.output<typeof faultSchema>;
/** A rule as people write it. */
export type FaultRule<Vendor extends string = string> = z.input<ReturnType<typeof ruleSchema<Vendor>>>;
/** A rule with its defaults. */
export type ReadRule<Vendor extends string = string> = z.output<ReturnType<typeof ruleSchema<Vendor>>>;
