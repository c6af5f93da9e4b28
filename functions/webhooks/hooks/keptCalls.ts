import { rememberBounded } from '../../core/isolate.ts';

/** The longest deadline of a call is a minute: one that is not back by then has died with its isolate. */
export const LEASE_MS = 100_000;
/** Of one hook, within 24 hours. Whoever calls more often has the ids of the last ones remembered. */
const MOST_CALLS = 100_000;
/** Characters of all answers that one hook keeps, sealed; beyond, the oldest ones go and their ids stay. */
const MOST_ANSWERS = 64 * 1024 * 1024;
/** Under way at once for one hook, as far as it may be done twice. */
const MOST_OPEN = 10_000;
/** To measure the whole costs more than a call: it is done once for so many. */
const MEASURED_EACH = 64;
/** Answers that go at once: they may be long. */
const DROPPED = 8;

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

/** Whether a call is the first one of its id. */
export type Begun =
  | { is: 'first' }
  | { is: 'repeated'; answer: string }
  | { is: 'other-body' | 'under-way' | 'unknown' };

type Row = { visit: string; fingerprint: string; repeatable: number; until: number; answer: string | null };

/** Which ids a hook was called with, and what each was answered: exactly once, as far as that can be had. */
export class KeptCalls {
  readonly #sql: SqlStorage;
  #finished = 0;
  /**
   * Calls under way that may be done twice. In memory: one that is lost with it is simply done again, and a write to storage
   * before each call would cost more than the rest of the hook.
   */
  readonly #open = new Map<string, { visit: string; fingerprint: string; until: number }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Makes the table anew. Not before there is a hook. */
  static create(sql: SqlStorage): void {
    sql.exec('DROP TABLE IF EXISTS calls');
    // `until`: when it counts as lost; 0 once it is answered.
    sql.exec(`CREATE TABLE calls
      (key TEXT PRIMARY KEY, visit TEXT, fingerprint TEXT, repeatable INTEGER, until INTEGER, answer TEXT, expires INTEGER)`);
    sql.exec('CREATE INDEX calls_by_expiry ON calls (expires)');
  }

  /** Notes that a call begins, or tells what is known of its id. @param now epoch milliseconds */
  begin({ key, visit, fingerprint, repeatable, keepMs }: AskedOnce, now: number): Begun {
    const [row] = this.#sql
      .exec<Row>(
        'SELECT visit, fingerprint, repeatable, until, answer FROM calls WHERE key = ? AND expires > ?',
        key,
        now,
      )
      .toArray();
    const open = this.#open.get(key);
    const before = row ?? (open && { ...open, answer: null, repeatable: 1 });
    if (before) {
      if (before.fingerprint !== fingerprint && (row || before.until > now)) return { is: 'other-body' };
      if (before.visit === visit) return { is: 'first' };
      if (before.until > now) return { is: 'under-way' };
      if (before.answer !== null) return { is: 'repeated', answer: before.answer };
      if (!before.repeatable) return { is: 'unknown' };
    }
    if (repeatable)
      rememberBounded(this.#open, key, { visit, fingerprint, until: now + LEASE_MS }, MOST_OPEN);
    else
      this.#put(
        { key, visit, fingerprint, repeatable, keepMs },
        null,
        now + LEASE_MS,
        now + Math.max(keepMs, LEASE_MS),
      );
    return { is: 'first' };
  }

  /** Keeps what a call was answered; without an answer only that it was. */
  finish(call: AskedOnce, answer: string | undefined, now: number): void {
    this.#open.delete(call.key);
    this.#put(call, answer ?? null, 0, now + call.keepMs);
    if (++this.#finished % MEASURED_EACH === 0) this.#makeRoom();
  }

  /** Forgets a call that came to nothing, so that it may be tried again. */
  release(key: string): void {
    this.#open.delete(key);
    this.#sql.exec('DELETE FROM calls WHERE key = ?', key);
  }

  /** Lets go what has had its time. Tells whether anything is left. */
  sweep(now: number): boolean {
    this.#sql.exec('DELETE FROM calls WHERE expires <= ?', now);
    return this.#measure().rows > 0;
  }

  #put(call: AskedOnce, answer: string | null, until: number, expires: number): void {
    const { key, visit, fingerprint, repeatable } = call;
    this.#sql.exec(
      'INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?, ?, ?)',
      key,
      visit,
      fingerprint,
      Number(repeatable),
      until,
      answer,
      expires,
    );
  }

  #makeRoom(): void {
    const { rows, size } = this.#measure();
    if (rows > MOST_CALLS)
      this.#sql.exec(
        'DELETE FROM calls WHERE key IN (SELECT key FROM calls ORDER BY expires LIMIT ?)',
        rows - MOST_CALLS,
      );
    for (let left = size; left > MOST_ANSWERS; left = this.#measure().size)
      this.#sql.exec(
        'UPDATE calls SET answer = NULL WHERE key IN (SELECT key FROM calls WHERE answer IS NOT NULL ORDER BY expires LIMIT ?)',
        DROPPED,
      );
  }

  #measure(): { rows: number; size: number } {
    return this.#sql
      .exec<{ rows: number; size: number }>(
        'SELECT count(*) AS rows, total(length(answer)) AS size FROM calls',
      )
      .one();
  }
}
