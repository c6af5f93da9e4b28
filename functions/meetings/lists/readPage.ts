import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import { mergeSorted } from '../merge/mergeSorted.ts';
import type { Key, Placed, Position } from '../merge/order.ts';
import type { Meeting } from '../model/meeting.ts';
import type { MeetingList } from '../model/meetingList.ts';
import { keyOf } from './keyOf.ts';
import { type BookingsReader, lookedUntil, readBookings } from './readBookings.ts';
import { type ListReader, readList } from './readList.ts';
import { type Stretch, type VendorList, vendorLists } from './vendorLists.ts';
import { withoutRepeats } from './withoutRepeats.ts';

/** Which meetings are wanted. */
export interface Wanted extends Stretch {
  provider?: ProviderId | undefined;
  account?: string | undefined;
  /** The lists that may have them. */
  lists(list: VendorList): boolean;
  keep(meeting: Meeting): boolean;
  limit: number;
  /** Whether one source that fails fails all. */
  whole?: boolean;
}

/** How far was read: plain data, for a cursor. */
export interface Place {
  /** When the reading began. Epoch milliseconds. */
  began: number;
  last?: Key;
  /** Of sources: where to look first; and how far those were read that failed. */
  at: Record<string, { offset?: number; after?: Key | null }>;
  /** Meetings that another list of the vendor may tell once more: what they are known by there, and the minute. */
  given: string[];
}

export interface ReadPage extends Pick<MeetingList, 'complete' | 'unreachable' | 'sources'> {
  meetings: Meeting[];
  next: Place | null;
  /** The gravest of its failures. */
  worst?: Problem | undefined;
}

/**
 * A page over every list of every account that may have what is wanted, in order of time. A list that fails does not fail
 * the others (AIP-217).
 *
 * @throws Problem where all of them fail, or one where all are wanted
 */
export async function readPage(wanted: Wanted, place: Place, context: ComposeContext): Promise<ReadPage> {
  const { began } = place;
  const accounts = context.accounts.filter(
    ({ provider, name }) => provider === (wanted.provider ?? provider) && name === (wanted.account ?? name),
  );
  const asked = accounts.flatMap((account) =>
    vendorLists
      .filter((list) => list.mapping.provider === account.provider && wanted.lists(list))
      .map((list) => ({ list, account, readers: readersOf(list, account, { context, wanted, began }) })),
  );
  const readers = asked.flatMap((one) => one.readers);
  const sources = readers.map((reader) => ({
    name: nameOf(reader),
    rowsAfter: (position: Position) =>
      kept('host' in reader ? readBookings(reader, position) : readList(reader, position), wanted),
  }));
  const { rows, next, failed } = await mergeSorted(sources, positionsOf(place, sources), wanted.limit);
  const problems = new Map(failed.map(({ source, error }) => [source, problemOf(error)]));
  const [worst] = [...problems.values()].toSorted((a, b) => gravity(b) - gravity(a));
  if (worst && (wanted.whole || problems.size === readers.length)) throw worst;

  const { meetings, given } = withoutRepeats(rows, place);
  const told = readers.map((reader) => {
    const { list, account } = reader;
    const problem = problems.get(nameOf(reader));
    const state = problem ? 'failed' : reader.told?.freshness === 'stale' ? 'stale' : 'ok';
    return {
      provider: list.mapping.provider,
      account,
      operation: list.id,
      ...('host' in reader && { host: reader.host, until: new Date(lookedUntil(reader)).toISOString() }),
      status: state,
      ...(reader.told && { observedAt: new Date(reader.told.at).toISOString() }),
      count: rows.filter(({ source }) => source === nameOf(reader)).length,
      ...(problem && { problem: { slug: problem.slug, detail: problem.message } }),
    } as const;
  });
  const idle = [
    // Lists of one host, where no host is configured.
    ...asked.filter((one) => one.readers.length === 0),
    ...accounts
      .filter((one) => !asked.some(({ account }) => account === one))
      .map((account) => ({ account, list: undefined })),
  ].map(({ account: { provider, name }, list }) => ({
    ...{ provider, account: name },
    ...(list && { operation: list.id }),
    status: 'skipped' as const,
  }));
  const unreachable = told
    .filter(({ status }) => status === 'failed')
    .map((one) => `${one.provider}/${one.account}`);
  return {
    meetings,
    worst,
    complete: problems.size === 0,
    unreachable: [...new Set(unreachable)],
    sources: [...told, ...idle],
    next: next && { began, ...placeOf(next, rows.at(-1)?.row, began), given },
  };
}

type AnyReader = ListReader | BookingsReader;

/** What reads a list of an account: of a list of one host, one for each host. */
function readersOf(
  list: VendorList,
  { name: account, bookings }: ComposeContext['accounts'][number],
  about: Pick<AnyReader, 'context' | 'wanted' | 'began'>,
): AnyReader[] {
  if (list.read !== 'by-host') return [{ ...about, list, account }];
  const { hosts = [], days = 1 } = bookings ?? {};
  return hosts.map((host) => ({ ...about, list, account, host, days }));
}

const nameOf = (reader: AnyReader): string =>
  `${reader.account} ${reader.list.id}${'host' in reader ? ` ${reader.host}` : ''}`;

async function* kept(rows: AsyncIterable<Placed<Meeting>>, { keep }: Wanted) {
  for await (const placed of rows) if (keep(placed.row)) yield placed;
}

/** What a vendor sends that cannot be read is its failure; whatever else is none of its own is ours. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RangeError)
    return new Problem('provider-malformed', 'The list of the vendor is in no order.');
  throw error;
}

/** A breaker that opened is the consequence of what opened it, of which there is more to learn. */
const gravity = ({ slug, kind }: Problem): number => (slug === 'provider-circuit-open' ? 0 : kind.status);

/** All sources but those that failed were read as far as the last row. */
function placeOf(next: Record<string, Position>, last: Meeting | undefined, began: number) {
  const key = last && keyOf(last, began);
  const at: Place['at'] = {};
  for (const [name, { after, offset }] of Object.entries(next)) {
    const other = JSON.stringify(after) !== JSON.stringify(key);
    if (offset > 0 || other)
      at[name] = { ...(offset > 0 && { offset }), ...(other && { after: after ?? null }) };
  }
  return { at, ...(key && { last: key }) };
}

const positionsOf = ({ at, last }: Place, sources: readonly { name: string }[]): Record<string, Position> =>
  Object.fromEntries(
    sources.map(({ name }) => {
      const { offset = 0, after = last } = at[name] ?? {};
      return [name, { offset, ...(after && { after }) }];
    }),
  );
