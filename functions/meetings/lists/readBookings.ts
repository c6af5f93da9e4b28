import { getStatus } from '../../vendors/quanshi/operations/getStatus.ts';
import { listRoomConferences } from '../../vendors/quanshi/operations/listRoomConferences.ts';
import { meetingTold } from '../mapping/meetingTold.ts';
import { quanshiStatusOf } from '../mapping/quanshi.ts';
import { id } from '../mapping/read.ts';
import { compareKeys, type Placed, type Position } from '../merge/order.ts';
import type { Meeting, MeetingStatus } from '../model/meeting.ts';
import { meetingIdOf, readMeetingId } from '../model/meetingId.ts';
import { keyOf } from './keyOf.ts';
import { noted, type Reader } from './readList.ts';
import type { HostList } from './vendorLists.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What was booked for so long ago and has not begun does not begin any more: Quanshi gives it twelve hours. */
const BEHIND = DAY;
/** A booking does not tell whether it runs. Nobody begins earlier than this before what was booked. INFERRED. */
const EARLY = 2 * HOUR;
/** Farther ahead nobody is asked. */
const AHEAD = 366 * DAY;
/** As many as `getStatus` takes. */
const AT_ONCE = 200;
const OVER: readonly MeetingStatus[] = ['cancelled', 'ended', 'expired'];

/** What one host has booked, and what is noted of it while it is read. */
export interface BookingsReader extends Reader {
  list: HostList;
  /** Id of the host. */
  host: string;
  /** How many days are asked for at once. */
  days: number;
}

/** The whole hour from which bookings are looked for. Epoch milliseconds. */
const lookedFrom = ({ wanted, began }: BookingsReader): number =>
  Math.floor(Math.max(wanted.from, began - BEHIND) / HOUR) * HOUR;

/** Up to when they are: as far as was asked for, else one stretch of time. Epoch milliseconds. */
export const lookedUntil = (reader: BookingsReader): number =>
  Number.isFinite(reader.wanted.to)
    ? Math.min(reader.wanted.to, reader.began + AHEAD)
    : lookedFrom(reader) + reader.days * DAY;

/**
 * What a host has booked and what of that runs, after a position, in order of the booked start: a stretch of time after the
 * other, as the vendor has no pages here. The stretches are the same for every page, so that these share answers.
 *
 * @throws Problem
 */
export async function* readBookings(
  reader: BookingsReader,
  { after }: Position,
): AsyncGenerator<Placed<Meeting>> {
  const { began, days } = reader;
  const end = lookedUntil(reader);
  for (let at = lookedFrom(reader); at < end; at += days * DAY) {
    const next = Math.min(at + days * DAY, end);
    if (after && next <= after.time) continue;
    const placed = (await booked(reader, at, next))
      .map((row) => ({ row, key: keyOf(row, began), offset: 0 }))
      // Whether the vendor counts what lies at the edges is not told.
      .filter(({ key }) => key.time >= at && key.time < next)
      .filter(({ key }) => !after || compareKeys(key, after) > 0);
    yield* placed.sort((a, b) => compareKeys(a.key, b.key));
  }
}

/** The bookings of a stretch of time that are not over. */
async function booked(reader: BookingsReader, from: number, to: number): Promise<Meeting[]> {
  const { list, account, context, host } = reader;
  const range = { startTime: from / 1000, endTime: Math.ceil(to / 1000) };
  const input = { userId: Number(host), ...range, inCycle: 1 } as const;
  const told = noted(reader, await context.ask(listRoomConferences, input, account));
  const teller = { operation: list.id, account, context };
  const rows = told.output.flatMap((row) => {
    const meeting = meetingTold(list.mapping, row, told, teller);
    return meeting && !OVER.includes(meeting.status) ? [{ meeting, event: Number(id(row.eventId)) }] : [];
  });
  const now = context.at;
  const near = ({ scheduledStartTime = '' }: Meeting) => Date.parse(scheduledStartTime) < now + EARLY;
  const asked = rows.flatMap(({ meeting, event }) =>
    near(meeting) && Number.isSafeInteger(event) && event > 0 ? event : [],
  );
  const status = new Map<number, unknown>();
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const eventIds = asked.slice(at, at + AT_ONCE);
    const answer = noted(reader, await context.ask(getStatus, { eventIds }, account));
    for (const row of answer.output.conferences) status.set(Number(row.eventId), row.status);
  }
  return (
    rows
      // Should a series have one eventId for all, its status is not that of what is far ahead.
      .map(({ meeting, event }) => asItStands(meeting, near(meeting) ? status.get(event) : undefined))
      .filter(({ status }) => !OVER.includes(status))
  );
}

/** A booking with what was told of it since, where that was asked for. */
function asItStands(meeting: Meeting, told: unknown): Meeting {
  const now =
    told === undefined
      ? meeting
      : { ...meeting, status: quanshiStatusOf(told), providerStatus: String(told) };
  if (now.status === 'scheduled') return { ...now, startTime: null, endTime: null };
  if (now.status !== 'ongoing') return now;
  // One of a series is known by its booked start until it runs, and then as the list of what runs has it.
  const key = readMeetingId(now.id);
  return { ...now, ...(key && { id: meetingIdOf({ ...key, occurrence: undefined }) }), endTime: null };
}
