import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import { mergeSorted } from '../merge/mergeSorted.ts';
import type { Key, Placed, Position } from '../merge/order.ts';
import type { Meeting } from '../model/meeting.ts';
import type { MeetingList } from '../model/meetingList.ts';
import { endedSince, keyOf } from './keyOf.ts';
import { type ListReader, readList } from './readList.ts';
import { type Stretch, type VendorList, vendorLists } from './vendorLists.ts';

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
  /** Meetings of Huawei's that were given before they ended: number and minute. */
  given: string[];
}

export interface ReadPage extends Pick<MeetingList, 'complete' | 'unreachable' | 'sources'> {
  meetings: Meeting[];
  next: Place | null;
  /** The gravest of its failures. */
  worst?: Problem | undefined;
}

/** What lasts longer than this while a list is read may be given a second time; more would make cursors too long. */
const MOST_GIVEN = 200;
const MINUTE = 60_000;

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
  const readers = accounts.flatMap(({ provider, name: account }) =>
    vendorLists
      .filter((list) => list.mapping.provider === provider && wanted.lists(list))
      .map((list): ListReader => ({ list, account, context, wanted, began })),
  );
  const sources = readers.map((reader) => ({
    name: nameOf(reader),
    rowsAfter: (position: Position) => kept(readList(reader, position), wanted),
  }));
  const { rows, next, failed } = await mergeSorted(sources, positionsOf(place, sources), wanted.limit);
  const problems = new Map(failed.map(({ source, error }) => [source, problemOf(error)]));
  const [worst] = [...problems.values()].toSorted((a, b) => b.kind.status - a.kind.status);
  if (worst && (wanted.whole || problems.size === readers.length)) throw worst;

  const given = [...place.given];
  const meetings: Meeting[] = [];
  for (const { row } of rows) {
    if (wasGiven(row, given, began)) continue;
    if (row.status !== 'ended' && row.kind === 'meeting' && row.meetingNumber) given.push(markOf(row));
    meetings.push(row);
  }
  const told = readers.map((reader) => {
    const { list, account } = reader;
    const problem = problems.get(nameOf(reader));
    const state = problem ? 'failed' : reader.told?.freshness === 'stale' ? 'stale' : 'ok';
    return {
      provider: list.mapping.provider,
      account,
      operation: list.id,
      status: state,
      ...(reader.told && { observedAt: new Date(reader.told.at).toISOString() }),
      count: rows.filter(({ source }) => source === nameOf(reader)).length,
      ...(problem && { problem: { slug: problem.slug, detail: problem.message } }),
    } as const;
  });
  const idle = accounts
    .filter(({ provider, name }) => !told.some((one) => one.provider === provider && one.account === name))
    .map(({ provider, name }) => ({ provider, account: name, status: 'skipped' as const }));
  const unreachable = told
    .filter(({ status }) => status === 'failed')
    .map((one) => `${one.provider}/${one.account}`);
  return {
    meetings,
    worst,
    complete: problems.size === 0,
    unreachable: [...new Set(unreachable)],
    sources: [...told, ...idle],
    next: next && { began, ...placeOf(next, rows.at(-1)?.row, began), given: given.slice(-MOST_GIVEN) },
  };
}

const nameOf = ({ account, list }: Pick<ListReader, 'account' | 'list'>): string => `${account} ${list.id}`;

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

const markOf = ({ meetingNumber, scheduledStartTime, startTime }: Meeting): string =>
  `${meetingNumber}@${Math.floor(Date.parse(scheduledStartTime ?? startTime ?? '') / MINUTE)}`;

/** Whether a meeting that has ended is one that was given before: of that number, booked near its start. */
function wasGiven(meeting: Meeting, given: readonly string[], began: number): boolean {
  if (endedSince(meeting, began) === undefined) return false;
  const start = Date.parse(meeting.startTime ?? '') / MINUTE;
  return given.some((mark) => {
    const [number, minute] = mark.split('@');
    const late = start - Number(minute);
    // As far from what was booked as `isOccurrence` allows.
    return number === meeting.meetingNumber && late >= -30 && late < 120;
  });
}
