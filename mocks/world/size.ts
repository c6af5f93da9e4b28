/** How much there is in the world. Nothing is generated until somebody asks for it, so large costs little. */
export interface WorldSize {
  readonly people: number;
  /** Huawei webinars running at any instant, the documented one not counted. */
  readonly webinars: number;
  /** Huawei meetings (not webinars) running at any instant. */
  readonly huaweiConferences: number;
  /** Quanshi conferences running at any instant, the documented one not counted. */
  readonly quanshiConferences: number;
  /** The most attendees that a meeting has; the first webinar and the all-hands meeting have this many. */
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
