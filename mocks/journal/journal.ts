import type { Route, VendorRequest } from '../core/route.ts';
import { mask, maskBody, maskHeaders } from './mask.ts';

/** One request, its secrets masked. */
export interface JournalEntry {
  /** Which request of this simulation, from 1; never used again, even after a clear. */
  readonly number: number;
  /** The virtual clock, ms since 1970. */
  readonly at: number;
  readonly vendor: string | null;
  /** Null where there is no such path. */
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  /** With the question mark; empty where there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or text; absent where none was sent. */
  readonly body?: unknown;
  /** Absent while the request is being answered. */
  status?: number;
  /** What the refusal's `X-Mock-Hint` said. */
  hint?: string;
  /** The ids of the faults that happened to it. */
  faults?: readonly string[];
}

/** The last requests: plain data. */
export interface JournalState {
  /** Entries made so far; entry n is at (n - 1) % limit. */
  made: number;
  readonly limit: number;
  /** Entries up to this number are cleared. */
  cleared: number;
  readonly ring: JournalEntry[];
}

/** How many requests are kept unless told otherwise: a bound on memory. */
export const JOURNAL_LIMIT = 1_000;

/** An empty journal. */
export function emptyJournal(limit: number): JournalState {
  return { made: 0, limit, cleared: 0, ring: [] };
}

/** Notes a request that arrives. What becomes of it is set on the entry. */
export function note(
  journal: JournalState,
  at: number,
  request: VendorRequest,
  path: string,
  body: string,
  route: Pick<Route, 'vendor' | 'operation'> | undefined,
): JournalEntry {
  const question = request.url.indexOf('?');
  const number = ++journal.made;
  const entry: JournalEntry = {
    number,
    at,
    vendor: route?.vendor ?? null,
    operation: route?.operation ?? null,
    method: request.method,
    path,
    query: question < 0 ? '' : mask(request.url.slice(question)),
    headers: maskHeaders(request.headers),
    ...(body === '' ? {} : { body: maskBody(body) }),
  };
  journal.ring[(number - 1) % journal.limit] = entry;
  return entry;
}

/** What there is, oldest first. */
export function entriesOf(journal: JournalState): JournalEntry[] {
  const first = Math.max(journal.cleared, journal.made - journal.limit) + 1;
  const entries: JournalEntry[] = [];
  for (let number = first; number <= journal.made; number++) {
    const entry = journal.ring[(number - 1) % journal.limit];
    if (entry) entries.push(entry);
  }
  return entries;
}

/** How many entries since the last clear have made room for others. */
export function droppedOf({ made, limit, cleared }: JournalState): number {
  return Math.max(0, made - limit - cleared);
}

/** Forgets every entry; the numbers go on. */
export function clearJournal(journal: JournalState): void {
  journal.cleared = journal.made;
  // Overwritten, so that nothing of the old entries stays in memory. Number 0 is before the first that is shown.
  journal.ring.fill({
    number: 0,
    at: 0,
    vendor: null,
    operation: null,
    method: '',
    path: '',
    query: '',
    headers: {},
  });
}
