import type { Message } from './vendorEvents.ts';

/** What a subscriber answered; `error` where nothing came back. */
export interface Answer {
  readonly status?: number;
  readonly error?: string;
  readonly text: string;
}

// The handshake's answer has some 60 characters: no subscriber needs more.
const MOST_TEXT = 4_096;

/** Posts a message. Never rejects; a redirect is not followed, as it could lead where events may not go. */
export async function send(url: string, { headers, body }: Message, timeout: number): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    return { status: response.status, text: await firstOf(response) };
  } catch (error) {
    return { error: reason(error, timeout), text: '' };
  }
}

async function firstOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < MOST_TEXT) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text.slice(0, MOST_TEXT);
}

function reason(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeout} ms`;
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
