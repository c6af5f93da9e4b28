import { getStatus } from '../../vendors/quanshi/operations/getStatus.ts';
import { listRoomConferences } from '../../vendors/quanshi/operations/listRoomConferences.ts';
import { asItStands } from '../mapping/asItStands.ts';
import { meetingTold } from '../mapping/meetingTold.ts';
import { id } from '../mapping/read.ts';
import { compareKeys, type Placed, type Position } from '../merge/order.ts';
import type { Meeting } from '../model/meeting.ts';
import { keyOf } from './keyOf.ts';
import { noted, type Reader } from './readList.ts';
import type { HostList } from './vendorLists.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A booking does not tell whether it runs. Nobody begins earlier than this before what was booked. INFERRED. */
const EARLY = 2 * HOUR;
/** Farther ahead nobody is asked. */
const AHEAD = 366 * DAY;
/** As many as `getStatus` takes. */
const AT_ONCE = 200;

/** What one host has booked, and what is noted of it while it is read. */
export interface BookingsReader extends Reader {
  list: HostList;
  /** Id of the host. */
  host: string;
  /** How many days are asked for at once. */
  days: number;
}

/** The whole hour from which bookings are looked for. Epoch milliseconds. */
const lookedFrom = ({ wanted }: BookingsReader): number => wholeHour(wanted.from);
const wholeHour = (ms: number) => Math.floor(ms / HOUR) * HOUR;

/** Up to when they are: as far as was asked for, else one stretch of time from now on. Epoch milliseconds. */
export const lookedUntil = (reader: BookingsReader): number =>
  Number.isFinite(reader.wanted.to)
    ? Math.min(reader.wanted.to, reader.began + AHEAD)
    : Math.max(lookedFrom(reader), wholeHour(reader.began - DAY)) + reader.days * DAY;

/**
 * What a host has booked, and what of that runs or is over, after a position, in order of the booked start: a stretch of time after the
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

/** The bookings of a stretch of time, as they stand. */
async function booked(reader: BookingsReader, from: number, to: number): Promise<Meeting[]> {
  const { list, account, context, host } = reader;
  const range = { startTime: from / 1000, endTime: Math.ceil(to / 1000) };
  const input = { userId: Number(host), ...range, inCycle: 1 } as const;
  const told = noted(reader, await context.ask(listRoomConferences, input, account));
  const teller = { operation: list.id, account, context };
  const rows = told.output.flatMap((row) => {
    const meeting = meetingTold(list.mapping, row, told, teller);
    return meeting ? [{ meeting, event: Number(id(row.eventId)), start: startOf(meeting) }] : [];
  });
  // Should a series have one eventId for all, its status is that of the last one that may have begun.
  const latest = new Map<number, number>();
  for (const { meeting, event, start } of rows)
    if (
      meeting.status !== 'cancelled' &&
      start < context.at + EARLY &&
      Number.isSafeInteger(event) &&
      event > 0
    )
      latest.set(event, Math.max(start, latest.get(event) ?? start));
  const asked = [...latest.keys()];
  const status = new Map<number, unknown>();
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const eventIds = asked.slice(at, at + AT_ONCE);
    const answer = noted(reader, await context.ask(getStatus, { eventIds }, account));
    for (const row of answer.output.conferences) status.set(Number(row.eventId), row.status);
  }
  return rows.map(({ meeting, event, start }) =>
    asItStands(meeting, latest.get(event) === start ? status.get(event) : undefined),
  );
}

const startOf = ({ scheduledStartTime = '' }: Meeting): number => Date.parse(scheduledStartTime);
