import { hash32 } from '../../fixtures/hash.ts';

/** A one-to-one shuffling of 0 .. size-1 and its inverse. */
export interface Permutation {
  at(index: number): number;
  indexOf(value: number): number;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function inverse(a: number, modulus: number): number {
  let [r0, r1, t0, t1] = [modulus, a % modulus, 0, 1];
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  return t0 < 0 ? t0 + modulus : t0;
}

// The products below, of two numbers under the size, must be exact: 90 million squared is just under 2^53.
const LARGEST = 90_000_000;

/**
 * An affine shuffle, so that ids look unrelated yet lead back to what they name without a table of everything ever
 * generated.
 *
 * @param size how many values; at most 90 million
 */
export function permutation(size: number, ...key: readonly (string | number)[]): Permutation {
  if (size > LARGEST) throw new RangeError(`a permutation of ${size} values would lose precision`);
  if (size <= 1) return { at: () => 0, indexOf: () => 0 };
  // A factor near 0.618 of the size (the golden section) puts neighbours far apart, so that ids do not look
  // consecutive; up to a sixteenth more is drawn, so that each key shuffles in its own way. It must share no divisor
  // with the size, or two indexes would get one value.
  let factor = (Math.floor(size * 0.618) + (hash32(...key, 'factor') % Math.ceil(size / 16))) % size || 1;
  while (gcd(factor, size) !== 1) factor = (factor + 1) % size || 1;
  const shift = hash32(...key, 'shift') % size;
  const back = inverse(factor, size);
  return {
    at: (index) => (index * factor + shift) % size,
    indexOf: (value) => (((((value - shift) % size) + size) % size) * back) % size,
  };
}
