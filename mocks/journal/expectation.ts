import * as z from 'zod';
import { droppedOf, entriesOf, type JournalEntry, type JournalState } from './journal.ts';

/** Which entries: all that is said must hold. */
export const filterSchema = (vendors: readonly string[]) =>
  z.strictObject({
    vendor: z.enum(vendors).optional(),
    operation: z.string().optional(),
    method: z.string().optional(),
    path: z.string().optional(),
    status: z.int().optional(),
    /** Header values, of which those masked cannot be asked for; `*` is any. */
    header: z.record(z.string(), z.string()).optional(),
    /** Members of the query and their values; `*` is any. */
    query: z.record(z.string(), z.string()).optional(),
    /** The id of a fault that happened. */
    fault: z.string().optional(),
    /** Only entries after this number. */
    after: z.int().optional(),
    /** Only entries before this number. */
    before: z.int().optional(),
  });

const times = z.int().min(0);

/** What a test expects of the journal. */
export const expectationSchema = (vendors: readonly string[]) =>
  z
    .strictObject({
      match: filterSchema(vendors).default({}),
      atLeast: times.optional(),
      atMost: times.optional(),
      exactly: times.optional(),
    })
    .refine(({ atLeast, atMost, exactly }) => (atLeast ?? atMost ?? exactly) !== undefined, {
      message: 'one of atLeast, atMost and exactly must be there',
    });

/** Which entries of a journal. */
export type Filter = z.output<ReturnType<typeof filterSchema>>;
/** An expectation. */
export type Expectation = z.output<ReturnType<typeof expectationSchema>>;

/** What came of an expectation. */
export interface Verdict {
  /** `unknown`: so many requests were made since the last clear that the journal cannot tell. */
  readonly outcome: 'met' | 'failed' | 'unknown';
  readonly count: number;
  readonly seen: readonly JournalEntry[];
  readonly dropped: number;
}

/** The entries that match, oldest first. */
export function select(journal: JournalState, filter: Filter): JournalEntry[] {
  return entriesOf(journal).filter((entry) => fits(entry, filter));
}

/** Holds the journal to an expectation. */
export function judge(journal: JournalState, expectation: Expectation): Verdict {
  const { match, atLeast = 0, atMost = Number.POSITIVE_INFINITY, exactly } = expectation;
  const seen = select(journal, match);
  const count = seen.length;
  const [least, most] = exactly === undefined ? [atLeast, atMost] : [exactly, exactly];
  const dropped = droppedOf(journal);
  // Entries that were dropped may have matched or not. So the true count is at least what is seen, and at most that and
  // those dropped: too many is certain, and so is enough where there is no upper bound; all else is not.
  const unsure = dropped > 0 && count <= most && (count < least || most < Number.POSITIVE_INFINITY);
  const outcome = unsure ? 'unknown' : count >= least && count <= most ? 'met' : 'failed';
  return { outcome, count, seen, dropped };
}

function fits(entry: JournalEntry, filter: Filter): boolean {
  const { vendor, operation, method, path, status, header, query, fault, after, before } = filter;
  if (vendor !== undefined && entry.vendor !== vendor) return false;
  if (operation !== undefined && entry.operation !== operation) return false;
  if (method !== undefined && entry.method !== method.toUpperCase()) return false;
  if (path !== undefined && entry.path !== path) return false;
  if (status !== undefined && entry.status !== status) return false;
  if (fault !== undefined && !entry.faults?.includes(fault)) return false;
  if (after !== undefined && entry.number <= after) return false;
  if (before !== undefined && entry.number >= before) return false;
  if (header && !has(header, (name) => entry.headers[name.toLowerCase()])) return false;
  if (!query) return true;
  const given = new URLSearchParams(entry.query);
  return has(query, (name) => given.get(name) ?? undefined);
}

function has(wanted: Readonly<Record<string, string>>, given: (name: string) => string | undefined): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const found = given(name);
    return found !== undefined && (value === '*' || value === found);
  });
}
