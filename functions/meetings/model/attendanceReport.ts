import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import { personal } from '../../core/sensitivity.ts';
import { instant, source } from './meeting.ts';

/** From most to least: a person who was more than one is told as the first. */
export const ROLES = ['host', 'cohost', 'presenter', 'attendee', 'unknown'] as const;
export type Role = (typeof ROLES)[number];
/** How a stay is known: told by the provider's list, by its events, or seen by asking again and again. */
export const OBSERVERS = ['vendor', 'event', 'watcher'] as const;
export type Observer = (typeof OBSERVERS)[number];
/**
 * What is odd about an interval: its join or its leave was not told; it leaves before it joins; it reaches beyond the
 * meeting as the provider told that. Nothing is cut off.
 */
export const IRREGULARITIES = ['open', 'no_join', 'reversed', 'outside'] as const;
export type Irregularity = (typeof IRREGULARITIES)[number];

const seconds = (description: string) => described(z.optional(z.int().check(z.minimum(0))), description);

export const identity = z.looseObject({
  type: described(z.enum(['user', 'device', 'phone', 'anonymous', 'unknown']), 'What joined.'),
  userId: described(z.optional(z.string()), 'The user’s id at the provider.'),
  email: personal(described(z.optional(z.string()), 'E-mail address.')),
  number: personal(described(z.optional(z.string()), 'SIP or telephone number.')),
});

const attendanceInterval = z.looseObject({
  joinTime: z.nullable(instant('When they joined; null where nobody told.')),
  leaveTime: z.nullable(instant('When they left; null while they are in, or where nobody told.')),
  durationInSeconds: seconds('How long; an open one up to the end of the meeting, else up to `asOf`.'),
  device: described(z.optional(z.string()), 'Kind of device, in the provider’s words.'),
  media: described(z.optional(z.string()), 'Kind of media, in the provider’s words.'),
  observed: described(z.enum(OBSERVERS), 'How it is known.'),
  precisionInSeconds: seconds('How far the times may be off, for what was seen by asking again and again.'),
  irregular: described(z.optional(z.array(z.enum(IRREGULARITIES))), 'What is odd about it.'),
});

export const attendanceRecord = z.looseObject({
  participant: z.looseObject({
    displayName: described(z.optional(z.string()), 'The name that they had last.'),
    role: described(z.enum(ROLES), 'The most that they were.'),
    department: described(z.optional(z.string()), 'Department.'),
    identity,
  }),
  firstJoinTime: z.nullable(instant('First join; null where nobody told.')),
  lastLeaveTime: z.nullable(instant('Last leave; null while they are in, or where nobody told.')),
  joinCount: described(z.int().check(z.minimum(1)), 'How often they joined.'),
  totalAttendanceInSeconds: seconds(
    'How long they were there: two devices at once count once. Absent where no join was told.',
  ),
  attendanceIntervals: described(z.array(attendanceInterval), 'Each join, in order.'),
});
export type AttendanceRecord = z.output<typeof attendanceRecord>;
export type AttendanceInterval = z.output<typeof attendanceInterval>;

/** Who was in one occurrence of a meeting, and for how long. */
export const attendanceReport = z.looseObject({
  meetingId: described(z.string(), 'The meeting.'),
  meetingStartTime: z.nullish(instant('When it began.')),
  meetingEndTime: z.nullish(instant('When it ended; null while it runs.')),
  asOf: instant('The instant that the report holds for.'),
  coverage: described(
    z.enum(['complete', 'partial', 'not_recorded']),
    'All of it; some of it, as it runs, a time was not told or only events and the watcher saw it; nothing, as nobody recorded it.',
  ),
  totalParticipantCount: described(z.int().check(z.minimum(0)), 'How many people are in the report.'),
  attendanceRecords: z.array(attendanceRecord),
  participantCounts: described(
    z.optional(
      z.array(
        z.looseObject({
          time: instant('When it was seen.'),
          participantCount: described(z.int(), 'How many were in it.'),
          observed: described(z.enum(OBSERVERS), 'How it is known.'),
          precisionInSeconds: seconds('By how much earlier it may have been so.'),
        }),
      ),
    ),
    'How many were in it, as the watcher saw, each time that it changed: only where the provider does not tell who was.',
  ),
  source: z.optional(source),
});
export type AttendanceReport = z.output<typeof attendanceReport>;
