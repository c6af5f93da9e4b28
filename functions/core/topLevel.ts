import { isRecord } from './isRecord.ts';
import { nestsTooDeep } from './nestsTooDeep.ts';

/** A JSON object, and each of its members as it stands in the text. */
export interface TopLevel {
  value: Record<string, unknown>;
  /** By name: the text of the value to the character, without the white space round it. */
  texts: ReadonlyMap<string, string>;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a JSON object and where each of its members stands: what is signed is the text as it was sent, which nobody gets back by
 * writing the value anew. Undefined where it is no JSON object in UTF-8, nests too deep, or has two members of one name,
 * in whatever spelling: then two readers may each take another one.
 */
export function topLevel(bytes: Uint8Array): TopLevel | undefined {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || nestsTooDeep(value)) return undefined;
  const texts = new Map<string, string>();
  for (const [name, inner] of members(text)) {
    if (texts.has(name)) return undefined;
    texts.set(name, inner);
  }
  return { value, texts };
}

/** The members of the object that a text holds. That it is JSON is known already. */
function* members(text: string): Generator<[name: string, value: string]> {
  let at = text.indexOf('{') + 1;
  for (;;) {
    const key = text.indexOf('"', at);
    if (key < 0) return;
    const colon = text.indexOf(':', endOfText(text, key));
    const end = endOfValue(text, colon + 1);
    yield [JSON.parse(text.slice(key, colon)) as string, text.slice(colon + 1, end).trim()];
    if (text[end] === '}') return;
    at = end + 1;
  }
}

/** Behind a value: the comma or the brace that ends the member. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; ; at++) {
    const letter = text[at];
    if (letter === '"') at = endOfText(text, at) - 1;
    else if (letter === '{' || letter === '[') depth++;
    else if (depth === 0 && (letter === ',' || letter === '}')) return at;
    else if (letter === '}' || letter === ']') depth--;
  }
}

/** Behind the closing quote of a text that begins at `from`. */
function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
