import { RegExpRouter } from 'hono/router/reg-exp-router';
import { ADMIN_PREFIX, adminApp } from './admin/app.ts';
import { type Clock, clockOver } from './core/clock.ts';
import { HINT } from './core/hint.ts';
import type { Route, VendorRequest } from './core/request.ts';
import { createEvents, type Events } from './events/events.ts';
import { type FaultList, faultsOver, strike } from './faults/faultList.ts';
import { suffer } from './faults/suffer.ts';
import { approximate, type Exchange } from './faults/wire.ts';
import { note } from './journal/journal.ts';
import { firstState, fixedSettings, machineClock, type Settings, type VendorsOptions } from './options.ts';
import { notFound, simulate } from './simulate.ts';
import { emptyState, type VendorState } from './state.ts';
import type { World } from './world.ts';

export type { VendorsOptions } from './options.ts';

/** Both vendors, simulated. */
export interface Vendors {
  readonly settings: Settings;
  readonly world: World;
  /** All that is remembered, as plain data: what `restore` and the option `state` take. */
  readonly state: VendorState;
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly faults: FaultList;
  readonly events: Events;
  /**
   * Answers one request to either vendor, whatever its host: the path tells them apart. Faults of the connection are
   * told to the caller, who may hold a socket.
   */
  exchange(request: Request): Promise<Exchange>;
  /** The same where there is no socket, and `/__mock/` as well. */
  fetch(request: Request): Promise<Response>;
  /** Forgets what callers did, faults and journal included; another seed makes another enterprise. The clock runs on. */
  reset(seed?: number): void;
  /** Goes on from another state. */
  restore(state: VendorState): void;
}

/**
 * Simulates Huawei Cloud Meeting and Quanshi: one enterprise, one clock, and what callers did.
 *
 * @example
 * const vendors = createVendors({ seed: 42, now: Date.UTC(2026, 2, 2, 1) });
 * const response = await vendors.fetch(new Request('http://vendor/v2/usg/acs/auth/appauth', { … }));
 */
export function createVendors(options: VendorsOptions = {}): Vendors {
  const fixed = fixedSettings(options);
  let state = options.state ?? firstState(options);
  const place = {
    get: () => state.clock,
    set: (clock: VendorState['clock']) => {
      state.clock = clock;
    },
  };
  const clock = clockOver(place, machineClock(options));
  const settingsAt = (shift: number): Settings => ({
    ...fixed,
    seed: state.seed,
    now: shift === 0 ? clock.now : () => clock.now() + shift,
  });
  let simulation = simulate(settingsAt(0), state);
  const faults = faultsOver(() => state.faults);
  for (const rule of options.faults ?? []) faults.add(rule);
  const events = createEvents(fixed.events, {
    now: clock.now,
    world: () => simulation.world,
    state: () => state.events,
  });
  if (!options.state) events.begin();
  const router = new RegExpRouter<number>();
  simulation.routes.forEach((route, index) => {
    router.add(route.method, route.path, index);
  });

  const go = (next: VendorState) => {
    state = next;
    simulation = simulate(settingsAt(0), state);
  };
  const exchange = async (request: Request): Promise<Exchange> => {
    const path = pathOf(request.url);
    const index = router.match(request.method, path)[0][0]?.[0];
    const { routes } = simulation;
    const route = index === undefined ? undefined : routes[index];
    // Read once, for whoever wants it: a body can be read no more often.
    const text = request.method === 'GET' ? '' : await request.text();
    const { method, url, headers } = request;
    const readable: VendorRequest = { method, url, headers, text: () => Promise.resolve(text) };
    const { vendor = null, operation = null } = route ?? {};
    const entry = note(state.journal, clock.now(), readable, path, text, vendor, operation);
    if (!route || index === undefined) {
      const response = await notFound(readable, path, routes, settingsAt(0), state);
      return finish(entry, { response });
    }
    const struck = state.faults.length > 0 ? strike(state.faults, route, readable, state.seed) : [];
    if (struck.length === 0) return finish(entry, { response: await route.resolve(readable) });
    entry.faults = struck.map(({ id }) => id);
    const at = (shift: number) =>
      (shift === 0 ? undefined : simulate(settingsAt(shift), state, simulation.world).routes[index]) ?? route;
    return finish(entry, await suffer(struck, readable, { at, state, now: clock.now }));
  };
  const vendors: Vendors = {
    get settings() {
      return settingsAt(0);
    },
    get world() {
      return simulation.world;
    },
    get state() {
      return state;
    },
    get routes() {
      return simulation.routes;
    },
    clock,
    faults,
    events,
    exchange,
    async fetch(request) {
      if (pathOf(request.url).startsWith(ADMIN_PREFIX)) return admin.fetch(request);
      return approximate(await exchange(request), 'worker');
    },
    reset(seed = state.seed) {
      go(emptyState(seed, state.clock, state.journal.limit));
      events.begin();
    },
    restore: go,
  };
  const admin = adminApp(vendors);
  return vendors;
}

function finish(entry: ReturnType<typeof note>, exchange: Exchange): Exchange {
  const { status } = exchange.response;
  entry.status = status;
  // Headers are slow to read on Node, and a success of Huawei's says nothing there; a refusal of Quanshi's is a 200.
  if (status < 400 && entry.vendor === 'huawei' && !entry.faults) return exchange;
  const hint = exchange.response.headers.get(HINT);
  if (hint !== null) entry.hint = hint;
  return exchange;
}

/** The path of a URL without parsing the rest of it: this runs for every request. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return '/';
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}
