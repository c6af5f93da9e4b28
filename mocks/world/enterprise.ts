import { type People, people } from './people.ts';
import type { WorldSize } from './size.ts';

/** What both vendors know of one enterprise: who works there, and how much goes on. */
export interface Enterprise {
  readonly seed: number;
  readonly size: WorldSize;
  readonly people: People;
}

/** The enterprise of a seed. */
export function enterprise(seed: number, size: WorldSize): Enterprise {
  return { seed, size, people: people(seed, size.people) };
}
