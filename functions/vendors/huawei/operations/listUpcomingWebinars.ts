import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { numberAsText } from '../../../core/variant.ts';
import { huawei } from '../provider.ts';
import { count, limit, offset, page, paging, searchKey, sortType } from '../schemas.ts';
import { webinar } from '../webinar.ts';
import output from './listUpcomingWebinars.example.json' with { type: 'json' };

/** 查询即将召开的网络研讨会列表. Times are UTC, `yyyy-MM-dd HH:mm`; none has a UUID before it is held. */
export const listUpcomingWebinars = defineOperation({
  id: 'huawei.listUpcomingWebinars',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/webinars/upcoming' },
  call: { method: 'GET', path: '/v1/wss/webinar/open/conferences/upcoming' },
  input: z.strictObject({
    offset,
    limit: limit(10),
    searchKey: searchKey('Searches subject, conference id, creator and resource.'),
    sortType,
  }),
  output: page(z.looseObject({ ...webinar, duration: count('Booked length in minutes.') })),
  variants: [numberAsText('', 'limit')],
  effect: 'read',
  paging: { ...paging, key: 'conferenceId' },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(listUpcomingWebinars, {
  summary: { en: 'List upcoming webinars', zh: '查询即将召开的网络研讨会列表' },
  description:
    'Webinars that are booked and have not begun. An administrator sees those of the enterprise, anybody else their own.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_1528.html',
  example: { input: { limit: 10, offset: 0 }, output },
});
