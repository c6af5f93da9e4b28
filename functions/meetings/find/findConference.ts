import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import { getDashboardConference } from '../../vendors/quanshi/operations/getDashboardConference.ts';
import { getStatus } from '../../vendors/quanshi/operations/getStatus.ts';
import { readPage } from '../lists/readPage.ts';
import { meetingTold, sourceOf } from '../mapping/meetingTold.ts';
import { dashboardConference, quanshiStatusOf } from '../mapping/quanshi.ts';
import { id as idOf } from '../mapping/read.ts';
import type { Meeting } from '../model/meeting.ts';
import { type MeetingKey, meetingIdOf } from '../model/meetingId.ts';

/**
 * Quanshi's conference of a key: what runs is in its list; of what ran the dashboard tells, once the status has named the id
 * that it had; of what is booked no more than the status is told without its host or its link. @throws Problem
 */
export async function findConference(key: MeetingKey, context: ComposeContext): Promise<Meeting | undefined> {
  const { provider, account, kind, own } = key;
  const wanted = meetingIdOf({ provider, account, kind, own });
  const page = await readPage(
    {
      provider,
      account,
      lists: () => true,
      keep: (one) => one.id === wanted,
      limit: 1,
      from: 0,
      to: Number.POSITIVE_INFINITY,
    },
    { began: context.at, at: {}, given: [] },
    context,
  ).catch(orNothing);
  const [live] = page?.meetings ?? [];
  if (live) return live;
  if (/^t\d{1,20}$/.test(own)) return dashboard(own.slice(1), key, context);
  if (!/^[1-9]\d{0,14}$/.test(own)) return undefined;
  const told = await context.ask(getStatus, { eventIds: [Number(own)] }, account);
  const [row] = told.output.conferences;
  const status = quanshiStatusOf(row?.status);
  if (!row || status === 'unknown') return undefined;
  const running = idOf(row.tempConferenceId);
  const known = running && (await dashboard(running, key, context).catch(orNothing));
  if (known) return known;
  return {
    id: meetingIdOf(key),
    provider: 'quanshi',
    account,
    kind: 'meeting',
    status,
    providerStatus: String(row.status),
    ...(idOf(row.conferenceId) && { meetingNumber: idOf(row.conferenceId) }),
    observedAt: new Date(told.at).toISOString(),
    source: sourceOf(getStatus.id, told),
  };
}

async function dashboard(
  running: string,
  key: MeetingKey,
  context: ComposeContext,
): Promise<Meeting | undefined> {
  const { account } = key;
  const told = await context.ask(getDashboardConference, { tempConferenceId: running }, account);
  const found = meetingTold(dashboardConference, told.output, told, {
    operation: getDashboardConference.id,
    account,
    context,
  });
  // Whatever it is called there, it is the one that was asked for.
  return found && { ...found, id: meetingIdOf(key) };
}

/** Another question may tell it; whoever fails there as well says so. */
function orNothing(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}
