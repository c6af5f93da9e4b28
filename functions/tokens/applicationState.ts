import { type Cooldown, cooled, isCooling, type LoginFailure, type Moment } from './cooldown.ts';

/** What is kept of one vendor application: what its logins have in common, whoever asks for them. Times in epoch ms. */
export interface ApplicationState {
  /** Logins of this minute, and those of them for users that callers act for. */
  windowEnds: number;
  logins: number;
  userLogins: number;
  /** The vendor refuses the application: nobody logs in. */
  refused?: Cooldown | undefined;
  /** Logins of several users failed in a row: no user logs in; the accounts themselves may. */
  users?: Cooldown | undefined;
  /** Credentials of users that failed since one was granted: one of them alone tells of itself. */
  failing: string[];
  /** How far the vendor's clock is ahead of ours. */
  clockOffsetMs: number;
}

export const emptyApplication = (): ApplicationState => ({
  windowEnds: 0,
  logins: 0,
  userLogins: 0,
  failing: [],
  clockOffsetMs: 0,
});

/** A login that a credential asks leave for. */
export interface Asking {
  /** The credential. */
  key: string;
  /** Whether it is an account's own, and not that of a user whom a caller named. */
  own: boolean;
  print: string;
}

/** Leave to log in once, or until when there is none, and after which failure; after none where the budget is used up. */
export type Leave =
  | { ok: true; clockOffsetMs: number }
  | { ok: false; until: number; failure?: LoginFailure };

/** What came of a login. */
export interface LoginOutcome {
  failure?: LoginFailure | undefined;
  /** As the answer told it; undefined where there was none, or it had no date. */
  clockOffsetMs?: number | undefined;
}

/** Logins are counted by the minute. */
export const WINDOW_MS = 60_000;
/** After a cool-down one login goes ahead of the others, which wait so long for what comes of it. */
const PROBE_MS = 10_000;
/** Logins of so many different users fail before other users have to wait: one bad name must not stop the others. */
const MOST_FAILING = 3;

/** Counts a login, or refuses it. Of `limit` logins a minute half are kept for the accounts' own. */
export function admitLogin(
  state: ApplicationState,
  { own, print }: Asking,
  { now, limit }: { now: number; limit: number },
): { state: ApplicationState; leave: Leave } {
  const window = now < state.windowEnds ? state : { windowEnds: now + WINDOW_MS, logins: 0, userLogins: 0 };
  const { windowEnds, logins, userLogins } = window;
  if (logins >= limit || (!own && userLogins >= Math.ceil(limit / 2)))
    return { state, leave: { ok: false, until: windowEnds } };
  const next = {
    ...state,
    windowEnds,
    logins: logins + 1,
    userLogins: userLogins + (own ? 0 : 1),
  };
  for (const lane of own ? (['refused'] as const) : (['refused', 'users'] as const)) {
    const cooldown = state[lane];
    if (cooldown?.print !== print) continue;
    if (isCooling(cooldown, { now, print }))
      return { state, leave: { ok: false, until: cooldown.until, failure: cooldown.failure } };
    next[lane] = { ...cooldown, until: now + PROBE_MS };
  }
  return { state: next, leave: { ok: true, clockOffsetMs: state.clockOffsetMs } };
}

/** After a login. */
export function settleLogin(
  state: ApplicationState,
  { key, own, print }: Asking,
  { failure, clockOffsetMs = state.clockOffsetMs }: LoginOutcome,
  now: number,
): ApplicationState {
  const next = { ...state, clockOffsetMs };
  const at: Moment = { now, print };
  if (!failure) return { ...next, refused: undefined, ...(!own && { users: undefined, failing: [] }) };
  const { concerns } = failure;
  if (concerns === 'application' || concerns === 'clock' || concerns === 'throttled')
    return { ...next, refused: cooled(state.refused, failure, at) };
  if (concerns !== 'vendor') {
    // The vendor knows the application well enough to refuse the user.
    return { ...next, refused: undefined };
  }
  if (own) return next;
  const failing = [...new Set([...state.failing, key])].slice(-MOST_FAILING);
  const users = failing.length === MOST_FAILING ? cooled(state.users, failure, at) : state.users;
  return { ...next, failing, users };
}
