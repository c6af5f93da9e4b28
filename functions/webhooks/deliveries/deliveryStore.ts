import { type DeliveryStatus, type Wanted, whereOf } from './wanted.ts';

/** For how long deliveries are kept, whatever became of them: to be looked at and replayed. */
export const KEPT_MS = 30 * 24 * 3_600_000;
/** Of one subscription; beyond, the oldest go first, those that are over before those that wait. */
const MOST_KEPT = 10_000;
/** Of one delivery: more than the schedule has, for those that are replayed again and again. */
const MOST_ATTEMPTS = 40;
/** The rate of success is that of the last day. */
const HEALTH_MS = 24 * 3_600_000;

/** A delivery as it is kept. Times in epoch milliseconds. */
export interface Row {
  seq: number;
  /** Id of the event or message: the receiver gets it as `webhook-id` with every try. */
  message: string;
  type: string;
  status: DeliveryStatus;
  made: number;
  due: number;
  tries: number;
  /** 1 where the next try is asked for by hand. */
  replayed: number;
  /** Until when it is somebody's; and whose, once claimed. */
  lease: number | null;
  claim: string | null;
  reason: string | null;
  sealed: string;
}
type SqlRow = Row & Record<string, SqlStorageValue>;

export interface AttemptRow {
  at: number;
  ms: number;
  status: number | null;
  delivered: number;
  error: string | null;
  /** The beginning of the answer, sealed. */
  answer: string | null;
}

