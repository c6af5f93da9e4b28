import { type EventSettings as AnyEventSettings, EVENT_DEFAULTS } from './events/settings.ts';
import type { EventFault as AnyEventFault } from './events/state.ts';
import type { FaultRule as AnyFaultRule } from './faults/fault.ts';
import { JOURNAL_LIMIT } from './journal/journal.ts';
import {
  byVendor,
  emptyState,
  type NewSubscription,
  type VendorId,
  type VendorSettings,
  type VendorState,
} from './registry.ts';
import type { Scenario as AnyScenario } from './scenarios/scenario.ts';
import { SIZES, type SizeName, SMALL, type WorldSize } from './world/size.ts';

/** A fault as people write it: which requests, and what happens to them. */
export type FaultRule = AnyFaultRule<VendorId>;
/** A fault of events as people write it. */
export type EventFault = AnyEventFault<VendorId>;
/** A story that is acted out on the clock, as people write it. */
export type Scenario = AnyScenario<VendorId>;
/** How events travel. */
export type EventSettings = AnyEventSettings<NewSubscription, EventFault>;

/** How to simulate. Everything has a default; each vendor has settings of its own under its id. */
export interface VendorsOptions extends Partial<{ [Id in VendorId]: Partial<VendorSettings[Id]> }> {
  /** Which enterprise; 42 by default. */
  seed?: number;
  /**
   * The clock, milliseconds since 1970: an instant, which stands still unless `speed` is given, or a function. The
   * machine's clock by default.
   */
  now?: number | (() => number);
  /** Virtual seconds in a real one; 0 stands still. */
  speed?: number;
  /** How much there is in the world; small by default. */
  size?: SizeName | Partial<WorldSize>;
  /** What goes wrong from the start. */
  faults?: readonly FaultRule[];
  /** How many requests the journal keeps. */
  journal?: number;
  /** Scenarios that begin when the simulation does; a reset takes them away. */
  scenarios?: readonly Scenario[];
  /** A state to go on from, as `vendors.state` was: seed, clock, faults and journal are then its own. */
  state?: VendorState;
  /** Who is told of events, and where they may go. */
  events?: Partial<EventSettings>;
}

/** The same with nothing left open. */
export interface Settings extends VendorSettings {
  readonly seed: number;
  readonly now: () => number;
  readonly size: WorldSize;
  readonly events: EventSettings;
}

/** The seed where none is given. */
export const DEFAULT_SEED = 42;

/** What of the options stays as it is while the simulation runs; seed and clock do not. */
export function fixedSettings(options: VendorsOptions): Omit<Settings, 'seed' | 'now'> {
  const { size = SMALL } = options;
  const ofVendors = byVendor(({ id, defaults }) => ({ ...defaults, ...options[id] })) as VendorSettings;
  return {
    size: typeof size === 'string' ? SIZES[size] : { ...SMALL, ...size },
    ...ofVendors,
    events: { ...EVENT_DEFAULTS, ...options.events },
  };
}

/** The machine's clock, as far as the simulation may look at it. */
export function machineClock({ now }: VendorsOptions): () => number {
  return typeof now === 'function' ? now : () => Date.now();
}

/** The state that the options begin with. */
export function firstState(options: VendorsOptions): VendorState {
  const { now, seed = DEFAULT_SEED, journal = JOURNAL_LIMIT } = options;
  const real = machineClock(options)();
  const still = typeof now === 'number';
  const clock = { virtual: still ? now : real, real, speed: options.speed ?? (still ? 0 : 1) };
  return emptyState(seed, clock, journal);
}
