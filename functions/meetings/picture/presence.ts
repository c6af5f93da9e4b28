import { type Span, unionOf } from '../attendance/unionOf.ts';

/** From an instant on, so many people are there. */
export interface Step {
  at: number;
  count: number;
}

/** How many of several people are there, from change to change. Nobody counts twice, whatever they joined with. */
export function presenceOf(people: readonly (readonly Span[])[]): Step[] {
  const changes = new Map<number, number>();
  const add = (at: number, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const spans of people)
    for (const { start, end } of unionOf(spans)) {
      add(start, 1);
      add(end, -1);
    }
  let count = 0;
  return [...changes.keys()]
    .sort((a, b) => a - b)
    .map((at) => {
      count += changes.get(at) ?? 0;
      return { at, count };
    });
}

/** How many people are there on average in each of so many equal parts of a span. */
export function densityOf(
  people: readonly (readonly Span[])[],
  { start, end }: Span,
  parts: number,
): number[] {
  const sums = new Float64Array(parts);
  const width = (end - start) / parts;
  for (const spans of people)
    for (const span of unionOf(spans)) {
      const [from, to] = [Math.max(span.start, start), Math.min(span.end, end)];
      for (let part = Math.floor((from - start) / width); part < parts && start + part * width < to; part++) {
        const covered = Math.min(to, start + (part + 1) * width) - Math.max(from, start + part * width);
        sums[part] = (sums[part] ?? 0) + covered / width;
      }
    }
  return [...sums];
}
