import type { Context } from 'hono';
import { readConfig } from '../config/config.ts';
import type { Services } from '../config/services.ts';
import type { Caller } from '../core/caller.ts';

/** What is known of a request before a route has it. */
export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** When the request came. Epoch milliseconds. */
    at: number;
    /** The same moment as `performance.now()` tells it. */
    started: number;
    /** Under `/v1` only. */
    caller: Caller;
    /** Milliseconds by stage, for `Server-Timing`. */
    timings: Record<string, number>;
  };
}

export type AppContext = Context<AppEnv>;

/** What a call needs from the request's surroundings. */
export const servicesOf = (c: AppContext): Services => ({
  config: readConfig(c.env),
  env: c.env,
  now: Date.now,
  waitUntil: (promise) => c.executionCtx.waitUntil(promise),
});
