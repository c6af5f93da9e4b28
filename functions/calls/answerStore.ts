import { isolateMemory } from '../core/isolate.ts';
import type { Answer } from './call.ts';
import { questionKey } from './question.ts';

/** An answer that may be given to several callers. */
export interface StoredAnswer extends Answer {
  /** Epoch milliseconds. */
  storedAt: number;
}

/** An isolate has 128 MB for all it does: an eighth of it may be answers. [Workers limits] */
const MEMORY_BYTES = 16 * 1024 * 1024;
/** However small they are: a garbage collection has to look at each of them. */
const MOST_ANSWERS = 5_000;

/** By the question itself: it never leaves the isolate, and to hash it costs more than to find the answer. */
const memory = isolateMemory(() => ({ answers: new Map<string, StoredAnswer>(), bytes: 0 }));

/** The Cache API wants a URL. Nobody can ask for it: the host is reserved and the path a hash. [RFC 2606] */
const urlOf = async (question: string) => `https://answers.meetgate.invalid/${await questionKey(question)}`;

/** The answer to a question that this isolate has in its memory. */
export const rememberedAnswer = (question: string): StoredAnswer | undefined =>
  memory().answers.get(question);

/** The answer to a question that the Cache API of this data centre has. */
export async function cachedAnswer(question: string): Promise<StoredAnswer | undefined> {
  const stored = await fromCache(question).catch(() => undefined);
  return stored && remember(question, stored);
}

async function fromCache(question: string): Promise<StoredAnswer | undefined> {
  const response = await (await caches.open('answers')).match(await urlOf(question));
  const storedAt = Number(response?.headers.get('X-Stored-At'));
  if (!response || !storedAt) return undefined;
  const providerRequestId = response.headers.get('X-Provider-Request-Id');
  const next = response.headers.get('X-Next');
  return {
    body: await response.bytes(),
    storedAt,
    ...(providerRequestId && { providerRequestId }),
    ...(next && { next: JSON.parse(decodeURIComponent(next)) as Record<string, unknown> }),
  };
}

/** Keeps an answer for `keepS` seconds. What cannot be kept is asked for again: that is never an error. */
export async function writeAnswer(question: string, stored: StoredAnswer, keepS: number): Promise<void> {
  remember(question, stored);
  const { body, storedAt, providerRequestId, next } = stored;
  const headers = {
    'Cache-Control': `max-age=${keepS}`,
    'X-Stored-At': String(storedAt),
    ...(providerRequestId && { 'X-Provider-Request-Id': providerRequestId }),
    // A header holds ASCII only, an input any text.
    ...(next && { 'X-Next': encodeURIComponent(JSON.stringify(next)) }),
  };
  await caches
    .open('answers')
    .then(async (cache) => cache.put(await urlOf(question), new Response(body, { headers })))
    .catch(() => undefined);
}

function remember(question: string, stored: StoredAnswer): StoredAnswer {
  const held = memory();
  forget(held, question);
  held.answers.set(question, stored);
  held.bytes += costOf(question, stored);
  for (const oldest of held.answers.keys()) {
    if (held.bytes <= MEMORY_BYTES && held.answers.size <= MOST_ANSWERS) break;
    forget(held, oldest);
  }
  return stored;
}

function forget(held: ReturnType<typeof memory>, question: string): void {
  const stored = held.answers.get(question);
  if (!stored) return;
  held.bytes -= costOf(question, stored);
  held.answers.delete(question);
}

/**
 * What the engine keeps around an entry: its objects, its buffer's header, its place in the map. An answer of 43 bytes to a
 * question of 100 was measured to take 1.5 KiB in workerd, of which the rest is question, next page and body.
 */
const ENTRY_BYTES = 1024;

/** Bytes that an entry takes in memory; a character takes one or two. A body may be a part of a larger buffer. */
const costOf = (question: string, { body, next, providerRequestId = '' }: StoredAnswer): number =>
  ENTRY_BYTES + body.buffer.byteLength + 2 * (question.length * (next ? 2 : 1) + providerRequestId.length);
