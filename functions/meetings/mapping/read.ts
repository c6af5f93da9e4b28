/** A row as a vendor's operation gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Instants that a date of four digits can write; what lies beyond is no time of a meeting. */
const LAST_MS = Date.UTC(9999, 11, 31);

/** RFC 3339 in UTC, without the milliseconds that nobody told. */
export const rfc3339 = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** A text that says something; vendors write none as empty, as `-`, or leave it out. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' || trimmed === '-' ? undefined : trimmed;
}

/** An id: a text, or a number other than 0. */
export const id = (value: unknown): string | undefined => (text(value) === '0' ? undefined : text(value));

/** A whole number that is not negative, or such a number as text. */
export function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** `2021-04-30 02:13`, with seconds or without, in UTC. */
export function utcText(value: unknown): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?Z?$/.exec(text(value) ?? '');
  if (!found) return undefined;
  const ms = Date.parse(`${found[1]}T${found[2]}${found[3] ?? ':00'}Z`);
  return Number.isNaN(ms) ? undefined : rfc3339(ms);
}

/** Milliseconds of an instant in epoch milliseconds; 0 and less are none. */
export function milliseconds(value: unknown): number | undefined {
  const ms = count(value);
  return ms !== undefined && ms > 0 && ms < LAST_MS ? ms : undefined;
}

/** Unix seconds, as a number or as text; 0 is none. */
export function unixSeconds(value: unknown): string | undefined {
  const ms = milliseconds((count(value) ?? 0) * 1000);
  return ms === undefined ? undefined : rfc3339(ms);
}

/** An end in Unix seconds; the 0 of what still runs is known to be none. */
export const unixEnd = (value: unknown): string | null | undefined =>
  count(value) === 0 ? null : unixSeconds(value);

/** The end of what begins at a UTC text and takes minutes. */
export function endAfter(start: unknown, minutes: unknown): string | undefined {
  const [from, length] = [utcText(start), count(minutes)];
  return from === undefined || length === undefined ? undefined : rfc3339(Date.parse(from) + length * 60_000);
}
