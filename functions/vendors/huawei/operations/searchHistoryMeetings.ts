import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { conferenceInfo } from '../conferenceInfo.ts';
import { huawei } from '../provider.ts';
import { limit, offset, page, paging, queryAll, searchKey } from '../schemas.ts';
import output from './searchHistoryMeetings.example.json' with { type: 'json' };

/** The last instant that a date can hold. [ECMA-262, time values] */
const MOST_MS = 8_640_000_000_000_000;

const milliseconds = (description: string) =>
  described(z.int().check(z.minimum(0), z.maximum(MOST_MS)), description);

/** 查询历史会议列表. Meetings’ times are UTC, `yyyy-MM-dd HH:mm`; the query has epoch milliseconds. */
export const searchHistoryMeetings = defineOperation({
  id: 'huawei.searchHistoryMeetings',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/history' },
  call: { method: 'GET', path: '/v1/mmc/management/conferences/history' },
  input: z.strictObject({
    startDate: milliseconds('From when: epoch milliseconds.'),
    endDate: milliseconds('Until when: epoch milliseconds.'),
    offset,
    limit: limit(20),
    queryAll,
    searchKey: searchKey('Searches subject, conference id and creator.'),
    sortType: described(
      z.optional(z.enum(['ASC_StartTIME', 'DSC_StartTIME', 'ASC_RecordTYPE', 'DSC_RecordTYPE'])),
      'Order by start time, or by whether there is a recording and then by start.',
    ),
  }),
  output: page(conferenceInfo),
  variants: [],
  effect: 'read',
  paging: { ...paging, key: 'confUUID' },
  shareSeconds: 30,
});

/* @__PURE__ */ annotate(searchHistoryMeetings, {
  summary: { en: 'List meetings that have ended', zh: '查询历史会议列表' },
  description:
    'Meetings that have ended: a row for each time that one was held, so that one conference id may stand in several. Huawei keeps history for 6 months, 12 at most.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0051.html',
  example: { input: { startDate: 1574092800000, endDate: 1574179199999, queryAll: true }, output },
});
