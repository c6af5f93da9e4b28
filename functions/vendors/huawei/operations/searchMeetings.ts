import * as z from 'zod';
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
  summary: { en: 'List meetings that are booked or running', zh: '查询尚未结束的会议列表' },
  description:
    'Meetings that have not ended: the user’s own and those they are invited to; an administrator may ask for everybody’s.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0017.html',
  input: z.strictObject({
    userUUID: z
      .string()
      .regex(/^[0-9A-Za-z-]{1,64}$/)
      .optional()
      .meta({ description: 'User UUID of the person who booked them, for administrators.' }),
    offset,
    limit: limit(20),
    queryAll,
    searchKey: searchKey('Searches subject, conference id and creator.'),
    queryConfMode: z
      .enum(['ADAY', 'AWEEK', 'AMONTH', 'ALL'])
      .optional()
      .meta({ description: 'How far ahead: a day, a week, a month or all.' }),
    sortType,
  }),
  output: page(conferenceInfo),
  variants: [],
  effect: 'read',
  paging: { ...paging, key: 'conferenceID' },
  shareSeconds: 5,
  example: { input: { queryAll: true, limit: 20, offset: 0 }, output },
});
