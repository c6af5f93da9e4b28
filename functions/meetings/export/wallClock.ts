/** Writes instants as a clock on the wall shows them, in a form that spreadsheets read as a time: `2026-11-22 09:00:00`. */
export type WallClock = (instant: string | null | undefined) => string;

/** No zone changes its offset between two quarters of an hour in UTC. */
const QUARTER_MS = 900_000;
/** As many as ten days have. */
const MOST_OFFSETS = 960;

/** The clock of a time zone by its IANA name. @throws RangeError where there is no such zone */
export function wallClock(timeZone: string): WallClock {
  // The Swedish way of writing a time is the one that is asked for here. It is slow, so it is asked once a quarter.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offsets = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    const quarter = Math.floor(ms / QUARTER_MS) * QUARTER_MS;
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size === MOST_OFFSETS) offsets.clear();
      offset = Date.parse(`${format.format(quarter).replace(' ', 'T')}Z`) - quarter;
      offsets.set(quarter, offset);
    }
    return offset;
  };
  return (instant) => {
    if (!instant) return '';
    const ms = Date.parse(instant);
    return new Date(ms + offsetAt(ms)).toISOString().slice(0, 19).replace('T', ' ');
  };
}

/** Seconds as `HH:MM:SS`; more than a day goes on counting hours. */
export function clockLength(seconds: number): string {
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
