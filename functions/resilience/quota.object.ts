import { DurableObject } from 'cloudflare:workers';
import { rememberBounded } from '../core/isolate.ts';

/** Vendors count calls by the minute. [APIG-429] */
export const WINDOW_MS = 60_000;
/** For how long the vendor's last word on its limit holds: it is said again with each answer, and was perhaps a mistake. */
const LIMIT_MS = 10 * WINDOW_MS;
/** Users that the vendor throttles at one time; those beyond meet its own 429. */
const MOST_BLOCKED = 1_000;

/** Calls that may be made until the window ends. Epoch ms. */
export interface Permits {
  granted: number;
  until: number;
  limit: number;
  /** Whom the vendor has asked to wait, and until when: users, `''` for the account itself. */
  blocked: Record<string, number>;
}

/**
 * The quota of one vendor API under one account, counted for every isolate together. In memory only: when the object
 * is moved it starts a new count, and the vendor's own 429 closes the gap.
 */
export class Quota extends DurableObject<Env> {
  #windowEnds = 0;
  #used = 0;
  #blocked = new Map<string, number>();
  #vendorLimit = { most: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY };

  /** Hands out up to `want` calls of the current window, within `limit` and what the vendor has last said of its own. */
  take(want: number, limit: number): Permits {
    const now = Date.now();
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + WINDOW_MS;
      this.#used = 0;
    }
    for (const [user, until] of this.#blocked) if (until <= now) this.#blocked.delete(user);
    const most = now < this.#vendorLimit.until ? Math.min(limit, this.#vendorLimit.most) : limit;
    const granted = Math.max(0, Math.min(want, most - this.#used));
    this.#used += granted;
    return { granted, until: this.#windowEnds, limit: most, blocked: Object.fromEntries(this.#blocked) };
  }

  /** What is left of the window, without taking of it. */
  look(limit: number): { limit: number; used: number; until: number | null; blocked: number } {
    const now = Date.now();
    const most = now < this.#vendorLimit.until ? Math.min(limit, this.#vendorLimit.most) : limit;
    const runs = now < this.#windowEnds;
    const blocked = [...this.#blocked.values()].filter((until) => until > now).length;
    return { limit: most, used: runs ? this.#used : 0, until: runs ? this.#windowEnds : null, blocked };
  }

  /** The vendor answered 429: nobody calls for this user before `until`. */
  block(user: string, until: number): void {
    const latest = Math.max(this.#blocked.get(user) ?? 0, until);
    rememberBounded(this.#blocked, user, latest, MOST_BLOCKED);
  }

  /** The vendor's headers told its limit for a minute. */
  limitTo(most: number): void {
    this.#vendorLimit = { most, until: Date.now() + LIMIT_MS };
  }
}
