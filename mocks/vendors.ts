import { type Clock, clockOver } from './core/clock.ts';
import { HINT } from './core/hint.ts';
import { ADMIN_PREFIX, type Route, type VendorRequest } from './core/route.ts';
import { type Events as AnyEvents, createEvents } from './events/events.ts';
import { type FaultList as AnyFaultList, faultsOver, strike } from './faults/faultList.ts';
import { suffer } from './faults/suffer.ts';
import { approximate, type Exchange } from './faults/wire.ts';
import { type JournalEntry, note } from './journal/journal.ts';
import {
  type EventFault,
  type FaultRule,
  firstState,
  fixedSettings,
  machineClock,
  type Settings,
  type VendorsOptions,
} from './options.ts';
import {
  byVendor,
  createWorld,
  emptyState,
  type NewSubscription,
  VENDORS,
  type VendorId,
  type VendorState,
  type World,
} from './registry.ts';
import { openVendor, type Place, type Vendor } from './vendor.ts';

export type { VendorsOptions } from './options.ts';

/** Both vendors, simulated. */
export interface Vendors {
  readonly settings: Settings;
  readonly world: World;
  /** All that is remembered, as plain data: what `restore` and the option `state` take. */
  readonly state: VendorState;
  readonly routes: readonly Route<VendorId>[];
  readonly clock: Clock;
  readonly faults: AnyFaultList<FaultRule>;
  readonly events: AnyEvents<NewSubscription, EventFault>;
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

/** What is open now: both vendors over one world and one state. */
interface Simulation {
  readonly world: World;
  readonly routes: readonly Route<VendorId>[];
  /** The routes by method and path. */
  readonly table: ReadonlyMap<string, Route<VendorId>>;
  notFound(request: VendorRequest, path: string): Promise<Response>;
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
  const context = {
    vendors: VENDORS,
    settings: fixed.events,
    now: clock.now,
    seed: () => state.seed,
    world: (vendor: string) => simulation.world[vendor as VendorId],
    state: () => state.events,
  };
  /** A vendor's part of the simulation, its clock `shift` ms beside the others'. */
  const placeOf = ({ id }: Vendor<VendorId>, world: World, shift = 0): Place => {
    const here = state;
    const now = shift === 0 ? clock.now : () => clock.now() + shift;
    const events = { ...context, now };
    const countRequest = () => ++here.requests;
    return {
      settings: fixed[id],
      state: here[id],
      world: world[id],
      seed: here.seed,
      events,
      now,
      countRequest,
    };
  };
  const open = (): Simulation => {
    const world = createWorld(state.seed, fixed.size);
    const opened = byVendor((vendor) => openVendor(vendor, placeOf(vendor, world)));
    const routes = VENDORS.flatMap(({ id }) => opened[id].routes);
    const table = new Map<string, Route<VendorId>>();
    for (const route of routes) {
      const key = `${route.method} ${route.path}`;
      if (!table.has(key)) table.set(key, route);
    }
    const notFound = (request: VendorRequest, path: string) => {
      const { id } = VENDORS.find((vendor) => vendor.owns(path)) ?? VENDORS[0];
      return opened[id].notFound(request, path, whyNotFound(request, path, routes));
    };
    return { world, routes, table, notFound };
  };
  let simulation = open();
  const faults = faultsOver(() => state.faults);
  for (const rule of options.faults ?? []) faults.add(rule);
  const events = createEvents(context);
  if (!options.state) events.begin();

  const go = (next: VendorState) => {
    state = next;
    simulation = open();
  };
  const exchange = async (request: Request): Promise<Exchange> => {
    const path = pathOf(request.url);
    const route = simulation.table.get(`${request.method} ${path}`);
    // A body can be read only once, and several parts look at it.
    const text = request.method === 'GET' ? '' : await request.text();
    const { method, url, headers } = request;
    const readable: VendorRequest = { method, url, headers, text: () => Promise.resolve(text) };
    const entry = note(state.journal, clock.now(), readable, path, text, route);
    if (!route) return finish(entry, { response: await simulation.notFound(readable, path) }, true);
    const vendor = byId[route.vendor];
    const struck = state.faults.length > 0 ? strike(state.faults, route, readable, state.seed) : [];
    if (struck.length === 0)
      return finish(entry, { response: await route.resolve(readable) }, vendor.refusesWithSuccess);
    entry.faults = struck.map(({ id }) => id);
    const { world } = simulation;
    const at = (shift: number) =>
      openVendor(vendor, placeOf(vendor, world, shift)).routes.find(
        ({ operation }) => operation === route.operation,
      ) ?? route;
    const sufferer = { route, at, faults: vendor.faults, state: state[vendor.id], now: clock.now };
    return finish(entry, await suffer(struck, readable, sufferer), true);
  };
  let admin: { fetch(request: Request): Response | Promise<Response> } | undefined;
  const vendors: Vendors = {
    get settings() {
      return { ...fixed, seed: state.seed, now: clock.now };
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
      if (!pathOf(request.url).startsWith(ADMIN_PREFIX))
        return approximate(await exchange(request), 'worker');
      // Loaded when somebody asks: with zod and Hono it is half of what there is to load.
      const { adminApp } = await import('./admin/app.ts');
      admin ??= adminApp(vendors);
      return admin.fetch(request);
    },
    reset(seed = state.seed) {
      go(emptyState(seed, state.clock, state.journal.limit));
      events.begin();
    },
    restore: go,
  };
  return vendors;
}

const byId = byVendor((vendor) => vendor);

/** What was wrong with the path or the method of a request that no route fits. */
function whyNotFound({ method }: VendorRequest, path: string, routes: readonly Route[]): string {
  const known = routes.find((route) => route.path === path);
  return known
    ? `${path} takes ${known.method}, not ${method}`
    : `${method} ${path} is not simulated; ${routes.map((route) => `${route.method} ${route.path}`).join(', ')} are`;
}

/**
 * Notes what became of a request.
 * @param read whether the hint is looked for in a success, too: headers are slow to read on Node
 */
function finish(entry: JournalEntry, exchange: Exchange, read: boolean): Exchange {
  const { status, headers } = exchange.response;
  entry.status = status;
  const hint = read || status >= 400 ? headers.get(HINT) : null;
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
