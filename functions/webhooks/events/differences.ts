import type { MeetgateEvent } from '../../core/event.ts';
import type { ProviderId } from '../../core/provider.ts';
import { defined } from '../../core/push.ts';
import { toEvent } from './toEvent.ts';

/** What is remembered of a meeting that runs. */
export interface Running {
  id: string;
  meetingNumber?: string | undefined;
  startTime?: string | undefined;
  participantCount?: number | undefined;
  /** The list that it is on: the id of the operation. */
  list: string;
  /** When it was last on it. Epoch milliseconds. */
  at: number;
  /** When it was first not on it. A row may slip from one page to another while they are read: only twice means gone. */
  missed?: number | undefined;
}

/** The live lists of an account as they were at a moment. */
export interface Look {
  running: Record<string, Running>;
  /** When each list was last read from end to end. Epoch milliseconds. Nobody knows what is not on one that was not. */
  whole: Record<string, number>;
}

/**
 * What happened between two looks, as events marked `observed`, and what to remember of the second. Of a list that failed, or
 * was read in part, nothing has ended; and what is on one for the first time has begun only since it was read whole.
 *
 * @param at when the second look was. Epoch milliseconds
 */
export async function differences(
  before: Look,
  now: Look,
  at: number,
  source: { provider: ProviderId; account: string },
): Promise<{ events: MeetgateEvent[]; next: Look }> {
  const found: Parameters<typeof toEvent>[0][] = [];
  const next: Look = { running: { ...now.running }, whole: { ...before.whole, ...now.whole } };
  const tell = (
    type: MeetgateEvent['type'],
    { id, meetingNumber, startTime, participantCount }: Running,
    { since, until = at, ...more }: { since: number; until?: number; endTime?: string },
  ) =>
    found.push({
      type,
      at: until,
      // Not by the moment of this look: the same is found again at the next one where it could not be published.
      what: [id, since],
      data: {
        meeting: defined({ id, meetingNumber, startTime, participantCount, ...more }) as NonNullable<
          MeetgateEvent['data']['meeting']
        >,
        observed: true,
        observedSince: new Date(since).toISOString(),
      },
    });
  for (const [id, one] of Object.entries(now.running)) {
    const former = before.running[id];
    const since = former?.at ?? before.whole[one.list];
    if (since === undefined) continue;
    if (!former) tell('meetgate.meeting.started', one, { since });
    else if (
      one.participantCount !== undefined &&
      former.participantCount !== undefined &&
      one.participantCount !== former.participantCount
    )
      tell('meetgate.meeting.attendance_changed', one, { since });
  }
  for (const [id, one] of Object.entries(before.running)) {
    if (id in now.running) continue;
    const { missed } = one;
    if (now.whole[one.list] === undefined) next.running[id] = one;
    else if (missed === undefined) next.running[id] = { ...one, missed: at };
    else {
      const endTime = new Date(missed).toISOString();
      tell('meetgate.meeting.ended', one, { since: one.at, until: missed, endTime });
    }
  }
  return { events: await Promise.all(found.map((one) => toEvent(one, source, at))), next };
}
