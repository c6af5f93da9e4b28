import type { MeetgateEvent } from '../../core/event.ts';
import { sha256Hex } from '../../core/sha256Hex.ts';
import type { Attendance } from './claim.ts';

/** A meeting whose end nobody told is forgotten. */
const KEPT_MS = 2 * 24 * 3_600_000;
/** Who comes later is counted no more: the summary then says what was counted. */
export const MOST_PEOPLE = 5_000;

/** Who is in which meeting, as hashes: to say at the end how many came. */
export class AttendanceStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS people (meeting TEXT NOT NULL, who TEXT NOT NULL, here INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (meeting, who));
      CREATE TABLE IF NOT EXISTS peaks (meeting TEXT PRIMARY KEY, peak INTEGER NOT NULL);`);
  }

  /** Counts one who came or left. @param now epoch milliseconds */
  async note(event: MeetgateEvent, came: boolean, now: number): Promise<void> {
    const { attendee = {} } = event.data;
    const who = await sha256Hex(String(attendee.id ?? attendee.userId ?? attendee.displayName ?? event.id));
    const meeting = await meetingOf(event);
    if (this.#countOf(meeting).people >= MOST_PEOPLE && !this.#knows(meeting, who)) return;
    this.#sql.exec(
      'INSERT INTO people VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET here = ?3, at = ?4',
      ...[meeting, who, came ? 1 : 0, now],
    );
    const { here } = this.#countOf(meeting);
    this.#sql.exec(
      'INSERT INTO peaks VALUES (?1, ?2) ON CONFLICT DO UPDATE SET peak = max(peak, ?2)',
      ...[meeting, here],
    );
  }

  /** How many came to a meeting that is over, and forgets them; undefined where nobody is known. */
  async close(event: MeetgateEvent): Promise<Attendance | undefined> {
    const meeting = await meetingOf(event);
    const { people, peak } = this.#countOf(meeting);
    this.#forget('meeting = ?', meeting);
    return people > 0 ? { people, peak } : undefined;
  }

  tidy(now: number): void {
    this.#forget(
      'meeting IN (SELECT meeting FROM people GROUP BY meeting HAVING max(at) < ?)',
      now - KEPT_MS,
    );
  }

  #knows(meeting: string, who: string): boolean {
    const found = this.#sql.exec('SELECT 1 FROM people WHERE meeting = ? AND who = ?', meeting, who);
    return found.toArray().length > 0;
  }

  #forget(where: string, value: string | number): void {
    this.#sql.exec(`DELETE FROM peaks WHERE ${where}`, value);
    this.#sql.exec(`DELETE FROM people WHERE ${where}`, value);
  }

  #countOf(meeting: string): { people: number; here: number; peak: number } {
    return this.#sql
      .exec<{ people: number; here: number; peak: number }>(
        `SELECT count(*) AS people, coalesce(sum(here), 0) AS here,
          coalesce((SELECT peak FROM peaks WHERE meeting = ?1), 0) AS peak FROM people WHERE meeting = ?1`,
        meeting,
      )
      .one();
  }
}

/** The same for all events of one meeting. */
export const meetingOf = ({ source, subject, data }: MeetgateEvent): Promise<string> =>
  sha256Hex(`${source} ${subject ?? data.meeting?.id ?? data.meeting?.meetingNumber ?? ''}`);
