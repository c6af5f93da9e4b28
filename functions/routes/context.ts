import type { Context } from 'hono';
import type { Caller } from '../callers/caller.ts';
import type { Bindings } from '../env.ts';
import type { Notes } from '../receipts/receipt.ts';

/** What the middleware leaves for the routes. */
export interface AppEnv {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    /** When the request came. Epoch milliseconds. */
    started: number;
    caller: Caller;
    notes: Notes;
  };
}

export type AppContext = Context<AppEnv>;
