import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import { getDashboardConference } from '../../vendors/quanshi/operations/getDashboardConference.ts';
import { getRoomConference } from '../../vendors/quanshi/operations/getRoomConference.ts';
import { getStatus } from '../../vendors/quanshi/operations/getStatus.ts';
import { listRoomConferences } from '../../vendors/quanshi/operations/listRoomConferences.ts';
import { readPage } from '../lists/readPage.ts';
import { asItStands, timesBy } from '../mapping/asItStands.ts';
import { meetingTold, sourceOf } from '../mapping/meetingTold.ts';
import { bookedConference, dashboardConference, quanshiStatusOf } from '../mapping/quanshi.ts';
import { id as idOf } from '../mapping/read.ts';
import { withBooking } from '../merge/withBooking.ts';
import { type Meeting, OVER } from '../model/meeting.ts';
import { isRunOf, type MeetingKey, meetingIdOf } from '../model/meetingId.ts';

/** A conference may be entered until twelve hours after what was booked: what lies farther ahead does not run. */
const FAR = 12 * 3_600_000;
/** Each is a call of the vendor, and anybody can make up an id. */
const MOST_HOSTS = 20;

/**
 * Quanshi's conference of a key: what runs is in its list; of what ran the dashboard tells, once the status has named the id
 * that it had; of what is booked its host's list, once the status has named the host. @throws Problem
 */
export async function findConference(key: MeetingKey, context: ComposeContext): Promise<Meeting | undefined> {
  const { provider, account, kind, own, occurrence } = key;
  const far = occurrence !== undefined && Date.parse(occurrence) > context.at + FAR;
  // Should a series have one eventId for all, another occurrence of it may run now, or have run last.
  const isMeant = ({ startTime }: Meeting) =>
    !occurrence || !startTime || isRunOf(occurrence, Date.parse(startTime));
  const wanted = meetingIdOf({ provider, account, kind, own });
  const page = await (far
    ? undefined
    : readPage(
        {
          provider,
          account,
          lists: ({ has }) => has.includes('ongoing'),
          keep: (one) => one.id === wanted && isMeant(one),
          limit: 1,
          from: 0,
          to: Number.POSITIVE_INFINITY,
        },
        { began: context.at, at: {}, given: [] },
        context,
      ).catch(orNothing));
  const [live] = page?.meetings ?? [];
  if (live) return live;
  if (/^t\d{1,20}$/.test(own)) return dashboard(own.slice(1), key, context);
  if (!/^[1-9]\d{0,14}$/.test(own)) return undefined;
  const told = await context.ask(getStatus, { eventIds: [Number(own)] }, account);
  const [row] = told.output.conferences;
  const status = quanshiStatusOf(row?.status);
  if (!row || status === 'unknown') return cancelled(key, context);
  const booking = () => bookingOf(key, Number(row.userId), context);
  const standing = (booked: Meeting | undefined) => booked && asItStands(booked, undefined);
  if (far) return standing(await booking());
  const running = idOf(row.tempConferenceId);
  const [ran, booked] = await Promise.all([
    running ? dashboard(running, key, context).catch(orNothing) : undefined,
    booking().catch(orNothing),
  ]);
  if (ran && !isMeant(ran)) return standing(booked ?? (await booking()));
  if (ran) return booked ? withBooking(ran, booked) : ran;
  if (booked) return asItStands(booked, row.status);
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
    ...timesBy(status),
  };
}

/**
 * What was cancelled has no status any more (INFERRED): whoever of the first configured hosts has it booked tells. That of
 * others is in lists alone.
 */
async function cancelled(key: MeetingKey, context: ComposeContext): Promise<Meeting | undefined> {
  const account = context.accounts.find(
    ({ provider, name }) => provider === key.provider && name === key.account,
  );
  for (const host of account?.bookings?.hosts.slice(0, MOST_HOSTS) ?? []) {
    const found = await bookingOf(key, Number(host), context).catch(orNothing);
    if (found && OVER.includes(found.status)) return asItStands(found, undefined);
  }
  return undefined;
}

/** What was booked, as its host has it; undefined where no host is told. @throws Problem */
async function bookingOf(
  key: MeetingKey,
  userId: number,
  context: ComposeContext,
): Promise<Meeting | undefined> {
  const { account, own, occurrence } = key;
  if (!(userId > 0)) return undefined;
  const startTime = Date.parse(occurrence ?? '') / 1000;
  const range = { startTime, endTime: startTime + 60, inCycle: 1 } as const;
  const told = await (occurrence === undefined
    ? context.ask(getRoomConference, { eventId: Number(own), userId }, account)
    : context.ask(listRoomConferences, { userId, ...range }, account));
  const operation = occurrence === undefined ? getRoomConference.id : listRoomConferences.id;
  const teller = { operation, account, context };
  const found = told.output
    .map((row) => meetingTold(bookedConference, row, told, teller))
    .find((one) => one && (occurrence === undefined || one.id === meetingIdOf(key)));
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
