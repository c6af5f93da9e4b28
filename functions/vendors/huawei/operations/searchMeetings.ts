import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { conferenceInfo } from '../conferenceInfo.ts';
import { huawei } from '../provider.ts';
import { limit, offset, page, paging, queryAll, searchKey, sortType } from '../schemas.ts';
import output from './searchMeetings.example.json' with { type: 'json' };

/** 查询会议列表. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const searchMeetings = defineOperation({
  id: 'huawei.searchMeetings',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences' },
  call: { method: 'GET', path: '/v1/mmc/management/conferences' },
  input: z.strictObject({
    userUUID: described(
      z.optional(z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/))),
      'User UUID of the person who booked them, for administrators.',
    ),
    offset,
    limit: limit(20),
    queryAll,
    searchKey: searchKey('Searches subject, conference id and creator.'),
    queryConfMode: described(
      z.optional(z.enum(['ADAY', 'AWEEK', 'AMONTH', 'ALL'])),
      'How far ahead: a day, a week, a month or all.',
    ),
    sortType,
  }),
  output: page(conferenceInfo),
  variants: [],
  effect: 'read',
  paging: { ...paging, key: 'conferenceID' },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(searchMeetings, {
  summary: { en: 'List meetings that are booked or running', zh: '查询尚未结束的会议列表' },
  description:
    'Meetings that have not ended: the user’s own and those they are invited to; an administrator may ask for everybody’s.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0017.html',
  example: { input: { queryAll: true, limit: 20, offset: 0 }, output },
});
