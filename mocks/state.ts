import type { ClockState } from './core/clock.ts';
import { type EventState, emptyEvents } from './events/state.ts';
import type { FaultState } from './faults/faultList.ts';
import type { HuaweiSession } from './huawei/sessions.ts';
import type { CallCount } from './huawei/throttle.ts';
import { emptyJournal, JOURNAL_LIMIT, type JournalState } from './journal/journal.ts';
import type { QuanshiSession } from './quanshi/sessions.ts';

/**
 * All that the simulation remembers. Plain data (maps of plain objects), so that it can be cloned, counted, cleared,
 * and kept wherever the simulation lives.
 */
export interface VendorState {
  /** Which enterprise. */
  seed: number;
  clock: ClockState;
  readonly faults: FaultState[];
  readonly journal: JournalState;
  /** Requests answered so far: what request ids are drawn from. */
  requests: number;
  readonly huawei: {
    /** Logins so far: what tokens and their lifetimes are drawn from. */
    logins: number;
    /** By access token; those evicted stay until they would have expired, so that they can be told apart. */
    readonly sessions: Map<string, HuaweiSession>;
    /** Accounts that a login registered, by tenant and account. */
    readonly registered: Map<string, { readonly name: string; readonly since: number }>;
    /** Calls so far in this minute, by operation and user; and in this second, under the empty key. */
    readonly calls: Map<string, CallCount>;
  };
  readonly quanshi: {
    logins: number;
    readonly sessions: Map<string, QuanshiSession>;
  };
  readonly events: EventState;
}

/** A simulation that nobody has talked to yet. */
export function emptyState(seed: number, clock: ClockState, journalLimit = JOURNAL_LIMIT): VendorState {
  return {
    seed,
    clock,
    faults: [],
    journal: emptyJournal(journalLimit),
    requests: 0,
    huawei: { logins: 0, sessions: new Map(), registered: new Map(), calls: new Map() },
    quanshi: { logins: 0, sessions: new Map() },
    events: emptyEvents(),
  };
}

/**
 * Makes room for one more session: first those past their time, then the oldest. Keeps memory flat under a client
 * that logs in for every call.
 */
export function makeRoom(
  sessions: Map<string, { readonly expiresAt: number }>,
  now: number,
  limit: number,
): void {
  if (sessions.size < limit) return;
  for (const [token, session] of sessions) if (session.expiresAt <= now) sessions.delete(token);
  for (const token of sessions.keys()) {
    if (sessions.size < limit) return;
    sessions.delete(token);
  }
}
