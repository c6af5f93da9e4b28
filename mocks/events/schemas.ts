import * as z from 'zod';
import type { EventVendor } from './context.ts';
import { EVENT_FAULTS } from './state.ts';
import type { Demand } from './vendorEvents.ts';

/** How many deliveries or events the admin API shows at once. */
export const MOST_SHOWN = 500;

const whole = z.int().min(1);

/** The forms of all that people write about events. Loaded when somebody does: zod takes a while. */
export function eventSchemas(vendors: readonly EventVendor[]) {
  const vendor = z.enum(vendors.map(({ id }) => id));
  return {
    subscription: subscriptionSchema(vendors),
    demand: demandSchema(vendors),
    fault: z.strictObject({
      fault: z.enum(EVENT_FAULTS),
      vendor: vendor.optional(),
      event: z
        .enum(
          vendors.flatMap(({ events: { names, handshake } }) => [
            ...names,
            ...(handshake ? [handshake.event] : []),
          ]),
        )
        .optional(),
      nth: whole.optional(),
      count: whole.optional(),
      seconds: whole.max(86_400).default(60),
    }),
    deliveries: z.strictObject({
      subscription: z.string().optional(),
      vendor: vendor.optional(),
      event: z.string().optional(),
      status: z.enum(['pending', 'delivered', 'dropped']).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_SHOWN).default(100),
    }),
  };
}

/** A subscription as people write it. */
export function subscriptionSchema(vendors: readonly EventVendor[]) {
  const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
  const [first, ...others] = vendors.map(({ id, events }) =>
    z.strictObject({
      vendor: z.literal(id),
      url,
      ...events.subscriberShape(z),
      events: z.array(z.enum(events.names)).optional(),
    }),
  );
  return z.discriminatedUnion('vendor', [required(first), ...others]);
}

function demandSchema(vendors: readonly EventVendor[]): z.ZodType<Demand> {
  const [first, ...others] = vendors.map(({ events }) =>
    z.strictObject({ event: z.enum(events.names), ...events.demandShape(z) }),
  );
  return z.discriminatedUnion('event', [required(first), ...others]);
}

/** A union has at least one member, as there is at least one vendor. */
function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is no vendor');
  return value;
}
