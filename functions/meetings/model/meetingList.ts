import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import { instant, meeting } from './meeting.ts';

/** What one source of a list gave, or why it gave nothing. */
export const listedSource = z.looseObject({
  provider: described(z.string(), 'The provider.'),
  account: described(z.string(), 'The account at the provider.'),
  operation: described(z.optional(z.string()), 'The operation that was asked.'),
  host: described(
    z.optional(z.string()),
    'Whose bookings it has, where the provider lists those of one host at a time: those of anybody else are not in the list.',
  ),
  until: z.optional(instant('Up to which booked start it looks.')),
  status: described(
    z.enum(['ok', 'stale', 'failed', 'skipped']),
    'Answered; answered from an older answer; failed; not asked, as it cannot have what was asked for, or no host is configured.',
  ),
  observedAt: z.optional(instant('How old its answer is.')),
  count: described(z.optional(z.int()), 'How many rows of this page are its own.'),
  problem: described(z.optional(z.looseObject({ slug: z.string(), detail: z.string() })), 'Why it failed.'),
});

/** A list over several sources (AIP-217): one that fails is named and does not fail the others. */
export const meetingList = z.looseObject({
  data: z.array(meeting),
  nextCursor: described(z.nullable(z.string()), 'Opaque; null where this is the last page.'),
  complete: described(z.boolean(), 'Whether every source answered.'),
  unreachable: described(
    z.array(z.string()),
    'Sources that failed, as `provider/account`: what is theirs is missing.',
  ),
  sources: z.array(listedSource),
});
export type MeetingList = z.output<typeof meetingList>;
