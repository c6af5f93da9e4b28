import { fraction } from '../../fixtures/hash.ts';
import type { Fault } from './fault.ts';
import type { Struck } from './faultList.ts';

// Nobody waits longer; a log-normal delay has no bound of its own.
const LONGEST = 600_000;

/** How long a latency fault holds a request up, ms; the same for the same strike of the same rule. */
export function delayOf({ ms }: Extract<Fault, { type: 'latency' }>, draw: Struck['draw']): number {
  if (typeof ms === 'number') return ms;
  const first = fraction(...draw, 'delay');
  if ('min' in ms) return ms.min + (ms.max - ms.min) * first;
  // Box and Muller; 1 - first is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * fraction(...draw, 'angle'));
  return Math.min(LONGEST, ms.median * Math.exp(ms.sigma * normal));
}

/** Real time, since it is a real client that waits. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
