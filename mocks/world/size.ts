/** How much there is in the world. Nothing is generated until somebody asks for it, so large costs little. */
export interface WorldSize {
  readonly people: number;
  /** Huawei webinars running in the busiest hour of a working day, about; the documented one not counted. */
  readonly webinars: number;
  /** Huawei meetings (not webinars) running then. */
  readonly huaweiConferences: number;
  /** Quanshi conferences running then, the documented one not counted. */
  readonly quanshiConferences: number;
  /** The most people that come to a meeting; one webinar a day and the all-hands meeting have this many. */
  readonly largestAudience: number;
}

/** The default: every list takes several pages with the vendors' default limits, and one more than their maximum. */
export const SMALL: WorldSize = {
  people: 400,
  webinars: 36,
  huaweiConferences: 24,
  quanshiConferences: 47,
  largestAudience: 1200,
};

/** Every list of what runs takes several pages even with the vendors' maximum of 500. */
export const LARGE: WorldSize = {
  people: 20_000,
  webinars: 640,
  huaweiConferences: 1_100,
  quanshiConferences: 1_200,
  largestAudience: 10_000,
};

/** Ten thousand conferences at once, and a webinar of a hundred thousand. */
export const HUGE: WorldSize = {
  people: 100_000,
  webinars: 1_000,
  huaweiConferences: 4_000,
  quanshiConferences: 5_000,
  largestAudience: 100_000,
};

/** The sizes by the names that `--size` takes. */
export const SIZES = { small: SMALL, large: LARGE, huge: HUGE } as const satisfies Record<string, WorldSize>;

/** One of those names. */
export type SizeName = keyof typeof SIZES;
