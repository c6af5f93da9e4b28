/*
 * The state as text. It is plain data but for maps, and for Infinity (an end that never comes), which JSON cannot write.
 */
const MAP = '$map';
const INFINITY = '$infinity';

/** Plain data, maps and infinities as JSON text. */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (one instanceof Map) return { [MAP]: [...one] };
    if (typeof one === 'number' && !Number.isFinite(one)) return { [INFINITY]: Math.sign(one) };
    return one;
  });
}

/** What {@link toText} made text of. */
export function fromText(text: string): unknown {
  return JSON.parse(text, (_, one: unknown) => {
    if (typeof one !== 'object' || one === null) return one;
    if (MAP in one && Array.isArray(one[MAP])) return new Map(one[MAP]);
    if (INFINITY in one && typeof one[INFINITY] === 'number') return one[INFINITY] * Number.POSITIVE_INFINITY;
    return one;
  });
}
