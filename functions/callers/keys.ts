import type * as z from 'zod/mini';
import { apiKeyRecord } from '../config/settings.ts';
import { keyEntry, keyUseEntry } from './apiKey.ts';
import { KV_PAGE, keepRecord, recordOf } from './keptRecords.ts';

/** So many bytes nobody guesses: 256 bits, as the hash that is kept. */
const KEY_BYTES = 32;
/** Tells a key of meetgate from others, also to scanners that look for leaked ones. */
const KEY_PREFIX = 'mg_';

export type ApiKeyRecord = z.output<typeof apiKeyRecord>;

/** A key as operators see it; the key itself is kept nowhere. */
export interface DescribedKey extends ApiKeyRecord {
  sha256: string;
  /** To the hour; null where it never was. ISO 8601. */
  lastUsed: string | null;
  /** Null where it does not end by itself. ISO 8601. */
  expires: string | null;
}

/** A new key, and the hash that it is kept as. In words that Node 24 knows, too: `npm run keys` makes keys with it. */
export async function newApiKey(): Promise<{ key: string; sha256: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const base64 = btoa(String.fromCharCode(...bytes));
  const key = KEY_PREFIX + base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return { key, sha256: hex.join('') };
}

/** Keeps the record of a key, under its hash. Isolates elsewhere know of it within a minute. [Workers KV] */
export async function putKey(
  sha256: string,
  record: ApiKeyRecord,
  expires: Date | undefined,
  env: Env,
): Promise<void> {
  const expiration = expires && Math.floor(expires.getTime() / 1000);
  await keepRecord(keyEntry(sha256), record, env, expiration);
}

/** A page of the keys that lie in KV; those of `API_KEYS` are the operator's own file. */
export async function listKeys(
  env: Env,
  cursor: string | undefined,
): Promise<{ keys: DescribedKey[]; cursor?: string }> {
  const page = await env.KEYS.list({ prefix: keyEntry(''), limit: KV_PAGE, cursor: cursor ?? null });
  const keys = await Promise.all(
    page.keys.map(async (entry) => {
      const { name, expiration } = entry;
      const record = await recordOf(apiKeyRecord, entry, env);
      if (!record) return [];
      const sha256 = name.slice(keyEntry('').length);
      const expires = expiration === undefined ? null : new Date(expiration * 1000).toISOString();
      return [{ ...record, sha256, lastUsed: await env.KEYS.get(keyUseEntry(sha256)), expires }];
    }),
  );
  return { keys: keys.flat(), ...(!page.list_complete && { cursor: page.cursor }) };
}

/** Takes a key away. Isolates that remember it forget it within a minute, KV elsewhere within another. */
export async function removeKey(sha256: string, env: Env): Promise<void> {
  await Promise.all([env.KEYS.delete(keyEntry(sha256)), env.KEYS.delete(keyUseEntry(sha256))]);
}
