import { GRID } from './timeline.ts';

/**
 * Remembers what runs at an instant until something may begin or end: that happens only where five minutes are full, so
 * between two such instants a list of thousands is made and sorted once.
 */
export function running<T>(make: (now: number) => T): (now: number) => T {
  let kept: { readonly step: number; readonly value: T } | undefined;
  return (now) => {
    const step = Math.floor(now / GRID);
    if (kept?.step !== step) kept = { step, value: make(now) };
    return kept.value;
  };
}
