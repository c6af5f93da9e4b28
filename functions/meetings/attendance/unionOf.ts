/** A stretch of time: milliseconds, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What several spans cover together, as spans that neither touch nor overlap, in order. Empty and reversed ones cover nothing. */
export function unionOf(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const union: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = union.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}

/** How long spans cover together. */
export const lengthOf = (spans: readonly Span[]): number =>
  unionOf(spans).reduce((sum, { start, end }) => sum + end - start, 0);
