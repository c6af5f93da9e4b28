import { EVENT_DEFAULTS, type EventSettings } from './events/settings.ts';
import type { FaultRule } from './faults/fault.ts';
import type { HuaweiApp, HuaweiSettings } from './huawei/settings.ts';
import { HUAWEI_DEFAULTS } from './huawei/settings.ts';
import { JOURNAL_LIMIT } from './journal/journal.ts';
import type { QuanshiApp, QuanshiSettings } from './quanshi/settings.ts';
import { QUANSHI_DEFAULTS } from './quanshi/settings.ts';
import { emptyState, type VendorState } from './state.ts';
import { SIZES, type SizeName, SMALL, type WorldSize } from './world/size.ts';

export type { FaultRule, HuaweiApp, HuaweiSettings, QuanshiApp, QuanshiSettings, SizeName, WorldSize };

/** How to simulate. Everything has a default. */
export interface VendorsOptions {
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
  /** A state to go on from, as `vendors.state` was: seed, clock, faults and journal are then its own. */
  state?: VendorState;
  huawei?: Partial<HuaweiSettings>;
  quanshi?: Partial<QuanshiSettings>;
  /** Who is told of events, and where they may go. */
  events?: Partial<EventSettings>;
}

/** The same with nothing left open. */
export interface Settings {
  readonly seed: number;
  readonly now: () => number;
  readonly size: WorldSize;
  readonly huawei: HuaweiSettings;
  readonly quanshi: QuanshiSettings;
  readonly events: EventSettings;
}

/** The seed where none is given. */
export const DEFAULT_SEED = 42;

/** What of the options stays as it is while the simulation runs; seed and clock do not. */
export function fixedSettings(options: VendorsOptions): Omit<Settings, 'seed' | 'now'> {
  const { size = SMALL } = options;
  return {
    size: typeof size === 'string' ? SIZES[size] : { ...SMALL, ...size },
    huawei: { ...HUAWEI_DEFAULTS, ...options.huawei },
    quanshi: { ...QUANSHI_DEFAULTS, ...options.quanshi },
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
