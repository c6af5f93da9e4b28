import { rememberBounded } from '../../core/isolate.ts';

/** The longest deadline of a call is a minute: one that is not back by then has died with its isolate. */
export const LEASE_MS = 100_000;
/** Of one hook, within 24 hours. Whoever calls more often has the ids of the last ones remembered. */
const MOST_CALLS = 100_000;
/** Characters of all answers that one hook keeps, sealed; beyond, the oldest ones go and their ids stay. */
const MOST_ANSWERS = 64 * 1024 * 1024;
/** Under way at once for one hook, as far as it may be done twice. */
const MOST_OPEN = 10_000;
/** An object is evicted after ten seconds in which nobody asks it, and memory with it: what takes longer than this is stored. */
const STORED_AFTER_MS = 1_000;
/** So long waits who repeats a call that is under way, as a rule an answer that is being kept. */
const PATIENCE_MS = 500;
/** Waiting at once, for one hook. */
const MOST_PATIENT = 1_000;
/** What is left where something must go: to measure the whole costs more than a call, and is not done for each. */
const LEFT = 7 / 8;

/** A call as far as its repetition is concerned. */
export interface AskedOnce {
  /** Hash of its id. */
  key: string;
  /** Of this one attempt: the object may be asked twice by it. */
  visit: string;
  /** Hash of its body. */
  fingerprint: string;
  /** Whether it may be done twice. */
  repeatable: boolean;
  /** For how long its answer is given again. Milliseconds. */
  keepMs: number;
}

/** What a call was answered, sealed; undefined where that is too long. */
export interface Left {
  once: AskedOnce;
  answer: string | undefined;
}

/** Whether a call is the first one of its id. */
export type Begun =
  | { is: 'first' }
  | { is: 'repeated'; answer: string }
  | { is: 'other-body' | 'under-way' | 'unknown' };

interface Open {
  once: AskedOnce;
  visit: string;
  fingerprint: string;
  until: number;
  stored: boolean;
}

type Row = { visit: string; fingerprint: string; repeatable: number; until: number; answer: string | null };

/** Which ids a hook was called with, and what each was answered: exactly once, as far as that can be had. */
export class KeptCalls {
  readonly #sql: SqlStorage;
  /** Rows and characters, never fewer than there are; undefined until they are measured. */
  #most: { rows: number; size: number } | undefined;
  /**
   * Calls under way that may be done twice. In memory for their first second: a write to storage before each call would cost
   * more than the rest of the hook.
   */
  readonly #open = new Map<string, Open>();
  #storing: ReturnType<typeof setTimeout> | undefined;
  /** Told when a call is over. */
  readonly #patient = new Set<{ key: string; wake: () => void }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Makes the table anew. Not before there is a hook. */
  static create(sql: SqlStorage): void {
    sql.exec('DROP TABLE IF EXISTS calls');
    // `until`: when it counts as lost; 0 once it is answered.
    sql.exec(`CREATE TABLE calls
      (key TEXT PRIMARY KEY, visit TEXT, fingerprint TEXT, repeatable INTEGER, until INTEGER, expires INTEGER, size INTEGER,
       answer TEXT)`);
    // With the sizes in it, the whole is measured without a look at the answers.
    sql.exec('CREATE INDEX calls_by_expiry ON calls (expires, size)');
  }

