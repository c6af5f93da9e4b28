import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import { getDashboardConference } from '../../vendors/quanshi/operations/getDashboardConference.ts';
import { getRoomConference } from '../../vendors/quanshi/operations/getRoomConference.ts';
import { getStatus } from '../../vendors/quanshi/operations/getStatus.ts';
import { listRoomConferences } from '../../vendors/quanshi/operations/listRoomConferences.ts';
import { readPage } from '../lists/readPage.ts';
import { meetingTold, sourceOf } from '../mapping/meetingTold.ts';
import { bookedConference, dashboardConference, quanshiStatusOf } from '../mapping/quanshi.ts';
import { id as idOf } from '../mapping/read.ts';
import { withBooking } from '../merge/withBooking.ts';
import type { Meeting } from '../model/meeting.ts';
import { type MeetingKey, meetingIdOf } from '../model/meetingId.ts';

/** A conference may be entered until twelve hours after what was booked: what lies farther ahead does not run. */
const FAR = 12 * 3_600_000;

/**
 * Quanshi's conference of a key: what runs is in its list; of what ran the dashboard tells, once the status has named the id
 * that it had; of what is booked its details, once the status has named its host. @throws Problem
 */
export async function findConference(key: MeetingKey, context: ComposeContext): Promise<Meeting | undefined> {
  const { provider, account, kind, own, occurrence } = key;
  // Should a series have one eventId for all, another occurrence of it may run now.
  if (occurrence !== undefined && Date.parse(occurrence) > context.at + FAR)
    return toCome(key, occurrence, context);
  const wanted = meetingIdOf({ provider, account, kind, own });
  const page = await readPage(
    {
      provider,
      account,
      lists: ({ has }) => has === 'ongoing',
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
  const stands: Meeting = {
    id: meetingIdOf(key),
    provider: 'quanshi',
    account,
    kind: 'meeting',
    status,
    providerStatus: String(row.status),
    ...(idOf(row.conferenceId) && { meetingNumber: idOf(row.conferenceId) }),
    observedAt: new Date(told.at).toISOString(),
    source: sourceOf(getStatus.id, told),
    ...(status === 'scheduled' && { startTime: null, endTime: null }),
  };
  const booked = await details(key, Number(row.userId), context).catch(orNothing);
  return booked ? { ...withBooking(stands, booked), source: booked.source } : stands;
}

/** One of a series that is to come, as its host has it booked. @throws Problem */
async function toCome(
  key: MeetingKey,
  occurrence: string,
  context: ComposeContext,
): Promise<Meeting | undefined> {
  const { account, own } = key;
  const asked = /^[1-9]\d{0,14}$/.test(own)
    ? await context.ask(getStatus, { eventIds: [Number(own)] }, account)
    : undefined;
  const userId = asked?.output.conferences[0]?.userId ?? 0;
  if (!(userId > 0)) return undefined;
  const startTime = Date.parse(occurrence) / 1000;
  const input = { userId, startTime, endTime: startTime + 60, inCycle: 1 } as const;
  const told = await context.ask(listRoomConferences, input, account);
  const teller = { operation: listRoomConferences.id, account, context };
  const found = told.output
    .map((row) => meetingTold(bookedConference, row, told, teller))
    .find((one) => one?.id === meetingIdOf(key));
  return found?.status === 'scheduled' ? { ...found, startTime: null, endTime: null } : found;
}

/** What was booked, as its host has it; undefined where no host is told, or another occurrence. @throws Problem */
async function details(
  key: MeetingKey,
  userId: number,
  context: ComposeContext,
): Promise<Meeting | undefined> {
  const { account, own } = key;
  if (!(userId > 0)) return undefined;
  const told = await context.ask(getRoomConference, { eventId: Number(own), userId }, account);
  const teller = { operation: getRoomConference.id, account, context };
  const found = told.output
    .map((row) => meetingTold(bookedConference, row, told, teller))
    // Of a series, what is told may be another occurrence.
    .find((one) => one && (key.occurrence === undefined || one.id === meetingIdOf(key)));
  return found && { ...found, id: meetingIdOf(key) };
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
