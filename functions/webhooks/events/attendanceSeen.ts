import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { EventData, MeetgateEvent } from '../../core/event.ts';
import type { Page } from './eventLog.object.ts';
import { eventOf, nameOf } from './logEntry.ts';
import { eventLog } from './publish.ts';

/** Somebody's stay as events tell it: the attendee in the words of events, times as epoch milliseconds. */
export interface StaySeen extends Omit<NonNullable<EventData['attendee']>, 'joinTime' | 'leaveTime'> {
  /** Absent where nobody told. */
  joinTime?: number;
  /** Absent while they are in, or where nobody told. */
  leaveTime?: number;
}

/** What is known of who was in one occurrence of a meeting, from events alone. Times are epoch milliseconds. */
export interface AttendanceSeen {
  /** Who came and went, as the vendor told, by when they came. Some vendors tell of nobody. */
  stays: StaySeen[];
  /** How many were in it, as the watcher saw: exact to `precisionMs` before `at`. */
  counts: { at: number; participantCount: number; precisionMs: number }[];
  startTime?: number;
  endTime?: number;
  /** Whether the log has all that was told since its beginning. False: there may have been more. */
  complete: boolean;
}

/** Of one read, so that no message between objects grows past 32 MiB. */
const BATCH = 500;
/** More than a meeting has; the stays of a webinar of a hundred thousand would not fit into an isolate. */
const MOST = 20_000;

/**
 * What events of the last days (`EVENT_DAYS`) tell of who was in a meeting: joins and leaves where the vendor pushes them,
 * numbers where the watcher looks. All of it: who calls this withholds what its caller may not see.
 *
 * @param meetingId of the occurrence. Nothing is known of a text that is no id
 */
export async function attendanceSeen(
  meetingId: string,
  { config, env }: Pick<Services, 'config' | 'env'>,
): Promise<AttendanceSeen> {
  const name = nameOf(meetingId);
  const events: MeetgateEvent[] = [];
  let read = 0;
  let unreadable = false;
  for (let page: Page['events'] | undefined, after = 0; name !== undefined && read < MOST; ) {
    page = await askObject(async () => await eventLog(env).readAbout(name, after, BATCH));
    for (const event of await Promise.all(page.map((entry) => eventOf(entry, config.sealKeys)))) {
      if (event) events.push(event);
      else unreadable = true;
    }
    read += page.length;
    after = page.at(-1)?.seq ?? after;
    if (page.length < BATCH) break;
  }
  return { ...toldBy(events), ...(unreadable || read >= MOST ? { complete: false } : {}) };
}

/** The same of events, in whatever order they came. */
export function toldBy(events: readonly MeetgateEvent[]): AttendanceSeen {
  const stays = new Map<string, StaySeen>();
  const counts: AttendanceSeen['counts'] = [];
  const times: Pick<AttendanceSeen, 'startTime' | 'endTime'> = {};
  let begun: number | undefined;
  for (const { type, time, data } of events) {
    const at = Date.parse(time);
    const { participantCount } = data.meeting ?? {};
    if (data.observedSince !== undefined && participantCount !== undefined && !type.endsWith('.ended'))
      counts.push({ at, participantCount, precisionMs: at - Date.parse(data.observedSince) });
    if (type === 'meetgate.meeting.started') {
      begun = Math.max(begun ?? at, at);
      // A meeting that everybody has left may begin again.
      times.startTime = Math.min(times.startTime ?? at, Date.parse(data.meeting?.startTime ?? time));
    } else if (type === 'meetgate.meeting.ended') times.endTime = Math.max(times.endTime ?? at, at);
    else if (type.startsWith('meetgate.attendee.') && data.attendee) {
      const stay = stayOf(data.attendee, type, at);
      const key = JSON.stringify([stay.id ?? stay.number ?? stay.displayName, stay.joinTime]);
      // Who left is told with when they came: the same stay, and all there is to know of it.
      if (type.endsWith('.left') || !stays.has(key)) stays.set(key, stay);
    }
  }
  if (begun !== undefined && times.endTime !== undefined && begun > times.endTime) delete times.endTime;
  return {
    stays: [...stays.values()].sort((a, b) => (a.joinTime ?? 0) - (b.joinTime ?? 0)),
    counts: counts.sort((a, b) => a.at - b.at),
    ...times,
    complete: begun !== undefined,
  };
}

function stayOf(
  { joinTime, leaveTime, ...who }: NonNullable<EventData['attendee']>,
  type: string,
  at: number,
): StaySeen {
  const left = type.endsWith('.left');
  const came = joinTime === undefined ? (left ? undefined : at) : Date.parse(joinTime);
  const went = leaveTime === undefined ? at : Date.parse(leaveTime);
  return { ...who, ...(came !== undefined && { joinTime: came }), ...(left && { leaveTime: went }) };
}
