const resets: (() => void)[] = [];

/**
 * Something that one isolate remembers for as long as it lives: a cache, a breaker, a batch. Nothing that lives
 * here is ever needed for an answer to be right, as the next request may meet another isolate.
 *
 * @example const memory = isolateMemory(() => new Map<string, string>()); memory().get('a');
 */
export function isolateMemory<T>(create: () => T): () => T {
  let value = create();
  resets.push(() => {
    value = create();
  });
  return () => value;
}

/** Makes this isolate as good as new. */
export function forgetIsolate(): void {
  for (const reset of resets) reset();
}

/** Puts an entry last and lets the oldest go where there are more than `most`. */
export function rememberBounded<V>(map: Map<string, V>, key: string, value: V, most: number): V {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > most && oldest !== undefined) map.delete(oldest);
  return value;
}
