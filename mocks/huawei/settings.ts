/** An application registered with Huawei Cloud Meeting. */
export interface HuaweiApp {
  readonly appId: string;
  readonly appKey: string;
  /** `sp`: a service provider with several enterprises, the only mode in which a corpId may be sent [H-AUTH]. */
  readonly mode: 'enterprise' | 'sp';
  /** The enterprises of a service provider; the simulated one alone where they are left out. Others have nothing yet. */
  readonly corpIds?: readonly string[] | undefined;
}

/** An account that logs in with its password. */
export interface HuaweiAccount {
  readonly account: string;
  /** 8 to 32 characters [H-ACCOUNT]. */
  readonly password: string;
  /** Whose it is: an employee's account, or empty for the default administrator. */
  readonly userId: string;
  /** Locked and disabled accounts are refused with 423 and 412 [CM-COPY]. */
  readonly status?: 'locked' | 'disabled';
}

/** What of Huawei can be set, chiefly where the sources leave it open. */
export interface HuaweiSettings {
  readonly apps: readonly HuaweiApp[];
  readonly accounts: readonly HuaweiAccount[];
  /**
   * What becomes of an access token when a new one is had for it, by refreshing or validating: no source says. That it
   * ends, and the refresh token with it, is INFERRED as the stricter of the two: who copes with it copes with both.
   */
  readonly renewedToken: 'ends' | 'lives';
  /**
   * Whether too many calls are refused with 429 APIG.0308. The figures are those printed in documents/000, which belong
   * to the vendor's debugging gateway; no limit of Huawei Cloud Meeting itself is published [facts 3.4].
   */
  readonly throttle: boolean;
  /** Calls that a user may make to one operation in a minute of the simulation's clock. */
  readonly callsPerMinute: number;
  /** The same for single operations, by the vendor's name for them. */
  readonly callsPerMinuteOf: Readonly<Record<string, number>>;
  /** Calls that all users together may make to all operations in a second. */
  readonly callsPerSecond: number;
  /**
   * Whether `limit` of the ongoing webinars is text: the document's example prints "10", its table says Integer. That
   * the live service answers a number is INFERRED [facts 2]; a client that reads both is safe.
   */
  readonly limitAsString: boolean;
  /**
   * Whether auth/random wants a token. The document's table lists none while its request has one; that one which is
   * sent is checked, and none is needed, is INFERRED [facts 2].
   */
  readonly authRandomToken: 'required' | 'if-sent' | 'ignored';
  /**
   * Whether event pushes may be configured to a callback of plain http. The current pages demand https, those of 2023
   * only recommended it [H-W-SET]; who develops on one machine often has no certificate.
   */
  readonly plainCallbacks: boolean;
  /** How long a random of a conference lets somebody in, once, ms. No source says: half an hour is INFERRED. */
  readonly randomLife: number;
  /** Whether the enterprise supports applets, without which `support_applets` is false [documents/004]. */
  readonly applets: boolean;
  /** What attendance answers past the end: for ongoing webinars it is the last page [H-WEBINAR], here INFERRED. */
  readonly attendancePastEnd: 'empty' | 'last-page';
}

/** The demonstration's credentials, one service provider, and accounts that are refused. */
export const HUAWEI_DEFAULTS: HuaweiSettings = {
  apps: [
    { appId: 'demo-app', appKey: 'demo-key', mode: 'enterprise' },
    { appId: 'demo-sp', appKey: 'demo-sp-key', mode: 'sp', corpIds: ['314765464', '314765465'] },
  ],
  accounts: [
    { account: 'demo-account', password: 'demo-password', userId: '' },
    { account: 'demo-locked', password: 'demo-password', userId: '', status: 'locked' },
    { account: 'demo-disabled', password: 'demo-password', userId: '', status: 'disabled' },
  ],
  renewedToken: 'ends',
  throttle: false,
  callsPerMinute: 100,
  callsPerMinuteOf: {},
  callsPerSecond: 200,
  limitAsString: true,
  authRandomToken: 'if-sent',
  plainCallbacks: false,
  randomLife: 30 * 60_000,
  applets: true,
  attendancePastEnd: 'empty',
};
