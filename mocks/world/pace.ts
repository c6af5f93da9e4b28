/** Lets others have their turn, when it is time for that. */
export type Pace = () => Promise<void> | undefined;

// Well under the 50 ms that nobody may be kept waiting for.
const SLICE = 5;

/**
 * A pace for one long task: as often as it is asked, it gives way whenever the task has kept the process to itself for
 * too long.
 */
export function paceOf(): Pace {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now();
        resolve();
      }, 0);
    });
  };
}
