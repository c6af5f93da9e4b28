import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import type { AttendanceSeen, StaySeen } from '../core/attendanceSeen.ts';
import type { EventData, MeetgateEvent } from '../core/event.ts';
import type { Sensitivity } from '../core/sensitivity.ts';
import type { Page } from './eventLog.object.ts';
import { eventLog } from './eventLog.ts';
import { eventOf, nameOf } from './logEntry.ts';
import { showEvent } from './showEvent.ts';

/** Of one read, so that no message between objects grows past 32 MiB. */
const BATCH = 500;
/** More than a meeting has; the stays of a webinar of a hundred thousand would not fit into an isolate. */
const MOST = 20_000;

/** What is known after some events. */
interface Tally extends Pick<AttendanceSeen, 'counts' | 'startTime' | 'endTime' | 'asOf'> {
  stays: Map<string, StaySeen>;
  /** When it last began. */
  begun?: number;
}

/**
 * What events of the last days (`EVENT_DAYS`) tell of who was in a meeting: joins and leaves where the vendor pushes them,
 * numbers where the watcher looks. Of what the vendor told there may have been more: nobody knows of what was lost.
 *
 * @param meetingId of the occurrence. Nothing is known of a text that is no id
 * @param hidden what of people the caller may not see
 */
export async function attendanceSeen(
  meetingId: string,
  hidden: readonly Sensitivity[],
  { config, env }: Pick<Services, 'config' | 'env'>,
): Promise<AttendanceSeen> {
  const name = nameOf(meetingId);
  const tally: Tally = { stays: new Map(), counts: [] };
  let read = 0;
  for (let page: Page['events'] | undefined, after = 0; name !== undefined && read < MOST; ) {
    page = await askObject(async () => await eventLog(env).readAbout(name, after, BATCH));
    // What no key opens any more is left out, as it is of the log.
    for (const event of await Promise.all(page.map((entry) => eventOf(entry, config.sealKeys))))
      if (event) add(event, hidden, tally);
    read += page.length;
    after = page.at(-1)?.seq ?? after;
    if (page.length < BATCH) break;
  }
  const { stays, counts, begun, ...times } = tally;
  if (begun !== undefined && times.endTime !== undefined && begun > times.endTime) delete times.endTime;
  return {
    stays: [...stays.values()].sort((a, b) => (a.joinTime ?? 0) - (b.joinTime ?? 0)),
    counts: counts.sort((a, b) => a.at - b.at),
    ...times,
  };
}

/** Adds what an event tells, in whatever order they come. */
function add(event: MeetgateEvent, hidden: readonly Sensitivity[], tally: Tally): void {
  const { type, time, data } = event;
  const at = Date.parse(time);
  const { participantCount } = data.meeting ?? {};
  tally.asOf = Math.max(tally.asOf ?? at, at);
  if (data.observedSince !== undefined && participantCount !== undefined && !type.endsWith('.ended'))
    tally.counts.push({ at, participantCount, precisionMs: at - Date.parse(data.observedSince) });
  if (type === 'meetgate.meeting.started') {
    tally.begun = Math.max(tally.begun ?? at, at);
    // A meeting that everybody has left may begin again.
    tally.startTime = Math.min(tally.startTime ?? at, Date.parse(data.meeting?.startTime ?? time));
  } else if (type === 'meetgate.meeting.ended') tally.endTime = Math.max(tally.endTime ?? at, at);
  else if (type.startsWith('meetgate.attendee.') && data.attendee) {
    const { attendee } = data;
    const left = type.endsWith('.left');
    const joinTime = attendee.joinTime ?? (left ? undefined : time);
    const key = JSON.stringify([attendee.id ?? attendee.number ?? attendee.displayName, joinTime]);
    // Who left is told with when they came: the same stay, and all there is to know of it.
    if (!left && tally.stays.has(key)) return;
    const { userId, number } = attendee;
    const shown = showEvent({ ...event, data: { attendee } }, hidden).data.attendee ?? {};
    tally.stays.set(key, {
      ...stayOf({ ...shown, joinTime }, left ? (attendee.leaveTime ?? time) : undefined),
      known: { ...(userId && { userId }), ...(number && { number }) },
    });
  }
}

function stayOf(
  { joinTime, leaveTime: _, ...who }: NonNullable<EventData['attendee']>,
  left: string | undefined,
): Omit<StaySeen, 'known'> {
  return {
    ...who,
    ...(joinTime !== undefined && { joinTime: Date.parse(joinTime) }),
    ...(left !== undefined && { leaveTime: Date.parse(left) }),
  };
}
