import type { Edge } from './sources.ts';

/**
 * Says every import ring among places, each as the whole way round with the imports that make it. All imports within a
 * ring are said: for each one, the shortest ring that it is part of.
 *
 * @param placeOf which place a file belongs to; imports within a place do not count, those of a file by itself do
 * @example rings(edges) // ['a.ts → b.ts → a.ts\n  a.ts:1 → b.ts\n  b.ts:1 → a.ts']
 */
export function rings(edges: readonly Edge[], placeOf: (file: string) => string = (file) => file): string[] {
  const ways = new Map<string, Map<string, Edge[]>>();
  for (const edge of edges) {
    const [from, to] = [placeOf(edge.from), placeOf(edge.to)];
    if (from === to && edge.from !== edge.to) continue;
    const onward = ways.get(from) ?? new Map<string, Edge[]>();
    onward.set(to, [...(onward.get(to) ?? []), edge]);
    ways.set(from, onward);
  }
  const found = new Map<string, string[]>();
  for (const [from, onward] of ways)
    for (const to of onward.keys()) {
      const back = shortestWay(ways, to, from);
      if (!back) continue;
      const ring = fromItsFirst(back);
      found.set(ring.join(' → '), ring);
    }
  const shortestFirst = [...found.values()].sort(
    (one, other) => one.length - other.length || one.join().localeCompare(other.join()),
  );
  return shortestFirst.map((ring) => describe(ring, ways));
}

/** The places from one to another, both named; undefined where no way leads there. */
function shortestWay(
  ways: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
  start: string,
  end: string,
): string[] | undefined {
  const before = new Map<string, string | undefined>([[start, undefined]]);
  // A map is walked in the order of insertion, and what is added on the way is walked, too: breadth first.
  for (const place of before.keys()) {
    if (place === end) {
      const way: string[] = [];
      for (let at: string | undefined = end; at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    for (const next of ways.get(place)?.keys() ?? []) if (!before.has(next)) before.set(next, place);
  }
  return undefined;
}

/** The same ring, begun at the first of its names, so that it is said once. */
function fromItsFirst(ring: readonly string[]): string[] {
  const first = ring.indexOf([...ring].sort()[0] ?? '');
  return [...ring.slice(first), ...ring.slice(0, first)];
}

function describe(ring: readonly string[], ways: ReadonlyMap<string, ReadonlyMap<string, Edge[]>>): string {
  const round = [...ring, ...ring.slice(0, 1)];
  const imports = ring.flatMap((place, i) => ways.get(place)?.get(round[i + 1] ?? '') ?? []);
  return [round.join(' → '), ...imports.map(({ from, line, to }) => `  ${from}:${line} → ${to}`)].join('\n');
}
