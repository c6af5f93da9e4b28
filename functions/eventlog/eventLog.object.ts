import { DurableObject } from 'cloudflare:workers';
import { Followers } from './followers.ts';
import { isShutOut, type LogEntry } from './logEntry.ts';
import type { Place } from './place.ts';

/** What somebody wants to read. */
export interface Wanted {
  /** Accounts whose events may be read; `*` for those of every one, and of the gateway itself. */
  accounts: readonly string[];
  /** Types, as `fitsType` takes them. Absent for all. */
  types?: readonly string[] | undefined;
  /** Behind which place; absent for the first that is kept. */
  after?: Place | undefined;
  most: number;
}

/** Some of the log: what was wanted, sealed, and how far it was read. */
export interface Page {
  events: { id: string; sealed: string; seq: number }[];
  place: Place;
  /** Whether there is more by now. */
  more: boolean;
}

/** In a DO's SQLite there may be 10 GB. [Durable Objects, limits] Rows that nobody reads any more are the first to go. */
const MOST_BYTES = 2 * 1024 ** 3;
/** Rows of one read: who wants little must not have the log look through all of it while others wait. */
const MOST_LOOKED_THROUGH = 20_000;
/** To look at a few is enough to find out why; all of them are counted. */
const MOST_DROPPED = 1_000;
/** What is past its time goes in the order of its coming, a bounded number at a time. */
const PRUNED_AT_ONCE = 10_000;
const HOUR_MS = 3_600_000;
/** How long it is known what was told of a meeting, so that it is not observed as well: longer than the longest interval. */
const TRANSITION_MS = 24 * HOUR_MS;

/**
 * Every event of the last days, in the order in which they came: one object for the whole gateway, so that there is one order.
 * It takes them in batches, so that it is asked a few times a second however many there are. Holds them sealed.
 */
