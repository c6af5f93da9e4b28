import { DurableObject } from 'cloudflare:workers';
import type { Definition } from './subscription.ts';

/** Who wants which events: every event asks here once. Knows no URL and no secret. */
export class SubscriptionIndex extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS subscriptions (id TEXT PRIMARY KEY, definition TEXT NOT NULL)',
    );
  }

  put(definition: Definition): void {
    this.ctx.storage.sql.exec(
      'INSERT OR REPLACE INTO subscriptions VALUES (?, ?)',
      definition.id,
      JSON.stringify(definition),
    );
  }

  remove(id: string): void {
    this.ctx.storage.sql.exec('DELETE FROM subscriptions WHERE id = ?', id);
  }

  get(id: string): Definition | undefined {
    return this.#read('SELECT definition FROM subscriptions WHERE id = ?', id)[0];
  }

  /** All of them, in the order of their ids. */
  all(): Definition[] {
    return this.#read('SELECT definition FROM subscriptions ORDER BY id');
  }

  #read(sql: string, ...values: string[]): Definition[] {
    return this.ctx.storage.sql
      .exec<{ definition: string }>(sql, ...values)
      .toArray()
      .map(({ definition }) => JSON.parse(definition) as Definition);
  }
}
