import { perform } from '../../calls/perform.ts';
import type { Services } from '../../config/services.ts';
import type { VendorOperation } from '../../core/operation.ts';
import { collectRows } from '../../core/paging.ts';
import type { ProviderId } from '../../core/provider.ts';
import { ongoingWebinar, onlineMeeting } from '../../meetings/mapping/huawei.ts';
import { type Mapping, meetingOf } from '../../meetings/mapping/mapping.ts';
import { liveConference } from '../../meetings/mapping/quanshi.ts';
import { listOngoingWebinars } from '../../vendors/huawei/operations/listOngoingWebinars.ts';
import { searchOnlineMeetings } from '../../vendors/huawei/operations/searchOnlineMeetings.ts';
import { listLiveConferences } from '../../vendors/quanshi/operations/listLiveConferences.ts';
import type { Look } from './differences.ts';

/** More than the largest enterprise has at once; where there are more, nobody knows which have ended. */
const MOST = 5_000;

/** The lists of what runs, and how their rows are read. */
const LISTS: readonly { operation: VendorOperation; mapping: Mapping; input: Record<string, unknown> }[] = [
  { operation: listOngoingWebinars as never, mapping: ongoingWebinar, input: { limit: 500 } },
  { operation: searchOnlineMeetings as never, mapping: onlineMeeting, input: { limit: 500 } },
  { operation: listLiveConferences as never, mapping: liveConference, input: { count: 500 } },
];

/**
 * Looks at all live lists of an account, by calls like any other: quotas and breakers hold.
 *
 * @throws Problem where a list fails, Error where one is not whole: then nothing is known to have ended
 */
export async function look(provider: ProviderId, account: string, services: Services): Promise<Look> {
  const at = services.now();
  const running: Look['running'] = {};
  let calls = 0;
  for (const { operation, mapping, input } of LISTS) {
    if (operation.provider.id !== provider || !operation.paging) continue;
    const { rows, complete } = await collectRows(
      operation.paging,
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
        return JSON.parse(new TextDecoder().decode(outcome.served.body)) as Record<string, unknown>;
      },
      MOST - Object.keys(running).length,
    );
    if (!complete) throw new Error('There are more meetings than the watcher looks at.');
    for (const row of rows) {
      const meeting = meetingOf(mapping, row as never, {
        account,
        observedAt: new Date(at).toISOString(),
        source: { operation: operation.id, freshness: 'live' },
        hidden: ['secret', 'personal'],
      });
      if (!meeting) continue;
      const { id, meetingNumber, startTime, participantCount } = meeting;
      running[id] = {
        id,
        meetingNumber: meetingNumber as string | undefined,
        startTime: (startTime ?? undefined) as string | undefined,
        participantCount: (participantCount ?? undefined) as number | undefined,
      };
    }
  }
  return { at, running };
}