export class EventLog extends DurableObject<Env> {
  readonly #followers = new Followers();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    for (const statement of [
      'CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, account TEXT, type TEXT, kept INTEGER, told INTEGER DEFAULT 0, sealed TEXT)',
      'DROP TABLE IF EXISTS transitions',
      'CREATE TABLE IF NOT EXISTS changes (same TEXT, at INTEGER, since INTEGER, kept INTEGER)',
      'CREATE INDEX IF NOT EXISTS changes_by_same ON changes (same)',
      'CREATE INDEX IF NOT EXISTS changes_by_kept ON changes (kept)',
      'CREATE TABLE IF NOT EXISTS abouts (seq INTEGER PRIMARY KEY, name TEXT)',
      'CREATE INDEX IF NOT EXISTS abouts_by_name ON abouts (name)',
      'CREATE TABLE IF NOT EXISTS dropped (id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT, why TEXT, kept INTEGER, message TEXT)',
    ])
      state.storage.sql.exec(statement);
  }

  /** Takes entries, each once, and says which of them (by id) nobody has been told of yet. @param days for how long they are kept */
  async append(entries: readonly LogEntry[], days: number): Promise<string[]> {
    const { sql } = this.ctx.storage;
    const untold: string[] = [];
    let bytes = this.#number('bytes');
    const now = Date.now();
    for (const { id, account, type, about, transitions, sealed } of entries) {
      const [known] = sql.exec<{ told: number }>('SELECT told FROM events WHERE id = ?', id).toArray();
      if (!known && transitions.some((one) => isShutOut(one, this.#alike(one.same)))) continue;
      if (!known?.told) untold.push(id);
      if (known) continue;
      sql.exec(
        'INSERT INTO events (id, account, type, kept, sealed) VALUES (?, ?, ?, ?, ?)',
        ...[id, account ?? null, type, now, sealed],
      );
      if (about !== undefined) sql.exec('INSERT INTO abouts VALUES (last_insert_rowid(), ?)', about);
      for (const { same, at, since } of transitions)
        sql.exec('INSERT INTO changes VALUES (?, ?, ?, ?)', same, at, since ?? null, now);
      bytes += sealed.length;
    }
    this.ctx.storage.kv.put('bytes', bytes);
    this.ctx.storage.kv.put('days', days);
    if (bytes > MOST_BYTES) this.#prune();
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + HOUR_MS);
    this.#followers.wake();
    return untold;
  }

  /** Everybody has been told of these. */
  told(ids: readonly string[]): void {
    for (const id of ids) this.ctx.storage.sql.exec('UPDATE events SET told = 1 WHERE id = ?', id);
  }

  /** What is kept behind a place; undefined where what was behind it is no longer all there. */
  read({ accounts, types, after, most }: Wanted): Page | undefined {
    const { sql } = this.ctx.storage;
    const log = this.#name();
    if (after && (after.log !== log || after.seq < this.#number('pruned') || after.seq > this.#last()))
      return undefined;
    const last = this.#last();
    const from = Math.max(after?.seq ?? 0, this.#number('pruned'));
    const to = Math.min(last, from + MOST_LOOKED_THROUGH);
    const events = sql
      .exec<{ id: string; sealed: string; seq: number }>(
        `SELECT id, sealed, seq FROM events WHERE seq > ?1 AND seq <= ?6
          AND (?2 OR account IN (SELECT value FROM json_each(?3)))
          AND (?4 IS NULL OR EXISTS (SELECT 1 FROM json_each(?4) WHERE events.type GLOB json_each.value))
          ORDER BY seq LIMIT ?5`,
        ...[from, accounts.includes('*') ? 1 : 0, JSON.stringify(accounts)],
        ...[types ? JSON.stringify(types) : null, most + 1, to],
      )
      .toArray();
    const full = events.length > most;
    if (full) events.pop();
    // Read to the end, the place is the end: what was not wanted is not looked through again.
    const seq = full ? (events.at(-1)?.seq ?? from) : to;
    return { events, place: { log, seq }, more: seq < last };
  }

  /** What is kept of a meeting behind a number, as `nameOf` names it, in the order in which it came. */
  readAbout(name: string, after: number, most: number): Page['events'] {
    return this.ctx.storage.sql
      .exec<Page['events'][number]>(
        'SELECT id, sealed, seq FROM abouts JOIN events USING (seq) WHERE name = ? AND seq > ? ORDER BY seq LIMIT ?',
        ...[name, after, most],
      )
      .toArray();
  }

  /** The place behind everything that is there now. */
  end(): Place {
    return { log: this.#name(), seq: this.#last() };
  }

  /**
   * As `read`, and where there is nothing waits for it, as long as `waitMs`. `full` where too many follow already.
   *
   * @param stream the name of this one, for as long as it lives
   */
  async follow(
    stream: string,
    caller: string,
    wanted: Wanted,
    waitMs: number,
  ): Promise<Page | 'full' | undefined> {
    if (!this.#followers.enter(stream, caller, Date.now())) return 'full';
    const until = Date.now() + waitMs;
    let page = this.read(wanted);
    while (page && page.events.length === 0 && Date.now() < until && this.#followers.has(stream)) {
      if (!page.more) await this.#followers.wait(stream, until - Date.now());
      page = this.read({ ...wanted, after: page.place });
    }
    return page;
  }

  /** A stream has ended. */
  leave(stream: string): void {
    this.#followers.leave(stream);
  }

  /** Puts away a message that could not be read, sealed as it came, for operators to count. */
  drop({ source, why, message }: { source: string; why: string; message: string }): void {
    const { sql, kv } = this.ctx.storage;
    sql.exec(
      'INSERT INTO dropped (source, why, kept, message) VALUES (?, ?, ?, ?)',
      ...[source, why, Date.now(), message],
    );
    sql.exec('DELETE FROM dropped WHERE id <= (SELECT max(id) FROM dropped) - ?', MOST_DROPPED);
    kv.put('dropped', this.#number('dropped') + 1);
  }

  /** How much there is, and what could not be read. */
  state() {
    const { sql } = this.ctx.storage;
    const [row] = sql
      .exec<{ events: number; oldest: number | null; newest: number | null; untold: number | null }>(
        'SELECT count(*) AS events, min(kept) AS oldest, max(kept) AS newest, sum(told = 0) AS untold FROM events',
      )
      .toArray();
    const reasons = sql
      .exec<{ source: string; why: string; count: number; last: number }>(
        'SELECT source, why, count(*) AS count, max(kept) AS last FROM dropped GROUP BY source, why LIMIT 100',
      )
      .toArray();
    return {
      events: row?.events ?? 0,
      untold: row?.untold ?? 0,
      oldest: row?.oldest ?? undefined,
      newest: row?.newest ?? undefined,
      streams: this.#followers.size,
      dropped: { count: this.#number('dropped'), reasons },
    };
  }

  override async alarm(): Promise<void> {
    try {
      this.#prune();
    } finally {
      if (this.#last() > this.#number('pruned')) await this.ctx.storage.setAlarm(Date.now() + HOUR_MS);
    }
  }

  /** Lets go of what is too old, and of the oldest where there is too much. */
  #prune(): void {
    const { sql, kv } = this.ctx.storage;
    const old = Date.now() - Number(kv.get('days') ?? 7) * 24 * HOUR_MS;
    let bytes = this.#number('bytes');
    let pruned = this.#number('pruned');
    const oldest = sql.exec<{ seq: number; kept: number; size: number }>(
      'SELECT seq, kept, length(sealed) AS size FROM events ORDER BY seq LIMIT ?',
      PRUNED_AT_ONCE,
    );
    for (const { seq, kept, size } of oldest.toArray()) {
      if (kept > old && bytes <= MOST_BYTES) break;
      pruned = seq;
      bytes -= size;
    }
    sql.exec('DELETE FROM events WHERE seq <= ?', pruned);
    sql.exec('DELETE FROM abouts WHERE seq <= ?', pruned);
    sql.exec('DELETE FROM changes WHERE kept < ?', Date.now() - TRANSITION_MS);
    sql.exec('DELETE FROM dropped WHERE kept < ?', old);
    kv.put('bytes', bytes);
    kv.put('pruned', pruned);
  }

  #alike(same: string) {
    return this.ctx.storage.sql
      .exec<{ at: number; since: number | null }>('SELECT at, since FROM changes WHERE same = ?', same)
      .toArray();
  }

  #name(): string {
    const { kv } = this.ctx.storage;
    const known = kv.get<string>('log');
    const name = known ?? crypto.randomUUID().slice(0, 8);
    if (known === undefined) kv.put('log', name);
    return name;
  }

  #last(): number {
    const [row] = this.ctx.storage.sql
      .exec<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'events'")
      .toArray();
    return row?.seq ?? 0;
  }

  #number(name: string): number {
    return this.ctx.storage.kv.get<number>(name) ?? 0;
  }
}
