import { z } from 'zod';
import { HUAWEI_EVENTS, QUANSHI_EVENTS } from './worldEvent.ts';

/** Huawei's own numbers: 0 enabled, 1 not started, 2 locked [PUSH-CONFIG]. */
export const STATUS = { enabled: 0, stopped: 1, locked: 2 } as const;

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

/**
 * A subscription as people write it.
 * `subscriberId` and `subscriberKey` are Huawei's: the appID of its messages and the key they are signed with.
 */
export const newSubscriptionSchema = z.discriminatedUnion('vendor', [
  z.strictObject({
    vendor: z.literal('huawei'),
    url,
    subscriberId: z.string().min(1).max(128).default('meetgate'),
    subscriberKey: z.string().min(1).max(256).default('demo-key'),
    /** Only these; all where left out. */
    events: z.array(z.enum(HUAWEI_EVENTS)).optional(),
  }),
  z.strictObject({
    vendor: z.literal('quanshi'),
    url,
    events: z.array(z.enum(QUANSHI_EVENTS)).optional(),
  }),
]);

/** A subscription as people write it. */
export type NewSubscription = z.input<typeof newSubscriptionSchema>;
/** The same with its defaults. */
export type ReadSubscription = z.output<typeof newSubscriptionSchema>;

/** Somebody whom a vendor tells of events. Plain data. */
export type Subscription = ReadSubscription & {
  readonly id: string;
  /** Which enterprise's: Huawei keeps one for each [PUSH-CONFIG]. */
  readonly corpId: string;
  readonly status: 0 | 1 | 2;
};

/** What may be told of a subscription: all but its key. */
export function described(one: Subscription): object {
  return {
    id: one.id,
    vendor: one.vendor,
    url: one.url,
    ...(one.vendor === 'huawei' ? { subscriberId: one.subscriberId } : {}),
    ...(one.events ? { events: one.events } : {}),
    status: one.status,
  };
}
