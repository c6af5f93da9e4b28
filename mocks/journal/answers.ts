import { beside } from '../core/beside.ts';
import { printedOf } from '../core/printed.ts';
import { textOf } from '../core/textResponse.ts';
import type { JournalEntry } from './journal.ts';
import { maskText } from './mask.ts';

/** As much of an answer as people read, in characters; the rest is counted only. A bound on memory. */
const LONGEST = 8_192;

interface Kept {
  readonly content: Uint8Array | string;
  readonly size: number;
}

/**
 * Beside the entries and not in them: they are saved with the state, and an answer, which may hold tokens, is masked only when
 * somebody looks at it. What is not the vendor's own any more, after a fault, is not kept.
 */
const kept = beside<JournalEntry, Kept>('answer');

/** Keeps the beginning of what a request was answered. */
export function keepAnswer(entry: JournalEntry, response: Response): void {
  const content = printedOf(response)?.bytes ?? textOf(response);
  if (content !== undefined) kept.set(entry, { content: beginningOf(content), size: content.length });
}

// Under load many requests are answered with the same bytes, and each is cut once.
const beginnings = beside<Uint8Array, Uint8Array>('beginning');

/** A copy where it is cut: a view would hold the whole of it. */
function beginningOf(content: Uint8Array | string): Uint8Array | string {
  if (content.length <= LONGEST) return content;
  if (typeof content === 'string') return new TextEncoder().encode(content.slice(0, LONGEST));
  const cut = beginnings.get(content) ?? content.slice(0, LONGEST);
  beginnings.set(content, cut);
  return cut;
}

/** An answer as people may see it. */
export interface ShownAnswer {
  /** Its secrets masked. */
  readonly text: string;
  /** Of the whole. */
  readonly size: number;
  /** The text is only the beginning. */
  readonly cut: boolean;
}

/** What a request was answered; undefined where it was not kept. */
export function answerOf(entry: JournalEntry): ShownAnswer | undefined {
  const found = kept.get(entry);
  if (!found) return undefined;
  const { content, size } = found;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return { text: maskText(text), size, cut: size > LONGEST };
}
