import * as z from 'zod';
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

const seconds = (description: string) => z.int().min(0).optional().meta({ description });

export const identity = z.looseObject({
  type: z.enum(['user', 'device', 'phone', 'anonymous', 'unknown']).meta({ description: 'What joined.' }),
  userId: z.string().optional().meta({ description: 'The user’s id at the provider.' }),
  email: personal(z.string().optional().meta({ description: 'E-mail address.' })),
  number: personal(z.string().optional().meta({ description: 'SIP or telephone number.' })),
});

const attendanceInterval = z.looseObject({
  joinTime: instant('When they joined; null where nobody told.').nullable(),
  leaveTime: instant('When they left; null while they are in, or where nobody told.').nullable(),
  durationInSeconds: seconds('How long; an open one up to the end of the meeting, else up to `asOf`.'),
  device: z.string().optional().meta({ description: 'Kind of device, in the provider’s words.' }),
  media: z.string().optional().meta({ description: 'Kind of media, in the provider’s words.' }),
  observed: z.enum(OBSERVERS).meta({ description: 'How it is known.' }),
  precisionInSeconds: seconds('How far the times may be off, for what was seen by asking again and again.'),
  irregular: z.array(z.enum(IRREGULARITIES)).optional().meta({ description: 'What is odd about it.' }),
});

export const attendanceRecord = z.looseObject({
  participant: z.looseObject({
    displayName: z.string().optional().meta({ description: 'The name that they had last.' }),
    role: z.enum(ROLES).meta({ description: 'The most that they were.' }),
    department: z.string().optional().meta({ description: 'Department.' }),
    identity,
  }),
  firstJoinTime: instant('First join; null where nobody told.').nullable(),
  lastLeaveTime: instant('Last leave; null while they are in, or where nobody told.').nullable(),
  joinCount: z.int().min(1).meta({ description: 'How often they joined.' }),
  totalAttendanceInSeconds: seconds(
    'How long they were there: two devices at once count once. Absent where no join was told.',
  ),
  attendanceIntervals: z.array(attendanceInterval).meta({ description: 'Each join, in order.' }),
});
export type AttendanceRecord = z.output<typeof attendanceRecord>;
export type AttendanceInterval = z.output<typeof attendanceInterval>;

/** Who was in one occurrence of a meeting, and for how long. */
export const attendanceReport = z.looseObject({
  meetingId: z.string().meta({ description: 'The meeting.' }),
  meetingStartTime: instant('When it began.').nullish(),
  meetingEndTime: instant('When it ended; null while it runs.').nullish(),
  asOf: instant('The instant that the report holds for.'),
  coverage: z.enum(['complete', 'partial', 'not_recorded']).meta({
    description:
      'All of it; some of it, as it runs, a time was not told or only events and the watcher saw it; nothing, as nobody recorded it.',
  }),
  totalParticipantCount: z.int().min(0).meta({ description: 'How many people are in the report.' }),
  attendanceRecords: z.array(attendanceRecord),
  source: source.optional(),
});
export type AttendanceReport = z.output<typeof attendanceReport>;
