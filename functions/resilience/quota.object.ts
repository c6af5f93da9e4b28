import { DurableObject } from 'cloudflare:workers';

/** Vendors count calls by the minute. [APIG-429] */
export const WINDOW_MS = 60_000;

/** Calls that may be made until the window ends. None where the vendor or the quota says to wait. Epoch ms. */
export interface Permits {
  granted: number;
  until: number;
  limit: number;
}

/**
 * The quota of one vendor API under one account, counted for every isolate together. In memory only: when the object
 * is moved it starts a new count, and the vendor's own 429 closes the gap.
 */
export class Quota extends DurableObject<Env> {
  #windowEnds = 0;
  #used = 0;
  #blockedUntil = 0;
  #vendorLimit = Number.POSITIVE_INFINITY;

  /** Hands out up to `want` calls of the current window, within `limit` and whatever the vendor has said. */
  take(want: number, limit: number): Permits {
    const now = Date.now();
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + WINDOW_MS;
      this.#used = 0;
    }
    const most = Math.min(limit, this.#vendorLimit);
    if (now < this.#blockedUntil) return { granted: 0, until: this.#blockedUntil, limit: most };
    const granted = Math.max(0, Math.min(want, most - this.#used));
    this.#used += granted;
    return { granted, until: this.#windowEnds, limit: most };
  }

  /** The vendor answered 429: nobody calls before `until`. */
  block(until: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }

  /** The vendor's headers told its limit for a minute. */
  tighten(limit: number): void {
    this.#vendorLimit = Math.min(this.#vendorLimit, limit);
  }
}
