import type { EventFault } from './state.ts';
import type { NewSubscription } from './subscription.ts';

/** How events travel. */
export interface EventSettings<
  Subscribed extends NewSubscription = NewSubscription,
  Fault extends EventFault = EventFault,
> {
  /**
   * Where they may go. A simulation that others can reach must not be made to send requests for them, hence only this
   * machine unless a list of hosts (`hooks.example.com`, `10.0.0.7:8080`) says otherwise, or `any`.
   */
  readonly targets: 'loopback' | 'any' | readonly string[];
  /** How long a subscriber has to answer, real ms; neither vendor documents it: INFERRED. */
  readonly timeout: number;
  /** Who is told from the start, without a handshake. */
  readonly subscriptions: readonly Subscribed[];
  readonly faults: readonly Fault[];
}

/** The defaults. */
export const EVENT_DEFAULTS: EventSettings<never, never> = {
  targets: 'loopback',
  timeout: 5_000,
  subscriptions: [],
  faults: [],
};
