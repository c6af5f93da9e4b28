/** A login of one user of one tenant, by one kind of client. */
export interface HuaweiSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly owner: SessionOwner;
  /** Milliseconds since 1970; `expiresAt` is a whole second. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When a later login took its place. */
  readonly evictedAt?: number;
  /** When its user logged out, or had a new token for it. */
  readonly endedAt?: number;
}

/** Whose a session is. Its parts make up the key under which logins compete. */
export interface SessionOwner {
  /** Empty where an account logged in with its password, whose name `account` then is. */
  readonly appId: string;
  readonly account?: string;
  /** Empty in single-enterprise mode, and for a service provider's own administrator. */
  readonly corpId: string;
  /** Empty for the default administrator. */
  readonly userId: string;
  readonly clientType: number;
}

/** How many calls there were in one window of time. */
export interface CallCount {
  /** Which minute or second since 1970. */
  readonly window: number;
  readonly count: number;
}

/** What is good for one meeting: a token to control it with, or a random to join it with. */
export interface ControlToken {
  readonly conferenceId: string;
  readonly expiresAt: number;
}

/** What somebody has set in a meeting that runs. */
export interface Control {
  readonly locked: boolean;
  /** Whether those are muted who are not named in `others`. */
  readonly muted: boolean;
  /** Participants who are otherwise. */
  readonly others: readonly string[];
}

/** A token that fetches one file of a recording, once. */
export interface DownloadToken {
  readonly file: string;
  readonly expiresAt: number;
}

/** A user whom somebody added: as they were asked for. */
export interface AddedUser {
  readonly account: string;
  readonly thirdAccount: string;
  readonly name: string;
  readonly englishName: string;
  readonly phone: string;
  readonly country: string;
  readonly email: string;
  readonly deptCode: string;
  readonly signature: string;
  readonly title: string;
  readonly desc: string;
  readonly status: 0 | 1;
  readonly sortLevel: number;
  readonly hidePhone: boolean;
  /** When, ms. */
  readonly since: number;
}

/** What Huawei remembers of its callers. Plain data, see `VendorState`. */
export interface HuaweiState {
  /** Logins so far: what tokens and their lifetimes are drawn from. */
  logins: number;
  /** Randoms given so far: what each is drawn from. */
  randoms: number;
  /** Those that have not been spent, by themselves. */
  readonly unspent: Map<string, ControlToken>;
  /** By access token; those evicted stay until they would have expired, so that they can be told apart. */
  readonly sessions: Map<string, HuaweiSession>;
  /** Accounts that a login registered, by tenant and account. */
  readonly registered: Map<string, { readonly name: string; readonly since: number }>;
  /** Calls so far in this minute, by operation and user; and in this second, under the empty key. */
  readonly calls: Map<string, CallCount>;
  /** By token. */
  readonly controlTokens: Map<string, ControlToken>;
  /** By confUUID. */
  readonly controls: Map<string, Control>;
  /** By token. */
  readonly downloads: Map<string, DownloadToken>;
  /** By account, in the order in which they were added. */
  readonly users: Map<string, AddedUser>;
}

/** Nobody has called yet. */
export function emptyHuaweiState(): HuaweiState {
  return {
    logins: 0,
    randoms: 0,
    unspent: new Map(),
    sessions: new Map(),
    registered: new Map(),
    calls: new Map(),
    controlTokens: new Map(),
    controls: new Map(),
    downloads: new Map(),
    users: new Map(),
  };
}
