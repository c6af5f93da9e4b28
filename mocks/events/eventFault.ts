import { z } from 'zod';
import { HUAWEI_EVENTS, QUANSHI_EVENTS } from './worldEvent.ts';

const whole = z.int().min(1);

/**
 * What can go wrong with an event on its way. Those that damage the message (bad-signature, truncated, wrong-nonce) do
 * so at its first attempt: the repeat, if the subscriber refuses that one, is whole. Quanshi signs nothing, so
 * bad-signature and wrong-nonce leave its messages alone.
 */
export const EVENT_FAULTS = [
  'duplicate',
  'reorder',
  'late',
  'bad-signature',
  'truncated',
  'wrong-nonce',
] as const;

export type EventFaultName = (typeof EVENT_FAULTS)[number];

/** A fault of deliveries: what goes wrong, and with which. */
export const eventFaultSchema = z.strictObject({
  fault: z.enum(EVENT_FAULTS),
  vendor: z.enum(['huawei', 'quanshi']).optional(),
  event: z.enum([...HUAWEI_EVENTS, 'meeting.verify', ...QUANSHI_EVENTS]).optional(),
  /** Only the nth of those that match, from 1. */
  nth: whole.optional(),
  /** At most so many times. */
  count: whole.optional(),
  /** How late, virtual seconds; for `late`. */
  seconds: whole.max(86_400).default(60),
});

/** A fault as people write it. */
export type EventFault = z.input<typeof eventFaultSchema>;

/** A fault in force, and how often it met its like. Plain data. */
export interface ActiveEventFault extends z.output<typeof eventFaultSchema> {
  readonly id: string;
  seen: number;
  applied: number;
}

const SIGNED_ONLY: readonly EventFaultName[] = ['bad-signature', 'wrong-nonce'];

/** The first fault that befalls a delivery, and counts it. */
export function befalls(
  faults: Iterable<ActiveEventFault>,
  vendor: 'huawei' | 'quanshi',
  event: string,
): ActiveEventFault | undefined {
  for (const one of faults) {
    if (one.vendor !== undefined && one.vendor !== vendor) continue;
    if (one.event !== undefined && one.event !== event) continue;
    if (vendor === 'quanshi' && SIGNED_ONLY.includes(one.fault)) continue;
    one.seen += 1;
    if (one.nth !== undefined && one.seen !== one.nth) continue;
    if (one.count !== undefined && one.applied >= one.count) continue;
    one.applied += 1;
    return one;
  }
  return undefined;
}
