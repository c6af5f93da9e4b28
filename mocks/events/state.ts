import type { Subscription } from './subscription.ts';

/**
 * What can go wrong with an event on its way. Those that damage the message (bad-signature, truncated, wrong-nonce) do
 * so at its first attempt: the repeat, if the subscriber refuses that one, is whole. Messages that are not signed are
 * left alone by bad-signature and wrong-nonce.
 */
export const EVENT_FAULTS = [
  'duplicate',
  'reorder',
  'late',
  'bad-signature',
  'truncated',
  'wrong-nonce',
] as const;

/** The name of one of them. */
export type EventFaultName = (typeof EVENT_FAULTS)[number];

/** A fault of deliveries as people write it: what goes wrong, and with which. */
export interface EventFault<Vendor extends string = string> {
  readonly fault: EventFaultName;
  readonly vendor?: Vendor | undefined;
  readonly event?: string | undefined;
  /** Only the nth of those that match, from 1. */
  readonly nth?: number | undefined;
  /** At most so many times. */
  readonly count?: number | undefined;
  /** How late, virtual seconds; for `late`. */
  readonly seconds?: number | undefined;
}

/** A fault in force, and how often it met its like. Plain data. */
export interface ActiveEventFault extends EventFault {
  readonly id: string;
  readonly seconds: number;
  seen: number;
  applied: number;
}

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
  readonly vendor: string;
  readonly event: string;
  /** When it happened. */
  readonly at: number;
  /** What the vendor tells, as JSON text. */
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
  /** What was told of that very instant, so that nothing of it is told twice. */
  told: string[];
  /** How much callers had written then. */
  written: number;
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
    told: [],
    written: 0,
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
