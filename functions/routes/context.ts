import type { Context } from 'hono';
import type { Caller } from '../core/caller.ts';
import type { Bindings } from '../env.ts';

/** What the middleware leaves for the routes. */
export interface AppEnv {
  Bindings: Bindings;
  Variables: { requestId: string; caller: Caller };
}

export type AppContext = Context<AppEnv>;
