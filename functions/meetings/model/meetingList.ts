import * as z from 'zod';
import { instant, meeting } from './meeting.ts';

/** What one source of a list gave, or why it gave nothing. */
export const listedSource = z.looseObject({
  provider: z.string().meta({ description: 'The provider.' }),
  account: z.string().meta({ description: 'The account at the provider.' }),
  operation: z.string().optional().meta({ description: 'The operation that was asked.' }),
  status: z.enum(['ok', 'stale', 'failed', 'skipped']).meta({
    description:
      'Answered; answered from an older answer; failed; not asked, as it cannot have what was asked for.',
  }),
  observedAt: instant('How old its answer is.').optional(),
  count: z.int().optional().meta({ description: 'How many rows of this page are its own.' }),
  problem: z
    .looseObject({ slug: z.string(), detail: z.string() })
    .optional()
    .meta({ description: 'Why it failed.' }),
});

/** A list over several sources (AIP-217): one that fails is named and does not fail the others. */
export const meetingList = z.looseObject({
  data: z.array(meeting),
  nextCursor: z.string().nullable().meta({ description: 'Opaque; null where this is the last page.' }),
  complete: z.boolean().meta({ description: 'Whether every source answered.' }),
  unreachable: z
    .array(z.string())
    .meta({ description: 'Sources that failed, as `provider/account`: what is theirs is missing.' }),
  sources: z.array(listedSource),
});
export type MeetingList = z.output<typeof meetingList>;
