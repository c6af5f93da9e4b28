// A bound on memory: where the clock stands still, one instant lasts for ever.
const MOST = 64;

/**
 * Remembers what was made at an instant, and forgets it at the next: under load many requests fall on one
 * millisecond, and what they are told is the same to the byte.
 */
export function perInstant<T>(): (now: number, key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  let at = Number.NaN;
  return (now, key, make) => {
    if (now !== at || kept.size >= MOST) kept.clear();
    at = now;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    kept.set(key, made);
    return made;
  };
}
