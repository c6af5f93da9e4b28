import type { Entry } from './state.ts';

/** A meeting from the first who came to the last who went: one that is entered again has another run. */
export interface Run {
  readonly start: number;
  /** When it ends if nobody does anything more; Infinity where it goes on as long as somebody is in it. */
  readonly end: number;
}

/** The runs of a meeting and when each of its stays ends. */
export interface Runs {
  readonly runs: readonly Run[];
  /** By the number of the stay. */
  readonly lefts: readonly number[];
  /** From when it can no longer be entered. */
  readonly over: number;
}

/**
 * Works out when a meeting ran. A run lasts while somebody is in it, and at most as long as was booked, counted from its
 * own start: booked from 9 to 11 and entered at 8 it ends at 10 [A.1 of facts-more, prolongLength].
 */
export function runsOf(entry: Entry): Runs {
  const { stays, drawn, scheduledStart, scheduledEnd } = entry;
  const stopped = Math.min(
    entry.cancelledAt ?? Number.POSITIVE_INFINITY,
    entry.concludedAt ?? Number.POSITIVE_INFINITY,
  );
  const lefts: number[] = stays.map(() => 0);
  const comings = stays.map((stay, index) => ({ at: stay.joinedAt, left: stay.leftAt, index }));
  if (drawn && drawn.end > drawn.start) comings.push({ at: drawn.start, left: drawn.end, index: -1 });
  comings.sort((a, b) => a.at - b.at || a.index - b.index);
  const runs: { start: number; end: number }[] = [];
  for (const { at, left, index } of comings) {
    if (at >= stopped) continue;
    const last = runs.at(-1);
    const current = last && at <= last.end ? last : { start: at, end: at };
    if (current !== last) runs.push(current);
    const longest = entry.openEnded
      ? Number.POSITIVE_INFINITY
      : Math.max(current.start + scheduledEnd - scheduledStart, drawn ? scheduledEnd : 0, current.end);
    const end = Math.min(stopped, index < 0 ? (left ?? longest) : Math.min(left ?? longest, longest));
    if (index >= 0) lefts[index] = end;
    current.end = Math.max(current.end, end);
  }
  return { runs, lefts, over: Math.min(stopped, Math.max(scheduledEnd, ...runs.map((one) => one.end))) };
}
