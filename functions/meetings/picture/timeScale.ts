/** An instant on the picture, and what stands under it. */
export interface Tick {
  at: number;
  label: string;
}

export interface TimeScale {
  x: (ms: number) => number;
  ticks: Tick[];
}

const MINUTE = 60_000;
/** Round steps, as people read clocks. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080].map(
  (minutes) => minutes * MINUTE,
);
/** So many fit with room between their labels. */
const MOST_TICKS = 12;

/** A linear scale from a span of time to a stretch of pixels, with ticks at round times of a zone. */
export function timeScale(start: number, end: number, from: number, to: number, timeZone: string): TimeScale {
  const span = Math.max(MINUTE, end - start);
  const x = (ms: number) => from + ((ms - start) / span) * (to - from);
  const step =
    STEPS.find((one) => span / one <= MOST_TICKS) ?? Math.ceil(span / MOST_TICKS / MINUTE) * MINUTE;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // Round on the clock of the zone, whose offset need not be whole hours.
  const shift = offsetOf(start, timeZone);
  const ticks: Tick[] = [];
  for (let at = Math.ceil((start + shift) / step) * step - shift; at <= start + span; at += step)
    ticks.push({ at, label: clock.format(at) });
  return { x, ticks };
}

/** What the clock of a zone is ahead of UTC by, ms. */
function offsetOf(ms: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    ms,
  );
  return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;
}
