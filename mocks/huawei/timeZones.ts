/** Hours of timeZoneID 1 to 77 against UTC, the legacy ones without daylight saving time [H-TZ] [HWM-TZ]; some INFERRED from cities. */
const HOURS =
  '-12 -11 -10 -9 -8 -7 -7 -6 -6 -6 -6 -5 -5 -5 -4 -4 -4 -3.5 -3 -3 -3 -2 -1 -1 0 0 1 1 1 1 1 2 2 2 2 2 2 3 3 3 3 3.5 4 4 4.5 5 5 5.5 5.75 6 6 6 6.5 7 7 8 8 8 8 9 9 9 9.5 9.5 10 10 10 10 10 11 12 12 13 8 0 4 11'
    .split(' ')
    .map(Number);

/** How far a zone is ahead of UTC, ms; Beijing's for an id that there is not. */
export const zoneOffsetMs = (timeZoneID: string): number => (HOURS[Number(timeZoneID) - 1] ?? 8) * 3_600_000;
