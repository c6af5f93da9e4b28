import { DurableObject } from 'cloudflare:workers';
import type { Receipt } from './receipt.ts';

/** Which receipts are wanted. Absent members say nothing. */
export interface ReceiptFilter {
  operation?: string | undefined;
  caller?: string | undefined;
  /** HTTP statuses, from and to, both included. */
  status?: readonly [number, number] | undefined;
  /** Only older ones. Epoch milliseconds. */
  before?: number | undefined;
}

/** For how long a receipt can be asked for. */
export const RECEIPT_MS = 10 * 60_000;
/** Callers who share a request id by chance are few; with more, somebody means it. */
const MOST_FOUND = 20;

/** Keeps the receipts of the last minutes, in batches as the isolates send them. One object of several: see `shardOf`. */
export class Receipts extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    // Before receipts were kept by caller. What it holds is of a few minutes.
    state.storage.sql.exec('DROP TABLE IF EXISTS receipts');
    state.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS calls (id TEXT, caller TEXT, at INTEGER, receipt TEXT, PRIMARY KEY (id, caller))',
    );
  }

  async keep(batch: Receipt[]): Promise<void> {
    for (const receipt of batch) {
      const { requestId, caller, at } = receipt;
      this.ctx.storage.sql.exec(
        'INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?)',
        requestId,
        caller,
        at,
        JSON.stringify(receipt),
      );
    }
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + RECEIPT_MS);
  }

  /** The receipts of an id: one of each caller who has used it, the latest first. */
  find(requestId: string): Receipt[] {
    return this.ctx.storage.sql
      .exec<{ receipt: string }>(
        'SELECT receipt FROM calls WHERE id = ? AND at > ? ORDER BY at DESC LIMIT ?',
        requestId,
        Date.now() - RECEIPT_MS,
        MOST_FOUND,
      )
      .toArray()
      .map(({ receipt }) => JSON.parse(receipt) as Receipt);
  }

  /** The latest receipts of this object that fit, the latest first. */
  list({ operation, caller, status, before }: ReceiptFilter, limit: number): Receipt[] {
    const wanted: [condition: string, ...values: (string | number)[]][] = [
      ['at > ?', Date.now() - RECEIPT_MS],
    ];
    if (before !== undefined) wanted.push(['at < ?', before]);
    if (caller !== undefined) wanted.push(['caller = ?', caller]);
    if (operation !== undefined) wanted.push(["receipt ->> '$.operation' = ?", operation]);
    if (status) wanted.push(["receipt ->> '$.status' BETWEEN ? AND ?", ...status]);
    return this.ctx.storage.sql
      .exec<{ receipt: string }>(
        `SELECT receipt FROM calls WHERE ${wanted.map(([condition]) => condition).join(' AND ')} ORDER BY at DESC LIMIT ?`,
        ...wanted.flatMap(([, ...values]) => values),
        limit,
      )
      .toArray()
      .map(({ receipt }) => JSON.parse(receipt) as Receipt);
  }

  override async alarm(): Promise<void> {
    const { sql } = this.ctx.storage;
    sql.exec('DELETE FROM calls WHERE at <= ?', Date.now() - RECEIPT_MS);
    const [row] = sql.exec<{ left: number }>('SELECT count(*) AS left FROM calls').toArray();
    if (row && row.left > 0) await this.ctx.storage.setAlarm(Date.now() + RECEIPT_MS);
  }
}
