/** Whether a subscription is told of events, in the numbers of the one vendor that documents them [PUSH-CONFIG]. */
export const STATUS = { enabled: 0, stopped: 1, locked: 2 } as const;

/** Whom a vendor is to tell of events, as people write it; more members are the vendor's own. */
export interface NewSubscription {
  readonly vendor: string;
  readonly url: string;
  /** Only these; all where left out. */
  readonly events?: readonly string[] | undefined;
}

/** Somebody whom a vendor tells of events. Plain data. */
export interface Subscription extends NewSubscription {
  readonly id: string;
  /** Which enterprise's: a vendor may keep one for each. Empty for those that people made. */
  readonly owner: string;
  readonly status: 0 | 1 | 2;
}
