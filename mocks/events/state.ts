import type { ActiveEventFault, EventFaultName } from './eventFault.ts';
import type { Subscription } from './subscription.ts';

/**
 * One attempt to deliver: when (virtual ms since 1970), and the subscriber's HTTP status or why there was none; neither
 * while it is under way.
 */
export interface Attempt {
  readonly at: number;
  status?: number;
  error?: string;
}

/** An event on its way to one subscriber. Plain data; every instant is virtual ms since 1970. */
export interface Delivery {
  readonly id: number;
  readonly subscription: string;
  readonly vendor: 'huawei' | 'quanshi';
  readonly event: string;
  /** When it happened. */
  readonly at: number;
  /** What is sent: Huawei's eventInfo as JSON text, which is what is signed; Quanshi's whole body. */
  readonly content: string;
  readonly nonce: string;
  readonly requestId: string;
  readonly fault?: EventFaultName;
  readonly attempts: Attempt[];
  /** `dropped` says why. */
  status: 'pending' | 'delivered' | 'dropped';
  dropped?: string;
  /** While it is pending. */
  nextAttempt?: number;
}

/** All that is remembered of events. Plain data, kept with the rest of the simulation's state. */
export interface EventState {
  /** Up to where the world has been told of; undefined while nobody listens. */
  cursor: number | undefined;
  /** Messages so far: what ids and nonces are drawn from. */
  messages: number;
  /** Ids given to subscriptions and faults so far. */
  ids: number;
  readonly subscriptions: Map<string, Subscription>;
  readonly pending: Map<number, Delivery>;
  /** Those over, the oldest first; bounded. */
  readonly finished: Delivery[];
  readonly faults: Map<string, ActiveEventFault>;
}

/** Nobody listens, nothing has been sent. */
export function emptyEvents(): EventState {
  return {
    cursor: undefined,
    messages: 0,
    ids: 0,
    subscriptions: new Map(),
    pending: new Map(),
    finished: [],
    faults: new Map(),
  };
}

// Bounds on memory, no vendor's.
const MOST_FINISHED = 2_000;
/** How many deliveries wait at most; beyond, the oldest is dropped. */
export const MOST_PENDING = 10_000;

/** Closes a delivery: it leaves the queue for the ledger. */
export function finish(state: EventState, delivery: Delivery, dropped?: string): void {
  state.pending.delete(delivery.id);
  delivery.status = dropped === undefined ? 'delivered' : 'dropped';
  if (dropped !== undefined) delivery.dropped = dropped;
  delete delivery.nextAttempt;
  state.finished.push(delivery);
  if (state.finished.length > MOST_FINISHED) state.finished.shift();
}
