import type { JsonObject } from '../core/json.ts';
import type { VendorRequest, WishedRefusal } from '../core/route.ts';

/** What a vendor says of an error. */
export type VendorError = Pick<WishedRefusal, 'code' | 'message'>;

/** How a token is taken away: as one that was never issued, or as one whose time is over. */
export type Revocation = 'token-revoked' | 'token-evicted';

/**
 * The page that a request asked for, and how to ask for another one. What the answer does not say is NaN, which compares
 * as neither greater nor less.
 */
export interface AskedPage {
  /** Where it begins, from 0. */
  readonly offset: number;
  readonly limit: number;
  /** How many items there are on all pages. */
  readonly total: number;
  /** The same request for the page that begins at another offset. */
  at(offset: number): VendorRequest;
}

/** What faults need to know of a vendor. */
export interface VendorFaults<State extends object = object> {
  /** The vendor's own error for an HTTP status, where a fault does not say itself. */
  error(status: number): VendorError;
  /** What it answers to too many requests. */
  throttled(limit: number): VendorError & Pick<WishedRefusal, 'status'>;
  /**
   * Takes away the token that a request carries, before the vendor looks at it.
   * @returns whether the request carried a token of this simulation
   */
  revoke(state: State, request: VendorRequest, now: number, how: Revocation): Promise<boolean>;
  /** Which page a request asked for, told by the request and by what it was answered. */
  page(request: VendorRequest, answer: JsonObject): Promise<AskedPage>;
}
