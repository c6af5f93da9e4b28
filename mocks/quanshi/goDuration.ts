const UNITS = [
  ['ns', 1],
  ['µs', 1_000],
  ['ms', 1_000_000],
] as const;
const SECOND = 1_000_000_000;

/**
 * A duration as Go's `time.Duration` prints it, which is how Quanshi tells how long a call took: the largest unit below a
 * second, and from a second on hours, minutes and seconds; no zeros at the end of a fraction.
 *
 * @param nanoseconds whole, from 0
 * @example goDuration(38_849_885) // '38.849885ms'
 * @example goDuration(90_500_000_000) // '1m30.5s'
 */
export function goDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < SECOND) {
    const [unit, size] = UNITS.findLast(([, least]) => nanoseconds >= least) ?? UNITS[0];
    return `${decimal(nanoseconds, size)}${unit}`;
  }
  const minutes = Math.floor(nanoseconds / (60 * SECOND));
  const hours = Math.floor(minutes / 60);
  const larger = `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes % 60}m` : ''}`;
  return `${larger}${decimal(nanoseconds % (60 * SECOND), SECOND)}s`;
}

/** A whole number of parts, `size` of which make one, as a decimal fraction without zeros at its end. */
function decimal(parts: number, size: number): string {
  const whole = Math.floor(parts / size);
  const rest = String(parts % size).padStart(String(size).length - 1, '0');
  const fraction = size === 1 ? '' : rest.replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}
