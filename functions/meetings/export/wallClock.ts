/** Writes instants as a clock on the wall shows them, in a form that spreadsheets read as a time: `2026-11-22 09:00:00`. */
export type WallClock = (instant: string | null | undefined) => string;

/** The clock of a time zone by its IANA name. @throws RangeError where there is no such zone */
export function wallClock(timeZone: string): WallClock {
  if (timeZone === 'UTC') return (instant) => instant?.slice(0, 19).replace('T', ' ') ?? '';
  // The Swedish way of writing a time is the one that is asked for here.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instant) => (instant ? format.format(new Date(instant)) : '');
}

/** Seconds as `HH:MM:SS`; more than a day goes on counting hours. */
export function clockLength(seconds: number): string {
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
