/** Some meetings by their start, however many, without listing them. */
export interface Source<T> {
  /** How many start before an instant, counted from wherever the source begins. */
  countBefore(instant: number): number;
  /** Those that start at or after `from` and before `to`, in no order. */
  startingBetween(from: number, to: number): readonly T[];
}

/** The meetings of a span of time, of which pages can be had without the rest. */
export interface Span<T> {
  readonly total: number;
  /** Those from `offset` on, at most `limit`, in order. */
  slice(offset: number, limit: number): readonly T[];
  /** All of them in order, or latest first, a part at a time: each part is made when it is asked for. */
  parts(latestFirst?: boolean): Iterable<readonly T[]>;
}

// How long a part is, ms: what starts in it is made and sorted in a few milliseconds in the largest world.
const PART = 60_000;
// The length of a part of a list.
const ITEMS = 500;

/**
 * Counts and pages what starts at or after `from` and before `to`, from several sources. Half a year of a thousand
 * meetings at once is millions, so none is listed: the instants between which a page lies are found by bisection, and
 * only what starts between them is made.
 *
 * @param compare the order; it must begin with the start
 */
export function span<T>(
  sources: readonly Source<T>[],
  from: number,
  to: number,
  compare: (a: T, b: T) => number,
): Span<T> {
  const countBefore = (instant: number) => sources.reduce((sum, one) => sum + one.countBefore(instant), 0);
  const first = countBefore(from);
  const total = to > from ? Math.max(0, countBefore(to) - first) : 0;
  /** The last instant before which at most `count` of them start. */
  const lastWith = (count: number) => {
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (countBefore(middle) - first <= count) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    total,
    *parts(latestFirst = false) {
      let seen = 0;
      while (seen < total) {
        // Where nothing starts for a while, the next one is found by bisection.
        let at = latestFirst ? lastWith(total - seen - 1) + 1 : lastWith(seen);
        let part: readonly T[];
        do {
          const [begin, end] = latestFirst ? [Math.max(from, at - PART), at] : [at, Math.min(to, at + PART)];
          part = sources.flatMap((one) => one.startingBetween(begin, end)).sort(compare);
          seen += part.length;
          at = latestFirst ? begin : end;
          if (part.length > 0) yield latestFirst ? part.toReversed() : part;
        } while (part.length > 0 && seen < total);
      }
    },
    slice(offset, limit) {
      const wanted = Math.min(limit, total - offset);
      if (wanted <= 0) return [];
      const begin = lastWith(offset);
      const end = lastWith(offset + wanted - 1) + 1;
      const here = sources.flatMap((one) => one.startingBetween(begin, end)).sort(compare);
      const skip = offset - (countBefore(begin) - first);
      return here.slice(skip, skip + wanted);
    },
  };
}

/** A list as a span. */
export function spanOf<T>(list: readonly T[]): Span<T> {
  return {
    total: list.length,
    slice: (offset, limit) => list.slice(offset, offset + limit),
    *parts(latestFirst = false) {
      for (let at = 0; at < list.length; at += ITEMS)
        yield latestFirst
          ? list.slice(Math.max(0, list.length - at - ITEMS), list.length - at).toReversed()
          : list.slice(at, at + ITEMS);
    },
  };
}

/** One span after another, all of whose meetings are later. */
export function joined<T>(first: Span<T>, second: Span<T>): Span<T> {
  return {
    total: first.total + second.total,
    *parts(latestFirst = false) {
      for (const one of latestFirst ? [second, first] : [first, second]) yield* one.parts(latestFirst);
    },
    slice(offset, limit) {
      const begin = offset < first.total ? first.slice(offset, limit) : [];
      const rest = second.slice(Math.max(0, offset - first.total), limit - begin.length);
      return [...begin, ...rest];
    },
  };
}

/** A source of something made of each. */
export function mapped<T, U>({ countBefore, startingBetween }: Source<T>, make: (one: T) => U): Source<U> {
  return { countBefore, startingBetween: (from, to) => startingBetween(from, to).map(make) };
}

/** A list as a source of a span. @param start what it is in order of */
export function sourceOf<T>(list: readonly T[], start: (one: T) => number): Source<T> {
  const countBefore = (instant: number) => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (start(list[middle] as T) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    countBefore,
    startingBetween: (from, to) => list.slice(countBefore(from), countBefore(to)),
  };
}

/** A source without some of it. @param hidden when those start that are left out, in order @param shown which are not */
export function without<T>(
  source: Source<T>,
  hidden: readonly number[],
  shown: (one: T) => boolean,
): Source<T> {
  if (hidden.length === 0) return source;
  const left = sourceOf(hidden, (start) => start);
  return {
    countBefore: (instant) => source.countBefore(instant) - left.countBefore(instant),
    startingBetween: (from, to) => source.startingBetween(from, to).filter(shown),
  };
}
