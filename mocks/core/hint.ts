/** A refusal says in this header what was wrong. No vendor has it: it helps whoever writes a client. */
export const HINT = 'X-Mock-Hint';

// Header values are ASCII, and a proxy may refuse longer ones.
const LONGEST = 900;

/** A hint as a header value: anything beyond printable ASCII is percent-encoded. */
export function hintText(text: string): string {
  return text.slice(0, LONGEST).replace(/[^\x20-\x7e]+/gu, (part) => encodeURIComponent(part.toWellFormed()));
}
