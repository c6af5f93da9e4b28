import * as z from 'zod/mini';
import { described } from '../core/described.ts';
import { annotate } from '../core/notes.ts';
import { composeOperation } from '../core/operation.ts';
import { invalidInput } from '../core/problem.ts';
import { personal } from '../core/sensitivity.ts';
import exampleOutput from './listMeetings.example.json' with { type: 'json' };
import { type Place, readPage } from './lists/readPage.ts';
import { wantedOf } from './lists/wantedOf.ts';
import { MEETING_KINDS, MEETING_STATUSES } from './model/meeting.ts';
import { meetingList } from './model/meetingList.ts';

/** A date, which begins at midnight in UTC, or an instant. */
const instant = (description: string) =>
  described(
    z.optional(
      z
        .string()
        .check(
          z.regex(
            /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/,
            'must be a date such as 2026-03-02, or a time with its zone such as 2026-03-02T09:00:00+08:00',
          ),
        ),
    ),
    description,
  );

/** Which meetings a list is of: the same for every list over both vendors. */
export const filters = {
  kind: described(z.optional(z.enum(MEETING_KINDS)), 'Meetings or webinars.'),
  provider: described(z.optional(z.enum(['huawei', 'quanshi'])), 'The provider.'),
  account: described(z.optional(z.string().check(z.regex(/^[\w.-]{1,64}$/))), 'Account at the provider.'),
  from: instant(
    'Those that begin then or later: RFC 3339, or a date in UTC. Of what is over, the last 24 hours unless told.',
  ),
  to: instant('Those that begin before then.'),
  partial: described(z._default(z.boolean(), true), 'false: where one source fails, all of it does.'),
  cursor: described(z.optional(z.string().check(z.maxLength(16_384))), '`nextCursor` of the page before.'),
};

/** Meetings of both vendors and every account as one list. */
export const listMeetings = composeOperation({
  id: 'meetings.list',
  route: { method: 'GET', path: '/v1/meetings' },
  input: z.strictObject({
    status: described(z.optional(z.enum(MEETING_STATUSES)), 'Where they stand.'),
    ...filters,
    q: personal(
      described(
        z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(128))),
        'Part of a subject, of a meeting number or of the name of a host.',
      ),
    ),
    limit: described(z._default(z.int().check(z.minimum(1), z.maximum(1000)), 50), 'Meetings of a page.'),
  }),
  output: meetingList,
  paging: { by: 'cursor', cursor: 'cursor', next: 'nextCursor', rows: 'data', key: 'id' },
  async run({ cursor, limit, ...query }, _, context) {
    const about = JSON.stringify(query);
    const place = await placeOf(cursor, about, context);
    const wanted = wantedOf({ ...query, limit }, place.began, context);
    const { meetings, next, worst: __, ...rest } = await readPage(wanted, place, context);
    return { data: meetings, nextCursor: next && (await context.seal(next, about)), ...rest };
  },
});

/** Where a list is gone on with. @throws Problem `invalid-input` */
export async function placeOf(
  cursor: string | undefined,
  about: string,
  { at, unseal }: { at: number; unseal(cursor: string, about: string): Promise<unknown> },
): Promise<Place> {
  if (cursor === undefined) return { began: at, at: {}, given: [] };
  const place = (await unseal(cursor, about)) as Place | undefined;
  if (place) return place;
  const detail = 'must be the nextCursor of this list, for the same key and the same filters';
  throw invalidInput({ field: 'cursor', detail });
}

/* @__PURE__ */ annotate(listMeetings, {
  summary: { en: 'List meetings of every provider', zh: '查询所有平台的会议' },
  description:
    'Meetings and webinars over every provider and account that the key may use, in order of time: that of the booked start, else of the real one. A source that fails does not fail the others: `complete` is false then, and `unreachable` names it. Quanshi lists bookings of one host at a time: what is scheduled or over there is that of the hosts who are configured, and `sources` names each of them and up to when it looks. It tells no real times of what is over: attendance does. Only Quanshi lists what was cancelled or expired.',
  example: { input: { status: 'ongoing' }, output: exampleOutput },
});