/** The tables of one subscription. */
export class DeliveryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS deliveries (seq INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL, status TEXT NOT NULL, made INTEGER NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
        replayed INTEGER NOT NULL DEFAULT 0, lease INTEGER, claim TEXT, reason TEXT, sealed TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS due ON deliveries (status, due);
      CREATE INDEX IF NOT EXISTS made ON deliveries (made, seq);
      CREATE TABLE IF NOT EXISTS attempts (delivery INTEGER NOT NULL, at INTEGER NOT NULL, ms INTEGER NOT NULL, status INTEGER,
        delivered INTEGER NOT NULL, error TEXT, answer TEXT);
      CREATE INDEX IF NOT EXISTS attempt ON attempts (delivery);
      CREATE INDEX IF NOT EXISTS tried ON attempts (at);
      CREATE TABLE IF NOT EXISTS parts (event TEXT PRIMARY KEY, delivery INTEGER NOT NULL, sealed TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS part ON parts (delivery);`);
  }

  /** Whether a message is known, as a delivery or as a part of one. */
  knows(message: string): boolean {
    return (
      this.#rows('SELECT 1 FROM deliveries WHERE message = ?', message).length > 0 ||
      this.#rows('SELECT 1 FROM parts WHERE event = ?', message).length > 0
    );
  }

  add({ message, type, made, due, sealed }: Pick<Row, 'message' | 'type' | 'made' | 'due' | 'sealed'>): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO deliveries (message, type, status, made, due, sealed) VALUES (?, ?, 'pending', ?, ?, ?)",
      ...[message, type, made, due, sealed],
    );
  }

  addPart(event: string, delivery: number, sealed: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO parts VALUES (?, ?, ?)', event, delivery, sealed);
  }

  partsOf(delivery: number): string[] {
    return this.#rows<{ sealed: string }>(
      'SELECT sealed FROM parts WHERE delivery = ? ORDER BY rowid',
      delivery,
    ).map(({ sealed }) => sealed);
  }

  get(seq: number): Row | undefined {
    return this.#rows<SqlRow>('SELECT * FROM deliveries WHERE seq = ?', seq)[0];
  }

  find(message: string): Row | undefined {
    return this.#rows<SqlRow>('SELECT * FROM deliveries WHERE message = ?', message)[0];
  }

  /** A delivery that waits and whose message begins so: the digest that is still open. */
  waitingWith(prefix: string): Row | undefined {
    return this.#rows<SqlRow>(
      "SELECT * FROM deliveries WHERE status = 'pending' AND tries = 0 AND message > ?1 AND message < ?1 || '~' ORDER BY seq DESC LIMIT 1",
      prefix,
    )[0];
  }

  /** Changes what is given. */
  change(seq: number, values: Partial<Omit<Row, 'seq'>>): void {
    const names = Object.keys(values);
    this.#sql.exec(
      `UPDATE deliveries SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE seq = ?`,
      ...Object.values(values),
      seq,
    );
  }

  due(now: number, limit: number): Row[] {
    return this.#rows<SqlRow>(
      "SELECT * FROM deliveries WHERE status = 'pending' AND due <= ? ORDER BY due, seq LIMIT ?",
      now,
      limit,
    );
  }

  /** Those that somebody has had for too long. */
  overdue(now: number): Row[] {
    return this.#rows<SqlRow>("SELECT * FROM deliveries WHERE status = 'sending' AND lease <= ?", now);
  }

  /** How many are on their way; when the next one is due; when the next lease ends. */
  outlook(): { sending: number; lease: number | null; due: number | null; oldest: number | null } {
    const [row] = this.#rows<{
      sending: number;
      lease: number | null;
      due: number | null;
      oldest: number | null;
    }>(
      `SELECT (SELECT count(*) FROM deliveries WHERE status = 'sending') AS sending,
        (SELECT min(lease) FROM deliveries WHERE status = 'sending') AS lease,
        (SELECT min(due) FROM deliveries WHERE status = 'pending') AS due,
        (SELECT min(made) FROM deliveries) AS oldest`,
    );
    return row ?? { sending: 0, lease: null, due: null, oldest: null };
  }

  tried(delivery: number, { at, ms, status, delivered, error, answer }: AttemptRow): void {
    this.#sql.exec(
      'INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[delivery, at, ms, status, delivered, error, answer],
    );
    this.#sql.exec(
      'DELETE FROM attempts WHERE delivery = ? AND rowid NOT IN (SELECT rowid FROM attempts WHERE delivery = ? ORDER BY rowid DESC LIMIT ?)',
      ...[delivery, delivery, MOST_ATTEMPTS],
    );
  }

  attemptsOf(delivery: number): AttemptRow[] {
    return this.#rows<AttemptRow & Record<string, SqlStorageValue>>(
      'SELECT at, ms, status, delivered, error, answer FROM attempts WHERE delivery = ? ORDER BY rowid',
      delivery,
    );
  }

  /** The newest first. */
  list(own: string, wanted: Wanted): Row[] {
    const { where, values } = whereOf(own, wanted);
    return this.#rows<SqlRow>(
      `SELECT * FROM deliveries WHERE ${where} ORDER BY made DESC, seq DESC LIMIT ?`,
      ...values,
      wanted.limit,
    );
  }

  /** Makes those since then due that are not on their way already. Returns how many. */
  replaySince(from: number, status: DeliveryStatus | undefined, now: number): number {
    return this.#rows(
      `UPDATE deliveries SET due = ?, reason = NULL, replayed = CASE status WHEN 'pending' THEN replayed ELSE 1 END, status = 'pending'
        WHERE made >= ? AND status != 'sending' AND (? IS NULL OR status = ?) RETURNING seq`,
      ...[now, from, status ?? null, status ?? null],
    ).length;
  }

  /** Those that wait fail, to be replayed one day. */
  failWaiting(reason: string): void {
    this.#sql.exec("UPDATE deliveries SET status = 'failed', reason = ? WHERE status = 'pending'", reason);
  }

  health(now: number) {
    const [row] = this.#rows<{
      attempts: number;
      succeeded: number;
      waiting: number;
      failed: number;
      oldest: number | null;
    }>(
      `SELECT (SELECT count(*) FROM attempts WHERE at > ?1) AS attempts,
        (SELECT count(*) FROM attempts WHERE at > ?1 AND delivered = 1) AS succeeded,
        (SELECT count(*) FROM deliveries WHERE status IN ('pending', 'sending')) AS waiting,
        (SELECT count(*) FROM deliveries WHERE status = 'failed') AS failed,
        (SELECT min(made) FROM deliveries WHERE status IN ('pending', 'sending')) AS oldest`,
      now - HEALTH_MS,
    );
    return row ?? { attempts: 0, succeeded: 0, waiting: 0, failed: 0, oldest: null };
  }

  /** Lets go of what is too old or too much. */
  tidy(now: number): void {
    this.#sql.exec('DELETE FROM deliveries WHERE made <= ?', now - KEPT_MS);
    // Where the numbers span no more, there are no more: counting them reads every row.
    const [span] = this.#rows<{ most: number | null }>(
      'SELECT max(seq) - min(seq) + 1 AS most FROM deliveries',
    );
    if ((span?.most ?? 0) > MOST_KEPT) {
      const [count] = this.#rows<{ kept: number }>('SELECT count(*) AS kept FROM deliveries');
      this.#sql.exec(
        "DELETE FROM deliveries WHERE seq IN (SELECT seq FROM deliveries ORDER BY status IN ('pending', 'sending'), seq LIMIT max(0, ?))",
        (count?.kept ?? 0) - MOST_KEPT,
      );
    }
    this.#sql.exec('DELETE FROM attempts WHERE delivery NOT IN (SELECT seq FROM deliveries)');
    this.#sql.exec('DELETE FROM parts WHERE delivery NOT IN (SELECT seq FROM deliveries)');
  }

  #rows<T extends Record<string, SqlStorageValue>>(sql: string, ...values: SqlStorageValue[]): T[] {
    return this.#sql.exec<T>(sql, ...values).toArray();
  }
}
