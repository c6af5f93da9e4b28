import { perform } from '../../calls/perform.ts';
import type { Services } from '../../config/services.ts';
import type { VendorOperation } from '../../core/operation.ts';
import { collectRows } from '../../core/paging.ts';
import type { ProviderId } from '../../core/provider.ts';
import { ongoingWebinar, onlineMeeting } from '../../meetings/mapping/huawei.ts';
import { type Mapping, meetingOf } from '../../meetings/mapping/mapping.ts';
import { liveConference } from '../../meetings/mapping/quanshi.ts';
import { readMeetingId } from '../../meetings/model/meetingId.ts';
import { listOngoingWebinars } from '../../vendors/huawei/operations/listOngoingWebinars.ts';
import { searchOnlineMeetings } from '../../vendors/huawei/operations/searchOnlineMeetings.ts';
import { listLiveConferences } from '../../vendors/quanshi/operations/listLiveConferences.ts';
import type { Look } from './differences.ts';

/** Rows of a list: more than the largest enterprise has at once. A longer one is read in part. */
const MOST = 5_000;

/** A list of what runs, and how its rows are read. */
interface LiveList {
  operation: VendorOperation;
  mapping: Mapping;
  input: Record<string, unknown>;
}

/** What is on two of an account's lists counts on the first. */
const LISTS: readonly LiveList[] = [
  { operation: listOngoingWebinars as never, mapping: ongoingWebinar, input: { limit: 500 } },
  { operation: searchOnlineMeetings as never, mapping: onlineMeeting, input: { limit: 500, queryAll: true } },
  { operation: listLiveConferences as never, mapping: liveConference, input: { count: 500 } },
];

/** Whose lists, and when. */
interface Target {
  provider: ProviderId;
  account: string;
  /** Epoch milliseconds, by the vendor's clock. */
  at: number;
}

/**
 * Looks at all live lists of an account, by calls like any other: quotas and breakers hold. A list that fails is left out, so
 * that one which an account may not see does not keep it from the others.
 *
 * @throws where every list fails, what the first of them failed by
 */
export async function look({ provider, account, at }: Target, services: Services): Promise<Look> {
  const found: Look = { running: {}, whole: {} };
  const known = new Set<string>();
  const lists = LISTS.filter(({ operation }) => operation.provider.id === provider);
  const failures: unknown[] = [];
  for (const list of lists) {
    const { id } = list.operation;
    try {
      const { rows, whole } = await readList(list, account, services);
      for (const row of rows) {
        const one = runningOf(list, row as never, { provider, account, at });
        const own = one && readMeetingId(one.id)?.own;
        if (!own || known.has(own)) continue;
        known.add(own);
        found.running[one.id] = one;
      }
      if (whole) found.whole[id] = at;
    } catch (error) {
      failures.push(error);
      const { name } = error instanceof Error ? error : new Error();
      console.error(
        JSON.stringify({ event: 'watch-failed', source: `/${provider}/${account}`, list: id, error: name }),
      );
    }
  }
  if (failures.length === lists.length) throw failures[0];
  return found;
}

/** Every row of a list, and whether these are as many as the vendor says that there are. @throws Problem */
async function readList({ operation, input }: LiveList, account: string, services: Services) {
  const { paging } = operation;
  if (!paging) throw new Error(`${operation.id} has no pages.`);
  let calls = 0;
  let total = 0;
  const { rows, complete } = await collectRows(
    paging,
    input,
    async (page) => {
      const outcome = await perform(
        {
          requestId: `watch-${crypto.randomUUID()}-${++calls}`,
          operation: operation.id,
          input: page,
          caller: { name: 'watcher', scopes: ['read'], accounts: [account], users: [] },
          // An answer of a minute ago, kept for when a vendor fails, would look as if nothing had changed.
          options: { account, cache: 'no-store' },
          at: services.now(),
        },
        services,
      );
      if (!outcome.ok) throw outcome.problem;
      const answer = JSON.parse(new TextDecoder().decode(outcome.served.body)) as Record<string, unknown>;
      total = Number(answer[paging.total ?? '']);
      return answer;
    },
    MOST,
  );
  return { rows, whole: complete && !(rows.length < total) };
}

/** A row as what runs; undefined for what has not begun, or is over. */
function runningOf(
  { operation, mapping }: LiveList,
  row: Parameters<typeof meetingOf>[1],
  { account, at }: Target,
): Look['running'][string] | undefined {
  const meeting = meetingOf(mapping, row, {
    account,
    observedAt: new Date(at).toISOString(),
    source: { operation: operation.id, freshness: 'live' },
    hidden: ['secret', 'personal'],
  });
  // With the booked start in its id, it has none of its own yet: it would be another one once it has.
  if (!meeting || meeting.status === 'ended' || readMeetingId(meeting.id)?.occurrence) return undefined;
  const { id, meetingNumber, startTime, participantCount } = meeting;
  return {
    id,
    meetingNumber: meetingNumber as string | undefined,
    startTime: (startTime ?? undefined) as string | undefined,
    participantCount: (participantCount ?? undefined) as number | undefined,
    list: operation.id,
    at,
  };
}
