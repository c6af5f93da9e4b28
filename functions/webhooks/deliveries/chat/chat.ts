import type { Rate } from '../bucket.ts';

/** What a group is told, before it is in the form of its chat. */
export interface Note {
  /** One line of plain text. */
  title: string;
  /** Paragraphs of markdown; what came from elsewhere in them is escaped. */
  lines: readonly string[];
}

/** What a chat said to a message: all of them answer 200 when they refuse. */
export type Reading =
  | { taken: true }
  /** `waitMs`: it takes nothing for so long. `stops`: nothing gets through until somebody mends it. */
  | { taken: false; error: string; waitMs?: number; stops?: string };

/** A chat whose groups have bots that can be posted to. */
export interface Chat {
  /** What the URL of a bot looks like. */
  url: RegExp;
  /** An example of it, for errors. */
  like: string;
  /** How much it takes: below what is documented, as others may write to the same bot. */
  rate: Rate;
  /** The JSON of a message, no longer than the chat takes. */
  message(note: Note): Record<string, unknown>;
  /** Signs at the attempt: a signature is good for an hour. @param now epoch milliseconds */
  sign(to: Signable, secret: string, now: number): Promise<Signable>;
  /** Reads the body of an answer. */
  read(body: Record<string, unknown>): Reading;
}

/** What a signature may stand in. */
export interface Signable {
  url: URL;
  message: Record<string, unknown>;
}

/** A code of an answer. What is none is no success: neither is what becomes 0 by itself, such as an empty text. */
export const codeOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** A text of at most so many bytes of UTF-8, cut between characters. */
export function fitBytes(text: string, most: number): string {
  const bytes = new TextEncoder();
  if (bytes.encode(text).length <= most) return text;
  const { read } = bytes.encodeInto(text, new Uint8Array(most - 3));
  return `${text.slice(0, read)}…`;
}

/** As many whole paragraphs as fit in so many bytes: half of one may be broken markdown. */
export function fitLines(lines: readonly string[], most: number): string {
  const bytes = new TextEncoder();
  let room = most;
  const fitting = lines.filter((line) => {
    const length = bytes.encode(`${line}\n\n`).length;
    if (length > room) return false;
    room -= length;
    return true;
  });
  return fitting.join('\n\n');
}

/** HMAC-SHA256 as base64. */
export async function hmac(key: string, message: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytes.encode(key), algorithm, false, ['sign']);
  const made = await crypto.subtle.sign('HMAC', imported, bytes.encode(message));
  return new Uint8Array(made).toBase64();
}
