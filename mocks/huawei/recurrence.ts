import { isObject, type JsonObject } from '../core/json.ts';
import type { BookingBody } from './bookingBody.ts';
import { number } from './bookingBody.ts';
import { HuaweiRefusal } from './errors.ts';
import { zoneOffsetMs } from './timeZones.ts';

const DAY = 86_400_000;
/** A series has no more: beyond, its end is moved without a word [SDK-PY]. */
const MOST_MEETINGS = 50;
/** A series spans a year at most [SDK-PY]. */
const LONGEST_MS = 366 * DAY;

/** How often each cycle may skip [SDK-PY]. */
const INTERVALS: Readonly<Record<string, readonly [number, number]>> = {
  Day: [1, 15],
  Week: [1, 5],
  Month: [1, 3],
};

/**
 * The times of a series. Its dates are those of the zone of timeZoneID, not of UTC; its time of day is that of startTime.
 * @throws HuaweiRefusal MMC.111071020, 041 to 046
 */
export function timesOfSeries(
  { request, start, end }: BookingBody,
  now: number,
): readonly { start: number; end: number }[] {
  const { cycleParams } = request;
  if (!isObject(cycleParams))
    throw new HuaweiRefusal('MMC.111071020', 'a recurring meeting needs cycleParams');
  const first = dateOf(cycleParams, 'startDate', 'MMC.111071041');
  const last = dateOf(cycleParams, 'endDate', 'MMC.111071042');
  const cycle = String(cycleParams.cycle);
  const range = INTERVALS[cycle];
  if (!range) throw new HuaweiRefusal('MMC.111071043', 'cycle must be Day, Week or Month');
  const interval = number(cycleParams, 'interval', range, 'MMC.111071044') ?? 1;
  number(cycleParams, 'preRemindDays', [0, 30], 'MMC.111071061');
  if (last < first || last - first > LONGEST_MS)
    throw new HuaweiRefusal('MMC.111071061', 'endDate must be within a year after startDate');
  const points = pointsOf(cycleParams, cycle);
  const zone = zoneOffsetMs(String(request.timeZoneID ?? '56'));
  const timeOfDay = (start + zone) % DAY;
  const times: { start: number; end: number }[] = [];
  for (let day = first; day <= last && times.length < MOST_MEETINGS; day += DAY) {
    if (!falls(day, first, { cycle, interval, points })) continue;
    const begins = day + timeOfDay - zone;
    if (begins >= now - 60_000) times.push({ start: Math.max(begins, now), end: begins + (end - start) });
  }
  if (times.length === 0)
    throw new HuaweiRefusal('MMC.111071061', 'no day between startDate and endDate fits');
  return times;
}

interface Cycle {
  readonly cycle: string;
  readonly interval: number;
  readonly points: readonly number[];
}

/** Whether a day is one of the series. Days are midnights as if the zone were UTC. */
function falls(day: number, first: number, { cycle, interval, points }: Cycle): boolean {
  const [date, begin] = [new Date(day), new Date(first)];
  if (cycle === 'Day') return Math.round((day - first) / DAY) % interval === 0;
  if (cycle === 'Week') {
    // Weeks begin on Sunday, as its number is 0.
    const week = (midnight: number) => Math.floor((midnight / DAY + 4) / 7);
    return (week(day) - week(first)) % interval === 0 && points.includes(date.getUTCDay());
  }
  const months =
    (date.getUTCFullYear() - begin.getUTCFullYear()) * 12 + date.getUTCMonth() - begin.getUTCMonth();
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  // A day that the month lacks becomes its last [SDK-PY].
  return months % interval === 0 && points.some((point) => Math.min(point, lastDay) === date.getUTCDate());
}

/** @throws HuaweiRefusal MMC.111071045, 046 */
function pointsOf({ point }: JsonObject, cycle: string): readonly number[] {
  if (cycle === 'Day') return [];
  if (!Array.isArray(point) || point.length === 0)
    throw new HuaweiRefusal('MMC.111071045', 'point must be a list of days');
  const [least, most] = cycle === 'Week' ? [0, 6] : [1, 31];
  if (!point.every((one) => Number.isInteger(one) && one >= least && one <= most))
    throw new HuaweiRefusal('MMC.111071046', `each point must be from ${least} to ${most}`);
  return point as number[];
}

function dateOf(params: JsonObject, name: string, code: 'MMC.111071041' | 'MMC.111071042'): number {
  const value = params[name];
  const at =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
      ? Date.parse(`${value}T00:00:00Z`)
      : Number.NaN;
  if (Number.isNaN(at)) throw new HuaweiRefusal(code, `${name} must be yyyy-MM-dd`);
  return at;
}
