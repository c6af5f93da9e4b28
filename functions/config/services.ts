import type { Config } from './config.ts';

/** What a call needs from its surroundings: made once for each request, and anew in a Durable Object. */
export interface Services {
  config: Config;
  /** For its bindings; variables and secrets are read by `config` alone. */
  env: Env;
  /** Epoch milliseconds. */
  now: () => number;
  /** Lets work go on after the answer. */
  waitUntil: (promise: Promise<unknown>) => void;
}
