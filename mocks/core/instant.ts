const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

// The range of Date, less what any simulated meeting reaches back or ahead.
const FARTHEST = 8_000_000_000_000_000;

/**
 * Reads an instant: ISO 8601 with its offset or Z, or milliseconds since 1970. Without an offset it would be another
 * instant on another machine.
 *
 * @returns milliseconds since 1970; undefined for anything else
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && Math.abs(value) <= FARTHEST ? value : undefined;
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(value)
  )
    return undefined;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * Reads a span: milliseconds, or text such as 90s, 15m, 2h, 1d, -30m.
 *
 * @returns milliseconds; undefined for anything else
 */
export function readSpan(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && Math.abs(value) <= FARTHEST ? value : undefined;
  const match = typeof value === 'string' ? /^(-?\d{1,12})(ms|s|m|h|d)$/.exec(value) : null;
  if (!match) return undefined;
  const [, count, unit] = match;
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** What both accept, in words for a refusal. */
export const INSTANT_FORM =
  'ISO 8601 with an offset, as 2026-03-02T09:00:00+08:00, or milliseconds since 1970';
export const SPAN_FORM = 'milliseconds, or text such as 90s, 15m, 2h, 1d';
