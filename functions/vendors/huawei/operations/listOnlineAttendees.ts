import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { personal } from '../../../core/sensitivity.ts';
import { huawei } from '../provider.ts';
import { conferenceId, count, limit, offset, page, paging, searchKey, text } from '../schemas.ts';
import output from './listOnlineAttendees.example.json' with { type: 'json' };

/** 查询在线会议与会者信息. */
export const listOnlineAttendees = defineOperation({
  id: 'huawei.listOnlineAttendees',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/{conferenceId}/online/attendees' },
  call: {
    method: 'GET',
    path: '/v1/mmc/management/conferences/online/conf-attendee',
    names: { conferenceId: 'conf_id', searchKey: 'search_key' },
  },
  input: z.strictObject({
    conferenceId,
    offset,
    limit: limit(20),
    searchKey: searchKey('Searches name, number and third-party account.'),
  }),
  output: page(
    z.looseObject({
      participant_id: text('Id of the participant, of this meeting alone.'),
      name: text('Name.'),
      call_number: personal(text('Number: a SIP number, or a telephone number.')),
      role: count('1 host, 0 guest.'),
      third_account: text('Third-party user id.'),
      account: text('Account.'),
      user_id: text('User UUID.'),
    }),
  ),
  variants: [],
  effect: 'read',
  paging: { ...paging, key: 'participant_id' },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(listOnlineAttendees, {
  summary: { en: 'List who is in a running meeting', zh: '查询在线会议与会者信息' },
  description: 'Who is in a meeting now: one row for each device.',
  docs: 'https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000002112516106.html',
  example: { input: { conferenceId: '914047175' }, output },
});
