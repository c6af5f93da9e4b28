import type { VendorOperation } from '../core/operation.ts';
import type { Sensitivity } from '../core/sensitivity.ts';
import { withhold } from '../core/withhold.ts';
import type { Reading } from './attempt.ts';

/** How the body of an answer is to be written. */
interface Wanted {
  operation: Pick<VendorOperation, 'variants' | 'view' | 'bodyView'>;
  /** Variants of the document that the answer had. */
  met: readonly string[];
  /** Whether the vendor's own body is wanted. */
  raw: boolean;
  /** Kinds of field that the caller may not see. */
  hidden: Sensitivity[];
}

/**
 * The body of an answer: JSON text in UTF-8. Where nothing has to be withheld or written another way these are the very
 * bytes of the vendor, as writing 500 rows anew takes longer than everything else that is done with them.
 */
export function writeBody({ value, answer }: Reading, { operation, met, raw, hidden }: Wanted): Uint8Array {
  if (hidden.length === 0) {
    const untouched = value === answer.json;
    if (raw || (untouched && met.length === 0)) return answer.bytes;
    if (untouched && unquoteNumber(answer, operation, met)) return answer.bytes;
  }
  const shown = raw
    ? withhold(JSON.parse(answer.text), operation.bodyView, hidden)
    : withhold(value, operation.view, hidden);
  return new TextEncoder().encode(JSON.stringify(shown));
}

/**
 * Makes a number of a text in the vendor's own bytes, where that is all that its document writes another way: Huawei's
 * `"limit": "10"`. The quotes become blanks, so that nothing else moves. Whether the member was found beyond doubt.
 */
function unquoteNumber(
  { bytes, text }: Reading['answer'],
  { variants }: Wanted['operation'],
  met: readonly string[],
): boolean {
  const [name] = met;
  const variant = met.length === 1 ? variants.find((one) => one.name === name) : undefined;
  if (!variant?.number || variant.at !== '') return false;
  // Up to the first list or object within, every member is one of the answer itself. ASCII: characters are bytes.
  const head = /^\s*\{[^[{\u0080-\uffff]*/.exec(text)?.[0] ?? '';
  const found = new RegExp(`"${variant.reads}"\\s*:\\s*"(0|-?[1-9]\\d*)"`).exec(head);
  // A backslash may hide a quote: then what was found may be part of a text.
  if (!found || head.includes('\\')) return false;
  const [member, digits = ''] = found;
  const end = found.index + member.length;
  bytes[end - 1] = BLANK;
  bytes[end - digits.length - 2] = BLANK;
  return true;
}

const BLANK = 0x20;
