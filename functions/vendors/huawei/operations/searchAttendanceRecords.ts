import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { personal } from '../../../core/sensitivity.ts';
import { huawei } from '../provider.ts';
import { confUUID, count, limit, offset, page, paging, searchKey, text } from '../schemas.ts';
import output from './searchAttendanceRecords.example.json' with { type: 'json' };

/** 查询历史会议的与会者记录. Times are epoch milliseconds. */
export const searchAttendanceRecords = defineOperation({
  id: 'huawei.searchAttendanceRecords',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/{confUUID}/attendees' },
  call: { method: 'GET', path: '/v1/mmc/management/conferences/history/confAttendeeRecord' },
  input: z.strictObject({
    confUUID,
    offset,
    limit: limit(20),
    searchKey: searchKey('Searches the attendees.'),
  }),
  output: page(
    z.looseObject({
      displayName: text('Name of the attendee.'),
      callNumber: personal(text('Number: a SIP number, or a telephone number.')),
      deviceType: text('Kind of device, in words of the asked language.'),
      joinTime: count('When they joined: epoch milliseconds.'),
      leftTime: count('When they left: epoch milliseconds.'),
      mediaType: text('Kind of media, in words of the asked language.'),
      deptName: text('Department.'),
    }),
  ),
  variants: [],
  effect: 'read',
  paging,
  shareSeconds: 30,
});

/* @__PURE__ */ annotate(searchAttendanceRecords, {
  summary: { en: 'List who attended an ended conference', zh: '查询历史会议的与会者记录' },
  description:
    'One row for each time somebody joined. Ask by confUUID, as a conference id is used again; Huawei keeps history for 6 months, 12 at most.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0054.html',
  example: { input: { confUUID: '9a0fa6d10a5b11eaae5e191763c22c0e' }, output },
});
