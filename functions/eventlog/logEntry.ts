import { type SealKey, seal, unseal } from '../config/seal.ts';
import type { MeetgateEvent } from '../core/event.ts';
import { isRecord } from '../core/isRecord.ts';
import { readMeetingId } from '../meetings/model/meetingId.ts';

/** An event as the log takes it. */
export interface LogEntry {
  id: string;
  /** Absent for what the gateway itself tells. */
  account?: string | undefined;
  type: string;
  /** The meeting that it tells something of that `attendanceSeen` reads, as `nameOf` names it. */
  about?: string | undefined;
  /** What it says of a meeting that may be told and observed as well. */
  transitions: Transition[];
  sealed: string;
}

/** Something that a vendor may tell and the watcher may observe: both are one. */
export interface Transition {
  /** What happened to which meeting. */
  same: string;
  /** When. Epoch milliseconds. */
  at: number;
  /** When the watcher had looked before; absent where the vendor told. */
  since?: number | undefined;
}

/** Types of which more than one may tell, and what that is. */
const TRANSITIONS: Record<string, string> = {
  'meetgate.meeting.started': 'started',
  'meetgate.meeting.ended': 'ended',
  'meetgate.meeting.attendance_changed': 'attendance',
  'meetgate.attendee.joined': 'attendance',
  'meetgate.attendee.left': 'attendance',
};
/** The vendor dates what it tells by its own clock, and lists may lag behind. */
const SLACK_MS = 5 * 60_000;

/** An event, sealed. @param watched whether the watcher looks at this account, too */
export async function entryOf(event: MeetgateEvent, keys: SealKey[], watched: boolean): Promise<LogEntry> {
  const { id, type } = event;
  return {
    id,
    account: accountOf(event),
    type,
    about: TRANSITIONS[type] && event.data.meeting?.id && nameOf(event.data.meeting.id),
    transitions: watched ? transitionsOf(event) : [],
    sealed: await seal(event, ownerOf(id), keys),
  };
}

/** Opens what `entryOf` sealed. Undefined where its key is no longer among the keys. */
export async function eventOf(
  { id, sealed }: Pick<LogEntry, 'id' | 'sealed'>,
  keys: SealKey[],
): Promise<MeetgateEvent | undefined> {
  const event = await unseal(sealed, ownerOf(id), keys);
  return isRecord(event) ? (event as unknown as MeetgateEvent) : undefined;
}

/** The account in `/huawei/main`; undefined for what the gateway itself tells. */
export const accountOf = ({ source }: Pick<MeetgateEvent, 'source'>): string | undefined =>
  source.split('/')[2];

/** What an occurrence is filed under: by the vendor's own id, whatever kind of meeting it was taken for. */
export function nameOf(meetingId: string): string | undefined {
  const key = readMeetingId(meetingId);
  return key && `${key.provider}/${key.account}/${key.own}`;
}

const ownerOf = (id: string) => `event:${id}`;

/** By the occurrence and by the number: a message and a list may tell only one of them. */
function transitionsOf({ source, type, time, data }: MeetgateEvent): Transition[] {
  const what = TRANSITIONS[type];
  if (!what) return [];
  const { meeting, observedSince } = data;
  return [meeting?.id, meeting?.meetingNumber].flatMap((name) =>
    name === undefined
      ? []
      : [
          {
            same: `${source} ${what} ${name}`,
            at: Date.parse(time),
            ...(observedSince && { since: Date.parse(observedSince) }),
          },
        ],
  );
}

/**
 * Whether something need not be told again. What is observed was told where the vendor told it since the former look; what the
 * vendor tells of a meeting as a whole was observed where it happened between two looks. Who came or left is always told.
 */
export function isShutOut(
  { same, at, since }: Transition,
  alike: readonly { at: number; since: number | null }[],
): boolean {
  if (since !== undefined)
    return alike.some(
      (told) => told.since === null && told.at >= since - SLACK_MS && told.at <= at + SLACK_MS,
    );
  return (
    !same.includes(' attendance ') &&
    alike.some((seen) => seen.since !== null && at >= seen.since - SLACK_MS && at <= seen.at)
  );
}
