/**
 * Remembers what a function made of a key. Bounded, because a simulation may run for weeks over a moving clock:
 * when full, the oldest entry goes.
 */
export function memo<T>(limit: number, make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    if (kept.size >= limit) {
      const oldest = kept.keys().next();
      if (!oldest.done) kept.delete(oldest.value);
    }
    kept.set(key, made);
    return made;
  };
}
