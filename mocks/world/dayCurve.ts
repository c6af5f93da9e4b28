/*
 * When in a day meetings begin: how many, by the hour in Beijing. Most in the morning and the afternoon, few at lunch,
 * some in the evening with colleagues overseas, hardly any at night.
 */
const BY_HOUR = [
  0.15, 0.1, 0.1, 0.1, 0.1, 0.15, 0.2, 0.5, 3, 10, 11, 5.5, 0.8, 4, 11, 11, 8, 5, 2, 2.2, 1.8, 1, 0.4, 0.2,
];
const TOTAL = BY_HOUR.reduce((sum, one) => sum + one, 0);
const BEFORE = BY_HOUR.map((_, hour) => BY_HOUR.slice(0, hour).reduce((sum, one) => sum + one, 0) / TOTAL);

/** The share of a day's meetings that begin in its busiest hour. */
export const BUSIEST_SHARE = Math.max(...BY_HOUR) / TOTAL;

// Of each half hour: most begin with it, some a quarter of an hour later.
const HALF_HOUR = 30;
const ON_IT = 0.85;

/**
 * The minute of the day at which a meeting begins before which a share of the day's begin, 0 to 1. It never falls as the
 * share grows, so that a day's meetings are in order without being sorted.
 */
export function minuteOf(share: number): number {
  let hour = 23;
  while (hour > 0 && (BEFORE[hour] ?? 0) > share) hour--;
  const begin = BEFORE[hour] ?? 0;
  const end = BEFORE[hour + 1] ?? 1;
  const minute = hour * 60 + Math.min(59.99, (60 * (share - begin)) / (end - begin));
  const half = Math.floor(minute / HALF_HOUR) * HALF_HOUR;
  return minute - half < ON_IT * HALF_HOUR ? half : half + HALF_HOUR / 2;
}
