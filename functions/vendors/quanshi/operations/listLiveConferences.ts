import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { alias } from '../../../core/variant.ts';
import { liveConference } from '../liveConference.ts';
import { quanshi } from '../provider.ts';
import { count, text, userId } from '../schemas.ts';
import output from './listLiveConferences.example.json' with { type: 'json' };

/** 实时会议列表. Times are Unix seconds. */
export const listLiveConferences = defineOperation({
  id: 'quanshi.listLiveConferences',
  provider: quanshi,
  route: { method: 'GET', path: '/v1/quanshi/conferences/live' },
  call: { method: 'POST', path: '/confopenapi/conference/listbystatus' },
  input: z.strictObject({
    page: described(z._default(z.int().check(z.minimum(1), z.maximum(2_147_483_647)), 1), 'Page, from 1.'),
    count: described(z._default(z.int().check(z.minimum(1), z.maximum(1000)), 20), 'Rows of a page.'),
    filterOneAttendee: described(z.optional(z.boolean()), 'true leaves out conferences of one person.'),
    adminUserId: described(
      z.optional(userId),
      'Administrator to ask as; the super administrator unless told.',
    ),
  }),
  output: z.looseObject({
    totalCount: described(z.int(), 'Conferences in all.'),
    confList: z.array(
      z.looseObject({
        ...liveConference,
        conferenceId: text('Conference id.'),
        hostAccountType: count('Kind of host, in numbers.'),
        hostAccountTypeStr: text('Kind of host, in words.'),
        hostOrgName: text('Name of that organisation.'),
        startTimeStr: text('Start, to show.'),
        stopTimeStr: text('End, to show.'),
        confDurationMinute: count('Length in minutes.'),
      }),
    ),
  }),
  variants: [alias('confList[]', 'confName', 'title'), alias('confList[]', 'guestPcode', 'pcode2')],
  effect: 'read',
  paging: {
    by: 'page',
    page: 'page',
    size: 'count',
    rows: 'confList',
    total: 'totalCount',
    key: 'conferenceId',
  },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(listLiveConferences, {
  summary: { en: 'List live conferences', zh: '分页查询实时会议列表' },
  description: 'The conferences that are running now, as an administrator sees them.',
  docs: 'https://developer.quanshi.com/cn/api/656',
  example: { input: { adminUserId: 123456789, page: 1, count: 10, filterOneAttendee: false }, output },
});
