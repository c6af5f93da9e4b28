import type { HuaweiApp, HuaweiSettings } from './huawei/settings.ts';
import { HUAWEI_DEFAULTS } from './huawei/settings.ts';
import type { QuanshiApp, QuanshiSettings } from './quanshi/settings.ts';
import { QUANSHI_DEFAULTS } from './quanshi/settings.ts';
import { SMALL, type WorldSize } from './world/size.ts';

export type { HuaweiApp, HuaweiSettings, QuanshiApp, QuanshiSettings, WorldSize };

/** How to simulate. Everything has a default. */
export interface VendorsOptions {
  /** Which enterprise; 42 by default. */
  seed?: number;
  /** The clock, milliseconds since 1970: an instant that stands still, or a function. The machine's clock by default. */
  now?: number | (() => number);
  size?: Partial<WorldSize>;
  huawei?: Partial<HuaweiSettings>;
  quanshi?: Partial<QuanshiSettings>;
}

/** The same with nothing left open. */
export interface Settings {
  readonly seed: number;
  readonly now: () => number;
  readonly size: WorldSize;
  readonly huawei: HuaweiSettings;
  readonly quanshi: QuanshiSettings;
}

/** The seed where none is given. */
export const DEFAULT_SEED = 42;

/** Fills in the defaults. */
export function settingsOf(options: VendorsOptions): Settings {
  const { now = () => Date.now() } = options;
  return {
    seed: options.seed ?? DEFAULT_SEED,
    now: typeof now === 'number' ? () => now : now,
    size: { ...SMALL, ...options.size },
    huawei: { ...HUAWEI_DEFAULTS, ...options.huawei },
    quanshi: { ...QUANSHI_DEFAULTS, ...options.quanshi },
  };
}
