import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { numberAsText } from '../../../core/variant.ts';
import { huawei } from '../provider.ts';
import { count, limit, offset, page, paging, searchKey, sortType, text } from '../schemas.ts';
import { webinar } from '../webinar.ts';
import output from './listOngoingWebinars.example.json' with { type: 'json' };

/** 查询正在召开的网络研讨会列表. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const listOngoingWebinars = defineOperation({
  id: 'huawei.listOngoingWebinars',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/webinars/ongoing' },
  call: { method: 'GET', path: '/v1/wss/webinar/open/conferences/ongoing' },
  input: z.strictObject({
    offset,
    limit: limit(10),
    searchKey: searchKey('Searches subject, conference id, creator and resource.'),
    sortType,
  }),
  output: page(
    z.looseObject({
      ...webinar,
      confUUID: text('Webinar UUID.'),
      onlineAttendeeCount: count('People online now.'),
    }),
  ),
  variants: [numberAsText('', 'limit')],
  effect: 'read',
  paging: { ...paging, key: 'confUUID' },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(listOngoingWebinars, {
  summary: { en: 'List ongoing webinars', zh: '查询正在召开的网络研讨会列表' },
  description:
    'An administrator sees every ongoing webinar of the enterprise, anybody else those they booked.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_1527.html',
  example: { input: { limit: 10, offset: 0, sortType: 'ASC_StartTIME' }, output },
});
