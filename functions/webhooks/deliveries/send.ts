import type { Outcome } from './outcome.ts';

/** For an answer: connection, headers and what is read of the body. [standard-webhooks: 15 to 30 s] */
const TIMEOUT_MS = 15_000;
/** Enough to see why a receiver refuses. Bytes. */
const MOST_READ = 4_096;

/** An answer as far as it is read. */
export type Heard = Pick<Outcome, 'at' | 'ms'> &
  ({ status: number; headers: Headers; text: string } | { error: string });

/**
 * Posts once and reads little of the answer. A redirect is not followed: whoever answers it may point anywhere. Errors are in
 * words of ours, as those of the platform quote the URL.
 */
export async function send(
  url: URL,
  headers: Record<string, string>,
  body: BodyInit,
  now: () => number,
): Promise<Heard> {
  const at = now();
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const text = await beginningOf(answer.body, signal);
    return { at, ms: now() - at, status: answer.status, headers: answer.headers, text };
  } catch {
    const error = signal.aborted
      ? `There was no answer within ${TIMEOUT_MS / 1000} seconds.`
      : 'The receiver cannot be reached, or broke off.';
    return { at, ms: now() - at, error };
  }
}

/** The rest of it is not fetched, be it endless. */
async function beginningOf(body: ReadableStream<Uint8Array> | null, signal: AbortSignal): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  // A signal ends the fetch, not every stream that comes of it.
  const giveUp = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', giveUp);
  const bytes = new Uint8Array(MOST_READ);
  let length = 0;
  try {
    while (length < MOST_READ) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      const part = value.subarray(0, MOST_READ - length);
      bytes.set(part, length);
      length += part.length;
    }
  } finally {
    signal.removeEventListener('abort', giveUp);
    giveUp();
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}
