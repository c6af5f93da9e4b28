import * as z from 'zod/mini';
import type { Services } from '../config/services.ts';
import { apiKeyRecord } from '../config/settings.ts';
import type { Caller } from '../core/caller.ts';
import { sha256Hex } from '../core/sha256Hex.ts';
import { callersNamed } from './callersNamed.ts';
import { keepRecord, recordsOf } from './keptRecords.ts';
import { mayUse } from './permissions.ts';

/** Where a feed is kept, by the SHA-256 of the last part of its URL: apart from keys, which it never can be one of. */
const entryOf = (sha256: string): string => `calendar:v1:${sha256}`;
/** As many bytes as an API key has. */
const TOKEN_BYTES = 32;

/** What is kept of a feed; its token is kept nowhere. */
const calendarRecord = z.object({
  name: z.string(),
  /** Name of the key that made it. */
  owner: z.string(),
  scopes: apiKeyRecord.shape.scopes,
  accounts: apiKeyRecord.shape.accounts,
  /** Which meetings it has: inputs of `meetings.list`. */
  of: z.record(z.string(), z.string()),
  createdAt: z.string(),
});
export type CalendarRecord = z.output<typeof calendarRecord>;

/** Makes a feed. The token is told this once. */
export async function makeCalendar(record: CalendarRecord, env: Env): Promise<{ id: string; token: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  const token = bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
  const id = await sha256Hex(token);
  await keepRecord(entryOf(id), record, env);
  return { id, token };
}

/**
 * The feed of a token; undefined where there is none, or where the key that made it is gone. It may do no more than that key
 * may by now. KV is asked by the hash: how long that takes tells nothing.
 */
export async function calendarOf(
  token: string,
  services: Services,
): Promise<{ caller: Caller; record: CalendarRecord } | undefined> {
  const id = await sha256Hex(token);
  const record = await readCalendar(id, services.env);
  if (!record) return undefined;
  const owners = await callersNamed(record.owner, services);
  const scopes = record.scopes.filter((scope) => owners.some((owner) => owner.scopes.includes(scope)));
  const accounts = record.accounts.includes('*')
    ? owners.flatMap((owner) => owner.accounts)
    : record.accounts.filter((account) => owners.some((owner) => mayUse(owner, account)));
  if (!scopes.includes('read') || accounts.length === 0) return undefined;
  return { record, caller: { name: `calendar-${id.slice(0, 12)}`, scopes, accounts, users: [] } };
}

export const readCalendar = async (id: string, env: Env): Promise<CalendarRecord | undefined> =>
  calendarRecord.safeParse(await env.KEYS.get(entryOf(id), 'json')).data;

/** The feeds of a key, or all of them. */
export async function listCalendars(
  owner: string | undefined,
  env: Env,
): Promise<(CalendarRecord & { id: string })[]> {
  const found: (CalendarRecord & { id: string })[] = [];
  for await (const { name: id, record } of recordsOf(entryOf(''), calendarRecord, env))
    if (record.owner === (owner ?? record.owner)) found.push({ id, ...record });
  return found;
}

/** Takes a feed away. KV elsewhere may know it for another minute. */
export const removeCalendar = (id: string, env: Env): Promise<void> => env.KEYS.delete(entryOf(id));
