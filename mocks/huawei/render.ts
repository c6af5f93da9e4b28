/** The body of an answer, twice. */
export interface Rendered {
  readonly text: string;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();
const rendered = new WeakMap<object, Rendered>();

/** An answer as compact JSON; what is undefined has no body. The same object is rendered once. */
export function render(answer: object | undefined): Rendered {
  if (answer === undefined) return { text: '', bytes: new Uint8Array() };
  const known = rendered.get(answer);
  if (known) return known;
  const text = JSON.stringify(answer);
  const made = { text, bytes: encoder.encode(text) };
  rendered.set(answer, made);
  return made;
}