  /** Notes that a call begins, or tells what is known of its id. @param now epoch milliseconds */
  begin(once: AskedOnce, now: number): Begun {
    const { key, visit, fingerprint, repeatable } = once;
    const [row] = this.#sql
      .exec<Row>(
        'SELECT visit, fingerprint, repeatable, until, answer FROM calls WHERE key = ? AND expires > ?',
        key,
        now,
      )
      .toArray();
    const open = this.#open.get(key);
    const before = open && open.until > now ? { ...open, answer: null, repeatable: 1 } : row;
    if (before) {
      if (before.fingerprint !== fingerprint) return { is: 'other-body' };
      if (before.visit === visit) return { is: 'first' };
      if (before.until > now) return { is: 'under-way' };
      if (before.answer !== null) return { is: 'repeated', answer: before.answer };
      if (!before.repeatable) return { is: 'unknown' };
    }
    const until = now + LEASE_MS;
    if (repeatable) {
      rememberBounded(this.#open, key, { once, visit, fingerprint, until, stored: false }, MOST_OPEN);
      this.#storeSoon();
    } else this.#put(once, null, until, now + Math.max(once.keepMs, LEASE_MS));
    return { is: 'first' };
  }

  /** Puts into storage what is under way for so long that an eviction may meet it. */
  #storeSoon(): void {
    if (this.#open.size === 0) return;
    this.#storing ??= setTimeout(() => {
      this.#storing = undefined;
      this.#storeOpen(Date.now());
      this.#storeSoon();
    }, STORED_AFTER_MS);
  }

  #storeOpen(now: number): void {
    for (const [key, one] of this.#open) {
      if (one.until <= now) this.#open.delete(key);
      else if (!one.stored && one.until - LEASE_MS + STORED_AFTER_MS <= now) {
        one.stored = true;
        this.#put(one.once, null, one.until, now + Math.max(one.once.keepMs, LEASE_MS));
      }
    }
  }

  /** Forgets what is under way: the hook is gone, and its tables will be. */
  forgetOpen(): void {
    this.#open.clear();
  }

  /** Waits for a call under way to be over, for a moment. */
  over(key: string): Promise<void> {
    if (this.#patient.size >= MOST_PATIENT) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#patient.delete(one);
        resolve();
      };
      const one = { key, wake };
      const timer = setTimeout(wake, PATIENCE_MS);
      this.#patient.add(one);
    });
  }

  /** Keeps what a call was answered; without an answer only that it was. */
  finish(call: AskedOnce, answer: string | undefined, now: number): void {
    this.#open.delete(call.key);
    this.#put(call, answer ?? null, 0, now + call.keepMs);
    this.#wake(call.key);
    this.#makeRoom();
  }

  /** Forgets a call that came to nothing, so that it may be tried again. */
  release(key: string): void {
    const open = this.#open.get(key);
    this.#open.delete(key);
    // What only memory knows of costs no write.
    if (!open || open.stored) this.#sql.exec('DELETE FROM calls WHERE key = ?', key);
    this.#wake(key);
  }

  #wake(key: string): void {
    for (const one of this.#patient) if (one.key === key) one.wake();
  }

  /** Lets go what has had its time. Tells whether anything is left. */
  sweep(now: number): boolean {
    this.#sql.exec('DELETE FROM calls WHERE expires <= ?', now);
    return this.#measure().rows > 0;
  }

  #put(call: AskedOnce, answer: string | null, until: number, expires: number): void {
    const { key, visit, fingerprint, repeatable } = call;
    this.#sql.exec(
      'INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      key,
      visit,
      fingerprint,
      Number(repeatable),
      until,
      expires,
      answer?.length ?? 0,
      answer,
    );
    if (!this.#most) return;
    this.#most.rows += 1;
    this.#most.size += answer?.length ?? 0;
  }

  #makeRoom(): void {
    this.#most ??= this.#measure();
    if (this.#most.rows <= MOST_CALLS && this.#most.size <= MOST_ANSWERS) return;
    const { rows, size } = this.#measure();
    if (rows > MOST_CALLS)
      this.#sql.exec(
        'DELETE FROM calls WHERE key IN (SELECT key FROM calls ORDER BY expires LIMIT ?)',
        rows - Math.floor(MOST_CALLS * LEFT),
      );
    if (size > MOST_ANSWERS) this.#dropAnswers(size - MOST_ANSWERS * LEFT);
    this.#most = this.#measure();
  }

  /** Lets the oldest answers go, so many characters of them. Their ids stay. */
  #dropAnswers(characters: number): void {
    let [dropped, until] = [0, 0];
    const oldest = this.#sql.exec<{ expires: number; size: number }>(
      'SELECT expires, size FROM calls WHERE size > 0 ORDER BY expires',
    );
    for (const row of oldest) {
      if (dropped >= characters) break;
      dropped += row.size;
      until = row.expires;
    }
    this.#sql.exec('UPDATE calls SET answer = NULL, size = 0 WHERE size > 0 AND expires <= ?', until);
  }

  #measure(): { rows: number; size: number } {
    return this.#sql
      .exec<{ rows: number; size: number }>('SELECT count(*) AS rows, total(size) AS size FROM calls')
      .one();
  }
}
