import * as z from 'zod';
import { personal, secret } from '../../core/sensitivity.ts';

/** RFC 3339 in UTC, such as `2026-11-25T09:00:00Z`. */
export const instant = (description: string) => z.iso.datetime().meta({ description });

export const MEETING_KINDS = ['meeting', 'webinar'] as const;
/** More may come: clients must accept a status that they do not know. */
export const MEETING_STATUSES = ['scheduled', 'ongoing', 'ended', 'cancelled', 'expired', 'unknown'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

/** Where a value of the model was got, and how old it may be. */
export const source = z.looseObject({
  operation: z
    .string()
    .meta({ description: 'The operation that told it, such as `huawei.listOngoingWebinars`.' }),
  requestId: z
    .string()
    .optional()
    .meta({ description: 'Id of the request that told it: its receipt is kept.' }),
  freshness: z.enum(['live', 'cached', 'stale', 'event']).meta({
    description:
      'Asked for this answer, shared with others, older than it may be shared, or told by an event.',
  }),
});
export type Source = z.output<typeof source>;

const host = z.looseObject({
  displayName: z.string().optional().meta({ description: 'Name.' }),
  userId: z.string().optional().meta({ description: 'The user’s id at the provider.' }),
  email: personal(z.string().optional().meta({ description: 'E-mail address.' })),
  mobile: personal(z.string().optional().meta({ description: 'Mobile number.' })),
  organization: z.string().optional().meta({ description: 'Department or organisation.' }),
});

/** How one gets in. Which of its members open a door is marked here and nowhere else. */
export const join = z.looseObject({
  url: secret(z.string().optional().meta({ description: 'Link for participants.' })),
  phoneNumbers: z.array(z.string()).optional().meta({ description: 'Numbers to dial in at.' }),
  passcode: secret(z.string().optional().meta({ description: 'Passcode of participants.' })),
  audienceUrl: secret(z.string().optional().meta({ description: 'Link for the audience of a webinar.' })),
  audiencePasscode: secret(z.string().optional().meta({ description: 'Passcode of that audience.' })),
  hostUrl: secret(z.string().optional().meta({ description: 'Link for the host.' })),
  hostPasscode: secret(z.string().optional().meta({ description: 'Passcode of the host.' })),
  withheld: z.array(z.string()).optional().meta({
    description: 'Members that the provider may have told and that the key has no scope for.',
  }),
});

/**
 * One occurrence of a meeting or webinar at either provider. A member that is absent was not told; null is known to be
 * none. Nothing is invented: where a provider does not tell the real start, there is none.
 */
export const meeting = z.looseObject({
  id: z
    .string()
    .meta({ description: 'Opaque id of this occurrence. It is never the number that people dial.' }),
  provider: z.string().meta({ description: 'The provider.' }),
  account: z.string().meta({ description: 'The account at the provider.' }),
  kind: z.enum(MEETING_KINDS).meta({ description: 'What it is.' }),
  meetingNumber: z.string().optional().meta({
    description: 'What people dial: the same for each occurrence of a series or of a personal room.',
  }),
  seriesId: z.string().optional().meta({ description: 'What the occurrences of a series share.' }),
  subject: z.string().optional().meta({ description: 'Subject.' }),
  status: z.enum(MEETING_STATUSES).meta({ description: 'Where it stands. More words may come.' }),
  providerStatus: z
    .string()
    .optional()
    .meta({ description: 'The same in the provider’s own word or number.' }),
  scheduledStartTime: instant('Booked start.').optional(),
  scheduledEndTime: instant('Booked end.').optional(),
  startTime: instant('When it began; null where it has not.').nullish(),
  endTime: instant('When it ended; null where it has not.').nullish(),
  timeZone: z.string().optional().meta({ description: 'IANA name of the zone that it was booked in.' }),
  host: host.optional(),
  join: join.optional(),
  participantCount: z.int().nullish().meta({ description: 'Who is in it; of an ended one, who was.' }),
  observedAt: instant('When the provider told this.'),
  source,
});
export type Meeting = z.output<typeof meeting>;
