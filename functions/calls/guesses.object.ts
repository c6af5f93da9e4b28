import { DurableObject } from 'cloudflare:workers';

/** Somebody who mistypes gets it right within a few tries; 720 a day find no password of six digits. */
export const MOST_REFUSALS = 5;
/** For how long a refusal counts. */
export const REFUSAL_MS = 10 * 60_000;
/** A call that has not come back by then, past the longest deadline there is, has died with its isolate. */
const OPEN_MS = 100_000;
/** Seconds after which those may try again who found others trying. */
const BUSY_S = 5;
/** A thing has a handful of right passwords: those of hosts, panellists, guests. */
const MOST_RIGHT = 100;

/** How a guess went; `unknown` where the vendor did not tell. */
export type Verdict = 'right' | 'wrong' | 'unknown';

/**
 * Guesses of one caller at the secret of one thing, counted for every isolate together. A guess counts from when it goes
 * out, so that many at once are no way round. Guesses come as hashes and stay in memory; only when the last ones were
 * refused is kept.
 */
export class Guesses extends DurableObject<Env> {
  readonly #right = new Set<string>();
  /** Guesses on their way, and when they count as lost. Epoch ms. The same guess twice tells nobody more than once. */
  readonly #open = new Map<string, number>();

  /** Lets a guess out, or says after how many seconds to come again. One that was right lately always may. */
  enter(guess: string): number {
    if (this.#right.has(guess)) return 0;
    const now = Date.now();
    for (const [open, until] of this.#open) if (until <= now || open === guess) this.#open.delete(open);
    const refused = this.#refused(now);
    const [oldest = now] = refused;
    if (refused.length >= MOST_REFUSALS) return Math.ceil((oldest + REFUSAL_MS - now) / 1000);
    if (refused.length + this.#open.size >= MOST_REFUSALS) return BUSY_S;
    this.#open.set(guess, now + OPEN_MS);
    return 0;
  }

  /** Tells how a guess went that was let out. */
  async leave(guess: string, verdict: Verdict): Promise<void> {
    this.#open.delete(guess);
    if (verdict === 'right' && this.#right.size < MOST_RIGHT) this.#right.add(guess);
    if (verdict !== 'wrong') return;
    // It may have been right before it was changed.
    this.#right.delete(guess);
    const { storage } = this.ctx;
    const now = Date.now();
    storage.kv.put('refused', [...this.#refused(now), now].slice(-MOST_REFUSALS));
    await storage.setAlarm(now + REFUSAL_MS);
  }

  /** Nobody was refused for so long that nothing of it counts. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  /** When guesses were refused that still count, the oldest first. Epoch ms. */
  #refused(now: number): number[] {
    const refused = this.ctx.storage.kv.get<number[]>('refused') ?? [];
    return refused.filter((at) => at > now - REFUSAL_MS);
  }
}
