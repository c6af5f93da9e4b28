import type { Events } from '../events/events.ts';

// Real ms. Short enough to seem immediate; where nothing is due, a look costs one comparison.
const EVERY = 250;

/**
 * Delivers events as the clock runs, where timers are: on Node. A Worker has none; there every request drives them.
 * @returns what stops it
 */
export function driveByTimer({ drive }: Events): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    drive()
      .catch((error: unknown) => console.error('Events could not be delivered.', error))
      .finally(() => {
        busy = false;
      });
  }, EVERY);
  return () => clearInterval(timer);
}
