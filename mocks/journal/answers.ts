import { printedOf } from '../core/printed.ts';
import type { JournalEntry } from './journal.ts';
import { maskText } from './mask.ts';

/** As much of an answer as people read; the rest is counted only. A bound on memory. */
const LONGEST = 8_192;

interface Kept {
  readonly bytes: Uint8Array;
  readonly size: number;
}

/**
 * Beside the entries and not in them: they are saved with the state, and an answer, which may hold tokens, is masked only when
 * somebody looks at it. What is not the vendor's own any more, after a fault, is not kept.
 */
const kept = new WeakMap<JournalEntry, Kept>();

/** Keeps the beginning of what a request was answered. */
export function keepAnswer(entry: JournalEntry, response: Response): void {
  const bytes = printedOf(response)?.bytes;
  // A copy: a view would hold the whole of it.
  if (bytes)
    kept.set(entry, {
      bytes: bytes.length > LONGEST ? bytes.slice(0, LONGEST) : bytes,
      size: bytes.length,
    });
}

/** An answer as people may see it. */
export interface ShownAnswer {
  /** Its secrets masked. */
  readonly text: string;
  /** Of the whole, in bytes. */
  readonly size: number;
  /** The text is only the beginning. */
  readonly cut: boolean;
}

/** What a request was answered; undefined where it was not kept. */
export function answerOf(entry: JournalEntry): ShownAnswer | undefined {
  const found = kept.get(entry);
  if (!found) return undefined;
  const { bytes, size } = found;
  return { text: maskText(new TextDecoder().decode(bytes)), size, cut: size > bytes.length };
}
