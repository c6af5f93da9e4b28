/**
 * JSON Pointers (RFC 6901) in their JSON form: `/bot/0/text`. Own code, as the libraries for it change documents, too, and
 * reach what an object inherits.
 */

/** Whether a text is a pointer: empty for the whole document, else each step begins with `/`, `~` only in `~0` and `~1`. */
export const isPointer = (text: string): boolean => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);

/**
 * What a pointer finds in a JSON value; undefined where it finds nothing.
 *
 * @param pointer one of which `isPointer` holds
 */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    // `-` is the member after the last one: there is none to read. [RFC 6901, section 4]
    if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(name)) return undefined;
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}
