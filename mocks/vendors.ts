import { type Clock, clockOver } from './core/clock.ts';
import { HINT } from './core/hint.ts';
import { ADMIN_PREFIX, pathOf, type Route, type VendorRequest } from './core/route.ts';
import { type Events as AnyEvents, createEvents } from './events/events.ts';
import { type FaultList as AnyFaultList, faultsOver, strike, takeBack } from './faults/faultList.ts';
import { suffer } from './faults/suffer.ts';
import { approximate, type Exchange } from './faults/wire.ts';
import { keepAnswer } from './journal/answers.ts';
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
  emptyState,
  type NewSubscription,
  VENDORS,
  type VendorId,
  type VendorState,
  type World,
} from './registry.ts';
import { begin } from './scenarios/begin.ts';
import { play } from './scenarios/play.ts';
import { simulate, stageOf, VENDOR } from './simulation.ts';

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
  /**
   * As new: forgets what callers did, faults and journal included, and the clock begins where the options have it; another
   * seed makes another enterprise.
   */
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
  const get = () => state.clock;
  const set = (clock: VendorState['clock']) => {
    state.clock = clock;
  };
  const clock = clockOver({ get, set }, machineClock(options));
  const settings = (): Settings => ({ ...fixed, seed: state.seed, now: clock.now });
  const context = {
    vendors: VENDORS,
    settings: fixed.events,
    now: clock.now,
    seed: () => state.seed,
    world: (vendor: string) => simulation.world[vendor as VendorId],
    state: () => state.events,
    bringUpTo: (instant: number) => play(stageOf(simulation.world, state), instant),
  };
  let simulation = simulate(settings(), state, context);
  const faults = faultsOver(() => state.faults);
  for (const rule of options.faults ?? []) faults.add(rule);
  const events = createEvents(context);
  if (!options.state) {
    events.begin();
    for (const scenario of options.scenarios ?? [])
      begin(stageOf(simulation.world, state), scenario, clock.now());
  }

  const go = (next: VendorState) => {
    state = next;
    simulation = simulate(settings(), state, context);
  };
  const exchange = async (request: Request): Promise<Exchange> => {
    const path = pathOf(request.url);
    if (state.scenarios.begun.length > 0) context.bringUpTo(clock.now());
    const current = simulation;
    const route = current.find(request.method, path);
    // A body can be read only once, and several parts look at it.
    const text = request.method === 'GET' ? '' : await request.text();
    const { method, url, headers } = request;
    const readable: VendorRequest = { method, url, headers, text: () => Promise.resolve(text) };
    const entry = note(state.journal, clock.now(), readable, path, text, route);
    if (!route) return finish(entry, { response: await current.notFound(readable, path) }, true);
    const { faults, refusesWithSuccess } = VENDOR[route.vendor];
    const struck = state.faults.length > 0 ? strike(state.faults, route, readable, state.seed) : [];
    if (struck.length === 0)
      return finish(entry, { response: await route.resolve(readable) }, refusesWithSuccess);
    entry.faults = struck.map(({ id }) => id);
    const at = (shift: number) => current.shifted(route, shift);
    const sufferer = { route, at, faults, state: state[route.vendor], now: clock.now };
    const suffered = await suffer(struck, readable, sufferer);
    // What changed nothing is not said to have happened.
    takeBack(struck, suffered.idle);
    entry.faults = entry.faults.filter((id) => !suffered.idle.includes(id));
    if (entry.faults.length === 0) delete entry.faults;
    return finish(entry, suffered, true);
  };
  let admin: { fetch(request: Request): Response | Promise<Response> } | undefined;
  const vendors: Vendors = {
    get settings() {
      return settings();
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
      context.bringUpTo(clock.now());
      admin ??= adminApp(vendors);
      return admin.fetch(request);
    },
    reset(seed = state.seed) {
      const { clock: begin } = firstState(options);
      go(emptyState(seed, begin, state.journal.limit));
      // Tells those who listen.
      clock.setSpeed(begin.speed);
      events.begin();
    },
    restore: go,
  };
  return vendors;
}

/**
 * Notes what became of a request.
 * @param read whether the hint is looked for in a success, too: headers are slow to read on Node
 */
function finish(entry: JournalEntry, exchange: Exchange, read: boolean): Exchange {
  const { response } = exchange;
  entry.status = response.status;
  keepAnswer(entry, response);
  const hint = read || response.status >= 400 ? response.headers.get(HINT) : null;
  if (hint !== null) entry.hint = hint;
  return exchange;
}
