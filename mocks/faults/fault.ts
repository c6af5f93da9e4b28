import { z } from 'zod';

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

/**
 * What can go wrong. `reset`, `empty-response`, `half-body` and `malformed-chunk` happen at the socket where there
 * is one; see `approximate` for where there is none.
 */
export const faultSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('latency'), ms: delay }),
  z.strictObject({
    type: z.literal('slow-drip'),
    bytes: whole.default(64),
    everyMs: z.number().min(1).max(60_000).default(50),
  }),
  z.strictObject({
    type: z.literal('status'),
    status: z.int().min(200).max(599),
    code: printable.optional(),
    message: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('throttled'), limit: whole.default(100) }),
  z.strictObject({ type: z.literal('connection-reset') }),
  z.strictObject({ type: z.literal('empty-response') }),
  z.strictObject({ type: z.literal('half-body') }),
  z.strictObject({ type: z.literal('malformed-chunk') }),
  z.strictObject({ type: z.literal('malformed-json') }),
  z.strictObject({ type: z.literal('wrong-content-type'), contentType: printable.default('text/plain') }),
  z.strictObject({ type: z.literal('html-error-page'), status: z.int().min(200).max(599).default(502) }),
  z.strictObject({ type: z.literal('wrong-charset'), charset: printable.default('GBK') }),
  z.strictObject({ type: z.literal('repeated-last-page') }),
  z.strictObject({ type: z.literal('token-revoked') }),
  z.strictObject({ type: z.literal('token-evicted') }),
  z.strictObject({ type: z.literal('clock-skewed'), byMs: z.int() }),
  z.strictObject({ type: z.literal('stale-list'), ageMs: whole.default(300_000) }),
]);

/** Which requests: all that is said must hold. */
export const matchSchema = z.strictObject({
  vendor: z.enum(['huawei', 'quanshi']).optional(),
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
export const ruleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .optional(),
  match: matchSchema.default({}),
  fault: faultSchema,
});

/** A fault, its defaults filled in. */
export type Fault = z.output<typeof faultSchema>;
/** The names of the faults. */
export type FaultType = Fault['type'];
/** A rule as people write it. */
export type FaultRule = z.input<typeof ruleSchema>;
/** A rule with its defaults. */
export type ReadRule = z.output<typeof ruleSchema>;

/** The names of the faults, in the order of the table. */
export const FAULT_TYPES: readonly FaultType[] = faultSchema.options.map(({ shape }) => shape.type.value);
