import * as z from 'zod';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import type { Bindings, Config } from '../env.ts';
import type { Caller } from './caller.ts';
import { SCOPES } from './scopes.ts';

/** What is kept of an API key, in KV and in `API_KEYS`. The key itself is kept nowhere. */
export const apiKeyRecord = z.object({
  name: z.string().regex(/^[\w.-]{1,64}$/),
  scopes: z.array(z.enum(SCOPES)).min(1),
  /** Without this, the account `default`. */
  accounts: z
    .array(z.string().regex(/^(\*|[\w.-]{1,64})$/))
    .min(1)
    .default(['default']),
  createdAt: z.string().optional(),
});

/** Where the record of a key is kept, by the SHA-256 of the key in hex. */
export const keyEntry = (sha256: string): string => `key:v1:${sha256}`;
/** Where it is kept when a key was last used. */
export const keyUseEntry = (sha256: string): string => `key-use:v1:${sha256}`;

/** A key that was revoked stops working after this and KV's own minute: looking it up for every call would be slow. */
const MEMORY_MS = 60_000;
/** When a key was last used is known to the hour: one write for all its calls. */
const USE_MS = 3_600_000;
const MEMORY_ENTRIES = 1_000;

interface Remembered {
  caller: Caller | undefined;
  until: number;
}

const memory = isolateMemory(() => ({
  keys: new Map<string, Remembered>(),
  used: new Map<string, number>(),
}));

/** The caller behind an API key, from `API_KEYS` or from KV; undefined where there is none. */
export async function callerOfKey(
  key: string,
  {
    env,
    config,
    now,
    waitUntil,
  }: { env: Bindings; config: Config; now: number; waitUntil: (promise: Promise<unknown>) => void },
): Promise<Caller | undefined> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  // All are compared, each in constant time, so that the time tells nothing.
  const [configured] = config.apiKeys.filter(({ sha256 }) =>
    crypto.subtle.timingSafeEqual(digest, Uint8Array.fromHex(sha256)),
  );
  if (configured) return configured;

  const sha256 = new Uint8Array(digest).toHex();
  const { keys, used } = memory();
  let remembered = keys.get(sha256);
  if (!remembered || remembered.until <= now) {
    // KV is asked by the hash: how long that takes says nothing of any key.
    const caller = await readRecord(env, sha256).catch((error: unknown) => {
      // A key that was good a minute ago is good enough while KV fails.
      if (remembered?.caller) return remembered.caller;
      throw error;
    });
    remembered = rememberBounded(keys, sha256, { caller, until: now + MEMORY_MS }, MEMORY_ENTRIES);
  }
  if (remembered.caller && (used.get(sha256) ?? 0) + USE_MS <= now) {
    rememberBounded(used, sha256, now, MEMORY_ENTRIES);
    const at = new Date(now).toISOString();
    // As metadata, which a list of keys brings along.
    waitUntil(env.KEYS.put(keyUseEntry(sha256), at, { metadata: { at } }).catch(() => undefined));
  }
  return remembered.caller;
}

const readRecord = async (env: Bindings, sha256: string): Promise<Caller | undefined> =>
  apiKeyRecord.safeParse(await env.KEYS.get(keyEntry(sha256), 'json')).data;
