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
  /** It was not on the last list. A row may slip from one page to another while they are read: only twice means gone. */
  missed?: true;
}

/** The live lists of an account as they were at a moment. */
export interface Look {
  /** Epoch milliseconds. */
  at: number;
  running: Record<string, Running>;
}

/** What happened between two looks, as events marked `observed`, and what to remember of the second. */
export async function differences(
  before: Look,
  now: Look,
  source: { provider: ProviderId; account: string },
): Promise<{ events: MeetgateEvent[]; next: Look }> {
  const found: Parameters<typeof toEvent>[0][] = [];
  const next: Look = { at: now.at, running: { ...now.running } };
  const tell = (type: MeetgateEvent['type'], { missed: _, ...meeting }: Running, more: object = {}) =>
    found.push({
      type,
      at: now.at,
      what: [meeting.id, now.at],
      data: {
        meeting: defined({ ...meeting, ...more }) as NonNullable<MeetgateEvent['data']['meeting']>,
        observed: true,
        observedSince: new Date(before.at).toISOString(),
      },
    });
  for (const [id, one] of Object.entries(now.running)) {
    const former = before.running[id];
    if (!former) tell('meetgate.meeting.started', one);
    else if (
      one.participantCount !== undefined &&
      former.participantCount !== undefined &&
      one.participantCount !== former.participantCount
    )
      tell('meetgate.meeting.attendance_changed', one);
  }
  for (const [id, one] of Object.entries(before.running)) {
    if (id in now.running) continue;
    if (one.missed) tell('meetgate.meeting.ended', one, { endTime: new Date(now.at).toISOString() });
    else next.running[id] = { ...one, missed: true };
  }
  return { events: await Promise.all(found.map((one) => toEvent(one, source, now.at))), next };
}
