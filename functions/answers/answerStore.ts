import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import type { StoredAnswer } from './sharedAnswer.ts';

/** An isolate has 128 MB: so many answers of at most this size take a tenth of it. [Workers limits] */
const MEMORY_ENTRIES = 100;
const MEMORY_CHARS = 128 * 1024;

const memory = isolateMemory(() => new Map<string, StoredAnswer>());

/** The Cache API wants a URL. Nobody can ask for it: the host is reserved and the path a hash. [RFC 2606] */
const urlOf = (key: string) => `https://answers.meetgate.invalid/${key}`;

/** The stored answer to a question: from the isolate's memory, else from the Cache API of this data centre. */
export async function readAnswer(key: string): Promise<StoredAnswer | undefined> {
  const remembered = memory().get(key);
  if (remembered) return remembered;
  const stored = await fromCache(key).catch(() => undefined);
  return stored && remember(key, stored);
}

async function fromCache(key: string): Promise<StoredAnswer | undefined> {
  const response = await (await caches.open('answers')).match(urlOf(key));
  const storedAt = Number(response?.headers.get('X-Stored-At'));
  if (!response || !storedAt) return undefined;
  const providerRequestId = response.headers.get('X-Provider-Request-Id');
  return { body: await response.text(), storedAt, ...(providerRequestId && { providerRequestId }) };
}

/** Keeps an answer for `keepS` seconds. What cannot be kept is asked for again: that is never an error. */
export async function writeAnswer(key: string, stored: StoredAnswer, keepS: number): Promise<void> {
  remember(key, stored);
  const headers = {
    'Cache-Control': `max-age=${keepS}`,
    'X-Stored-At': String(stored.storedAt),
    ...(stored.providerRequestId && { 'X-Provider-Request-Id': stored.providerRequestId }),
  };
  await caches
    .open('answers')
    .then((cache) => cache.put(urlOf(key), new Response(stored.body, { headers })))
    .catch(() => undefined);
}

function remember(key: string, stored: StoredAnswer): StoredAnswer {
  if (stored.body.length <= MEMORY_CHARS) rememberBounded(memory(), key, stored, MEMORY_ENTRIES);
  else memory().delete(key);
  return stored;
}
