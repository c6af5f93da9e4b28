import { DurableObject } from 'cloudflare:workers';
import type { Receipt } from './receipt.ts';

/** For how long a receipt can be asked for. */
export const RECEIPT_MS = 10 * 60_000;

/** Keeps the receipts of the last minutes, in batches as the isolates send them. One object of several: see `shardOf`. */
export class Receipts extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS receipts (id TEXT PRIMARY KEY, at INTEGER, receipt TEXT)',
    );
  }

  async keep(batch: Receipt[]): Promise<void> {
    for (const receipt of batch) {
      const { requestId, at } = receipt;
      this.ctx.storage.sql.exec(
        'INSERT OR REPLACE INTO receipts VALUES (?, ?, ?)',
        requestId,
        at,
        JSON.stringify(receipt),
      );
    }
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + RECEIPT_MS);
  }

  find(requestId: string): Receipt | undefined {
    const rows = this.ctx.storage.sql
      .exec<{ receipt: string }>(
        'SELECT receipt FROM receipts WHERE id = ? AND at > ?',
        requestId,
        Date.now() - RECEIPT_MS,
      )
      .toArray();
    return rows[0] && (JSON.parse(rows[0].receipt) as Receipt);
  }

  override async alarm(): Promise<void> {
    const { sql } = this.ctx.storage;
    sql.exec('DELETE FROM receipts WHERE at <= ?', Date.now() - RECEIPT_MS);
    const [row] = sql.exec<{ left: number }>('SELECT count(*) AS left FROM receipts').toArray();
    if (row && row.left > 0) await this.ctx.storage.setAlarm(Date.now() + RECEIPT_MS);
  }
}
