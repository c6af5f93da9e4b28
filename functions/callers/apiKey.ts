import type { Services } from '../config/services.ts';
import { apiKeyRecord } from '../config/settings.ts';
import type { Caller } from '../core/caller.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';

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
  /** By the key itself: to hash it for each call costs more than all the rest of the check. */
  digests: new Map<string, { bytes: ArrayBuffer; sha256: string }>(),
  /** Keys of KV by their hash. Those that nobody knows are kept apart, so that they never push a good one out. */
  good: new Map<string, Remembered>(),
  unknown: new Map<string, Remembered>(),
  used: new Map<string, number>(),
}));

/** The caller behind an API key, from `API_KEYS` or from KV; undefined where there is none. */
export async function callerOfKey(key: string, services: Services): Promise<Caller | undefined> {
  const { config } = services;
  const now = services.now();
  const { digests, good, unknown } = memory();
  const digest = digests.get(key) ?? rememberBounded(digests, key, await digestOf(key), MEMORY_ENTRIES);
  // All are compared, each in constant time, so that the time tells nothing.
  const [configured] = config.apiKeys.filter(({ digest: known }) =>
    crypto.subtle.timingSafeEqual(digest.bytes, known),
  );
  if (configured) return configured;

  const { sha256 } = digest;
  let remembered = good.get(sha256) ?? unknown.get(sha256);
  if (!remembered || remembered.until <= now) {
    // KV is asked by the hash: how long that takes says nothing of any key.
    const caller = await readRecord(services.env, sha256).catch((error: unknown) => {
      // A key that was good a minute ago is good enough while KV fails.
      if (remembered?.caller) return remembered.caller;
      throw error;
    });
    remembered = { caller, until: now + MEMORY_MS };
    good.delete(sha256);
    unknown.delete(sha256);
    rememberBounded(caller ? good : unknown, sha256, remembered, MEMORY_ENTRIES);
  }
  if (remembered.caller) noteUse(sha256, services);
  return remembered.caller;
}

async function digestOf(key: string): Promise<{ bytes: ArrayBuffer; sha256: string }> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return { bytes, sha256: new Uint8Array(bytes).toHex() };
}

function noteUse(sha256: string, { env, now, waitUntil }: Services): void {
  const { used } = memory();
  if ((used.get(sha256) ?? 0) + USE_MS > now()) return;
  rememberBounded(used, sha256, now(), MEMORY_ENTRIES);
  const at = new Date(now()).toISOString();
  // As metadata, which a list of keys brings along.
  waitUntil(env.KEYS.put(keyUseEntry(sha256), at, { metadata: { at } }).catch(() => undefined));
}

const readRecord = async (env: Env, sha256: string): Promise<Caller | undefined> =>
  apiKeyRecord.safeParse(await env.KEYS.get(keyEntry(sha256), 'json')).data;
