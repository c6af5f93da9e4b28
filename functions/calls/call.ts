import type { Caller } from '../core/caller.ts';
import type { Problem } from '../core/problem.ts';
import type { Receipt } from '../receipts/receipt.ts';
import type { CallOptions } from './options.ts';

/**
 * One call, as plain data: made once by the surface that took it, and what travels into a Durable Object. `perform` gives
 * on a copy whose input and options are checked.
 */
export interface Call {
  requestId: string;
  /** Id of the operation, one of the registry. */
  operation: string;
  input: Record<string, unknown>;
  caller: Caller;
  options: Omit<CallOptions, 'requestId'>;
  /** When it came. Epoch milliseconds. */
  at: number;
}

/** The body of an answer, and what belongs to it wherever it is kept. */
export interface Answer {
  /** JSON text in UTF-8: written once, sent many times. */
  body: Uint8Array;
  providerRequestId?: string;
  /** The input of the next page, where the answer is a page of a list and not the last. */
  next?: Record<string, unknown>;
}

/** An answer, and how fresh it is. */
export interface Served extends Answer {
  /** Value of `Cache-Status` (RFC 9211). */
  cacheStatus: string;
  /** Seconds since the vendor answered; undefined where it was asked just now. */
  age?: number;
  /** Seconds for which it stays fresh. */
  ttl: number;
}

/** What came of a call. The receipt tells the request id that it goes by: one that held a secret was replaced. */
export type Outcome = { receipt: Receipt } & ({ ok: true; served: Served } | { ok: false; problem: Problem });
