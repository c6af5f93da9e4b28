import { hash32 } from '../../../fixtures/hash.ts';

// From the start of the Gregorian calendar, where version 1 UUIDs count from, to 1970, in milliseconds.
const GREGORIAN = 12_219_292_800_000n;
const TICKS = 10_000n;

/**
 * A conference UUID in the vendor's form: version 1, no dashes (both documented ones are: `...11ea...`, `...11eb...`).
 * Its time is the start and its node carries the slot, so a UUID alone leads back to its conference.
 */
export function timeUuid(seed: number, slot: number, start: number): string {
  const ticks = (BigInt(start) + GREGORIAN) * TICKS + BigInt(hash32(seed, slot, start, 'ticks') % 10_000);
  const time = ticks.toString(16).padStart(15, '0');
  const sequence = (0x8000 | (hash32(seed, slot, start, 'sequence') & 0x3fff)).toString(16);
  const node = ((slot ^ mask(seed)) & 0xffffff).toString(16).padStart(6, '0');
  const check = (hash32(seed, slot, start, 'check') & 0xffffff).toString(16).padStart(6, '0');
  return `${time.slice(7)}${time.slice(3, 7)}1${time.slice(0, 3)}${sequence}${node}${check}`;
}

/** The slot and start that a UUID names, or undefined where this seed never made it. */
export function readTimeUuid(seed: number, text: string): { slot: number; start: number } | undefined {
  if (!/^[0-9a-f]{12}1[0-9a-f]{19}$/.test(text)) return undefined;
  const ticks = BigInt(`0x${text.slice(13, 16)}${text.slice(8, 12)}${text.slice(0, 8)}`);
  const start = Number(ticks / TICKS - GREGORIAN);
  const slot = Number.parseInt(text.slice(20, 26), 16) ^ mask(seed);
  return timeUuid(seed, slot, start) === text ? { slot, start } : undefined;
}

function mask(seed: number): number {
  return hash32(seed, 'time-uuid') & 0xffffff;
}
