import type { Clock } from '../core/clock.ts';
import type { Route } from '../core/route.ts';
import { droppedOf } from '../journal/journal.ts';
import { byVendor, type VendorState, type World } from '../registry.ts';
import type { WorldSize } from '../world/size.ts';

/** What of a simulation is shown. */
export interface Shown {
  readonly world: World;
  readonly state: VendorState;
  readonly settings: { readonly size: WorldSize };
  readonly clock: Clock;
  readonly routes: readonly Route[];
}

/** How many of the meetings that run are shown unless told. */
const RUNNING = 8;

/**
 * `/__mock/state`: the world at this instant, who is logged in, and what has been asked. No token and no password.
 *
 * @param shown how many of each vendor's running meetings
 */
export function overview({ world, state, settings, clock, routes }: Shown, shown = RUNNING): object {
  const now = clock.now();
  const { journal } = state;
  return {
    seed: state.seed,
    size: settings.size,
    clock: { now, iso: new Date(now).toISOString(), speed: clock.speed },
    requests: journal.made,
    journal: {
      kept: journal.made - journal.cleared - droppedOf(journal),
      limit: journal.limit,
      dropped: droppedOf(journal),
    },
    faults: state.faults.length,
    ...byVendor((vendor) => {
      const { id, words } = vendor;
      const { running, logins, tokens, more } = vendor.overview(world[id], state[id], now);
      return {
        [words.count]: running.length,
        logins,
        liveTokens: tally(tokens),
        ...more,
        running: running.slice(0, shown).map((make) => {
          const { end, online, ...meeting } = make();
          return { ...meeting, end: Number.isFinite(end) ? end : null, online };
        }),
      };
    }),
    operations: routes.map(({ vendor, operation, method, path }) => ({ vendor, operation, method, path })),
  };
}

/** How many of each. */
function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
