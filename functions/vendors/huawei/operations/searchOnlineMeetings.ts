import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { conferenceInfo } from '../conferenceInfo.ts';
import { huawei } from '../provider.ts';
import { limit, offset, page, paging, queryAll, searchKey } from '../schemas.ts';
import output from './searchOnlineMeetings.example.json' with { type: 'json' };

/** 查询在线会议列表. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const searchOnlineMeetings = defineOperation({
  id: 'huawei.searchOnlineMeetings',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/online' },
  call: { method: 'GET', path: '/v1/mmc/management/conferences/online' },
  input: z.strictObject({
    offset,
    limit: limit(20),
    queryAll,
    searchKey: searchKey('Searches subject, conference id and creator.'),
  }),
  output: page(conferenceInfo),
  variants: [],
  effect: 'read',
  paging: { ...paging, key: 'confUUID' },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(searchOnlineMeetings, {
  summary: { en: 'List running meetings', zh: '查询在线会议列表' },
  description:
    'Meetings that are running, by start: the user’s own and those they are invited to; an administrator may ask for everybody’s.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0025.html',
  example: { input: { queryAll: true, limit: 20, offset: 0 }, output },
});
