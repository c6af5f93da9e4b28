import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import { personal, secret } from '../../core/sensitivity.ts';

/** RFC 3339 in UTC, such as `2026-11-25T09:00:00Z`. */
export const instant = (description: string) => described(z.iso.datetime(), description);

export const MEETING_KINDS = ['meeting', 'webinar'] as const;
/** More may come: clients must accept a status that they do not know. */
export const MEETING_STATUSES = ['scheduled', 'ongoing', 'ended', 'cancelled', 'expired', 'unknown'] as const;
/** What does not run any more, or never did. */
export const OVER: readonly MeetingStatus[] = ['ended', 'cancelled', 'expired'];
export type MeetingKind = (typeof MEETING_KINDS)[number];
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

/** Where a value of the model was got, and how old it may be. */
export const source = z.looseObject({
  operation: described(z.string(), 'The operation that told it, such as `huawei.listOngoingWebinars`.'),
  requestId: described(z.optional(z.string()), 'Id of the request that told it: its receipt is kept.'),
  freshness: described(
    z.enum(['live', 'cached', 'stale', 'event']),
    'Asked for this answer, shared with others, older than it may be shared, or told by an event.',
  ),
});
export type Source = z.output<typeof source>;

const host = z.looseObject({
  displayName: described(z.optional(z.string()), 'Name.'),
  userId: described(z.optional(z.string()), 'The user’s id at the provider.'),
  email: personal(described(z.optional(z.string()), 'E-mail address.')),
  mobile: personal(described(z.optional(z.string()), 'Mobile number.')),
  organization: described(z.optional(z.string()), 'Department or organisation.'),
});

/** How one gets in. Which of its members open a door is marked here and nowhere else. */
export const join = z.looseObject({
  url: secret(described(z.optional(z.string()), 'Link for participants.')),
  phoneNumbers: described(z.optional(z.array(z.string())), 'Numbers to dial in at.'),
  passcode: secret(described(z.optional(z.string()), 'Passcode of participants.')),
  audienceUrl: secret(described(z.optional(z.string()), 'Link for the audience of a webinar.')),
  audiencePasscode: secret(described(z.optional(z.string()), 'Passcode of that audience.')),
  hostUrl: secret(described(z.optional(z.string()), 'Link for the host.')),
  hostPasscode: secret(described(z.optional(z.string()), 'Passcode of the host.')),
  withheld: described(
    z.optional(z.array(z.string())),
    'Members that the provider may have told and that the key has no scope for.',
  ),
});

/**
 * One occurrence of a meeting or webinar at either provider. A member that is absent was not told; null is known to be
 * none. Nothing is invented: where a provider does not tell the real start, there is none.
 */
export const meeting = z.looseObject({
  id: described(z.string(), 'Opaque id of this occurrence. It is never the number that people dial.'),
  provider: described(z.string(), 'The provider.'),
  account: described(z.string(), 'The account at the provider.'),
  kind: described(z.enum(MEETING_KINDS), 'What it is.'),
  meetingNumber: described(
    z.optional(z.string()),
    'What people dial: the same for each occurrence of a series or of a personal room.',
  ),
  seriesId: described(z.optional(z.string()), 'What the occurrences of a series share.'),
  subject: described(z.optional(z.string()), 'Subject.'),
  status: described(z.enum(MEETING_STATUSES), 'Where it stands. More words may come.'),
  providerStatus: described(z.optional(z.string()), 'The same in the provider’s own word or number.'),
  scheduledStartTime: z.optional(instant('Booked start.')),
  scheduledEndTime: z.optional(instant('Booked end.')),
  startTime: z.nullish(instant('When it began; null where it has not.')),
  endTime: z.nullish(instant('When it ended; null where it has not.')),
  timeZone: described(z.optional(z.string()), 'IANA name of the zone that it was booked in.'),
  host: z.optional(host),
  join: z.optional(join),
  participantCount: described(z.nullish(z.int()), 'Who is in it; of an ended one, who was.'),
  observedAt: instant('When the provider told this.'),
  source,
});
export type Meeting = z.output<typeof meeting>;
