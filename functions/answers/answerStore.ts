import { isolateMemory } from '../core/isolate.ts';
import type { StoredAnswer } from './sharedAnswer.ts';

/** An isolate has 128 MB for all it does: an eighth of it may be answers. [Workers limits] */
const MEMORY_BYTES = 16 * 1024 * 1024;

const memory = isolateMemory(() => ({ answers: new Map<string, StoredAnswer>(), bytes: 0 }));

/** The Cache API wants a URL. Nobody can ask for it: the host is reserved and the path a hash. [RFC 2606] */
const urlOf = (key: string) => `https://answers.meetgate.invalid/${key}`;

/** The stored answer to a question: from the isolate's memory, else from the Cache API of this data centre. */
export async function readAnswer(key: string): Promise<StoredAnswer | undefined> {
  const remembered = memory().answers.get(key);
  if (remembered) return remembered;
  const stored = await fromCache(key).catch(() => undefined);
  return stored && remember(key, stored);
}

async function fromCache(key: string): Promise<StoredAnswer | undefined> {
  const response = await (await caches.open('answers')).match(urlOf(key));
  const storedAt = Number(response?.headers.get('X-Stored-At'));
  if (!response || !storedAt) return undefined;
  const providerRequestId = response.headers.get('X-Provider-Request-Id');
  return { body: await response.bytes(), storedAt, ...(providerRequestId && { providerRequestId }) };
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
  const held = memory();
  forget(held, key);
  held.answers.set(key, stored);
  held.bytes += stored.body.byteLength;
  for (const oldest of held.answers.keys()) {
    if (held.bytes <= MEMORY_BYTES) break;
    forget(held, oldest);
  }
  return stored;
}

function forget(held: ReturnType<typeof memory>, key: string): void {
  held.bytes -= held.answers.get(key)?.body.byteLength ?? 0;
  held.answers.delete(key);
}
