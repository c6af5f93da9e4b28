import type { VendorRequest } from '../core/route.ts';

const MASK = '***';

// Names of what gives access: tokens, passwords, keys, signatures, randoms and the links that lead into a meeting.
const SECRET =
  /token|passw|pwd|secret|signature|checksum|authorization|cookie|pcode|joinur[il]|random|subscriberkey/i;
// Whether a header's name is one of those, worked out once for each name. Bounded, as callers choose the names.
const headers = new Map<string, boolean>();
const MOST_NAMES = 500;
// Longer bodies are not kept: the journal is read by people.
const LONGEST = 4_096;

function isSecret(name: string): boolean {
  const known = headers.get(name);
  if (known !== undefined) return known;
  // X-Token-Type is a word of the protocol.
  const secret = SECRET.test(name) && name !== 'x-token-type';
  if (headers.size < MOST_NAMES) headers.set(name, secret);
  return secret;
}

/** Headers by lower-case name, secrets masked. */
export function maskHeaders(given: VendorRequest['headers']): Record<string, string> {
  const shown: Record<string, string> = {};
  given.forEach((value, name) => {
    shown[name] = isSecret(name) ? MASK : value;
  });
  return shown;
}

/** A query with its question mark, values of secret names masked. */
export function mask(query: string): string {
  return query.replace(/([?&][^=&]*)=([^&]*)/g, (pair, name: string) =>
    SECRET.test(name) ? `${name}=${MASK}` : pair,
  );
}

/** A body, JSON where it is that, its secrets masked; text is shown only where it can hold none. */
export function maskBody(text: string): unknown {
  if (text.length > LONGEST) return `(${text.length} characters)`;
  try {
    return JSON.parse(text, (name, value: unknown) =>
      SECRET.test(name) && (typeof value === 'string' || typeof value === 'number') ? MASK : value,
    );
  } catch {
    return `(${text.length} characters that are not JSON)`;
  }
}

/** A member of JSON whose name is one of a secret, also in a text in a text; its value may break off. */
const MEMBER = new RegExp(
  String.raw`(\\*")([^"\\]*(?:${SECRET.source})[^"\\]*)\1(\s*:\s*)(?:"(?:\\[\s\S]|[^"\\])*(?:"|$)|\\+"[\s\S]*?(?:\\+"|$)|-?\d[\d.eE+]*)`,
  'gi',
);

/** JSON text, which may break off anywhere, its secrets masked. */
export const maskText = (text: string): string =>
  text.replace(
    MEMBER,
    (_, quote: string, name: string, colon: string) =>
      `${quote}${name}${quote}${colon}${quote}${MASK}${quote}`,
  );
