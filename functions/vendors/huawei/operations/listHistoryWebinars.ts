import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { numberAsText } from '../../../core/variant.ts';
import { huawei } from '../provider.ts';
import { count, limit, offset, page, paging, searchKey, sortType, text } from '../schemas.ts';
import output from './listHistoryWebinars.example.json' with { type: 'json' };

const minute = (description: string) =>
  described(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/))), description);

/** 查询历史的网络研讨会列表. Times are UTC, `yyyy-MM-dd HH:mm`, in the query as well. */
export const listHistoryWebinars = defineOperation({
  id: 'huawei.listHistoryWebinars',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/webinars/history' },
  call: { method: 'GET', path: '/v1/wss/webinar/open/conferences/history' },
  input: z.strictObject({
    startTime: minute('From when: UTC, `yyyy-MM-dd HH:mm`.'),
    endTime: minute('Until when: UTC, `yyyy-MM-dd HH:mm`.'),
    offset,
    limit: limit(10),
    searchKey: searchKey('Searches subject, conference id, creator and resource.'),
    sortType,
  }),
  output: page(
    z.looseObject({
      conferenceId: text('Webinar id.'),
      confUUID: text('Webinar UUID.'),
      subject: text('Subject.'),
      scheduserName: text('Name of the person who booked it.'),
      moderator: text('Name of the host.'),
      deptName: text('Department of the person who booked it.'),
      startTime: text('Booked start in UTC, `yyyy-MM-dd HH:mm`.'),
      timeZoneId: count('Time zone of the invitation; 56 is Beijing.'),
      duration: count('Booked length in minutes.'),
      actualStartTime: text('When it began: UTC, `yyyy-MM-dd HH:mm`.'),
      endTime: text('When it ended: UTC, `yyyy-MM-dd HH:mm`.'),
      actualDuration: count('How long it took, in minutes.'),
      attendeeCount: count('People who came.'),
      chairCount: count('Hosts among them.'),
      guestCount: count('Panellists among them.'),
      audienceCount: count('Audience among them.'),
      vmrId: text('Id of the webinar resource.'),
      vmrPkgAudienceParties: count('Audience that the resource has room for.'),
      vmrPkgName: text('Name of the webinar resource.'),
    }),
  ),
  variants: [numberAsText('', 'limit')],
  effect: 'read',
  paging: { ...paging, key: 'confUUID' },
  shareSeconds: 30,
});

/* @__PURE__ */ annotate(listHistoryWebinars, {
  summary: { en: 'List webinars that have ended', zh: '查询历史的网络研讨会列表' },
  description:
    'Webinars that have ended, with how many people came. Who they were is asked by confUUID: `huawei.searchAttendanceRecords`.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_1529.html',
  example: {
    input: { startTime: '2021-04-04 00:01', endTime: '2021-04-24 23:59', limit: 10, offset: 0 },
    output,
  },
});
