import { LEASE_MS } from './keptCalls.ts';

/** For how long the state of an invocation is told. */
export const INVOCATION_MS = 24 * 3_600_000;
/** Waiting at once for one hook: a burst, not a stock. */
const MOST_WAITING = 1_000;
/** Characters of all outcomes that one hook keeps, sealed; beyond, the oldest invocations go. */
const MOST_OUTCOMES = 64 * 1024 * 1024;
/** Invocations that one hook keeps. */
const MOST_KEPT = 20_000;
/** To measure the whole costs more than an invocation: it is done once for so many. */
const MEASURED_EACH = 64;
/** Of one hook at once: the quota of the vendor is shared with everybody else. */
const MOST_RUNNING = 16;
/** An isolate that dies under a call is rare; a call under which it dies three times kills it. */
const MOST_TRIES = 3;
/** A callback that the deliveries do not take is handed over again after this. */
const TELL_AGAIN_MS = 30_000;

/** A call that nobody waits for. */
export interface Invocation {
  id: string;
  /** Sealed. */
  call: string;
  /** Whether it may be done twice. */
  repeatable: boolean;
  /** Whether its outcome is delivered. */
  callback: boolean;
}

/** How far one is. Times: epoch ms. */
export interface InvocationState {
  state: 'waiting' | 'running' | 'done';
  at: number;
  finishedAt: number | null;
  /** Sealed. */
  call: string;
  /** Sealed; once it is done. */
  outcome: string | null;
}

/** One that is to be done now; `lost` where it must not be done again. */
export interface Due {
  id: string;
  call: string;
  lost: boolean;
}

/** The calls of a hook that nobody waits for, in the storage of its object: an eviction loses none. */
export class Invocations {
  readonly #sql: SqlStorage;
  #finished = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Makes the table anew. Not before there is a hook. */
  static create(sql: SqlStorage): void {
    // `until`: when a running one counts as lost, or when a callback is handed over again.
    sql.exec('DROP TABLE IF EXISTS invocations');
    sql.exec(`CREATE TABLE invocations
      (id TEXT PRIMARY KEY, state TEXT, call TEXT, repeatable INTEGER, tries INTEGER, until INTEGER, callback INTEGER,
       outcome TEXT, at INTEGER, finishedAt INTEGER)`);
    sql.exec('CREATE INDEX invocations_by_state ON invocations (state, until)');
  }

  isFull(): boolean {
    const { open } = this.#sql
      .exec<{ open: number }>(
        "SELECT count(*) AS open FROM invocations WHERE state IN ('waiting', 'running')",
      )
      .one();
    return open >= MOST_WAITING;
  }

  add({ id, call, repeatable, callback }: Invocation, now: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO invocations VALUES (?, 'waiting', ?, ?, 0, 0, ?, NULL, ?, NULL)",
      id,
      call,
      Number(repeatable),
      Number(callback),
      now,
    );
  }

  /** Takes the next one that is due: one that waits, or one that was lost under way. */
  take(running: number, now: number): Due | undefined {
    if (running >= MOST_RUNNING) return undefined;
    const [next] = this.#sql
      .exec<{ id: string; call: string; state: string; repeatable: number; tries: number }>(
        `SELECT id, call, state, repeatable, tries FROM invocations
         WHERE state = 'waiting' OR (state = 'running' AND until <= ?) ORDER BY at LIMIT 1`,
        now,
      )
      .toArray();
    if (!next) return undefined;
    this.#sql.exec(
      "UPDATE invocations SET state = 'running', tries = tries + 1, until = ? WHERE id = ?",
      now + LEASE_MS,
      next.id,
    );
    const lost = next.state === 'running' && (!next.repeatable || next.tries >= MOST_TRIES);
    return { id: next.id, call: next.call, lost };
  }

  finish(id: string, outcome: string, now: number): void {
    this.#sql.exec(
      "UPDATE invocations SET state = 'done', outcome = ?, finishedAt = ?, until = 0 WHERE id = ?",
      outcome,
      now,
      id,
    );
    if (++this.#finished % MEASURED_EACH === 0) this.#makeRoom();
  }

  /** Those whose outcome is to be delivered now, some at a time. They are not due again for a while. */
  untold(now: number): string[] {
    const rows = this.#sql
      .exec<{ id: string }>(
        "SELECT id FROM invocations WHERE state = 'done' AND callback = 1 AND until <= ? LIMIT ?",
        now,
        MOST_RUNNING,
      )
      .toArray();
    for (const { id } of rows)
      this.#sql.exec('UPDATE invocations SET until = ? WHERE id = ?', now + TELL_AGAIN_MS, id);
    return rows.map(({ id }) => id);
  }

  told(id: string): void {
    this.#sql.exec('UPDATE invocations SET callback = 0 WHERE id = ?', id);
  }

  find(id: string, now: number): InvocationState | undefined {
    return this.#sql
      .exec<InvocationState & Record<string, SqlStorageValue>>(
        'SELECT state, at, finishedAt, call, outcome FROM invocations WHERE id = ? AND at > ?',
        id,
        now - INVOCATION_MS,
      )
      .toArray()[0];
  }

  /** Lets go what has had its time. Tells when to look again; undefined where nothing is left. */
  sweep(now: number): number | undefined {
    this.#sql.exec('DELETE FROM invocations WHERE at <= ?', now - INVOCATION_MS);
    const { next } = this.#sql
      .exec<{ next: number | null }>(
        `SELECT min(CASE WHEN state = 'waiting' THEN ? WHEN state = 'running' OR callback = 1 THEN until ELSE at + ? END) AS next
         FROM invocations`,
        now + TELL_AGAIN_MS,
        INVOCATION_MS,
      )
      .one();
    return next ?? undefined;
  }

  #makeRoom(): void {
    const measure = () =>
      this.#sql
        .exec<{ rows: number; size: number }>(
          'SELECT count(*) AS rows, total(length(outcome)) AS size FROM invocations',
        )
        .one();
    for (
      let { rows, size } = measure();
      rows > MOST_KEPT || size > MOST_OUTCOMES;
      { rows, size } = measure()
    ) {
      const { rowsWritten } = this.#sql.exec(
        "DELETE FROM invocations WHERE id IN (SELECT id FROM invocations WHERE state = 'done' ORDER BY at LIMIT ?)",
        MEASURED_EACH,
      );
      if (rowsWritten === 0) return;
    }
  }
}
