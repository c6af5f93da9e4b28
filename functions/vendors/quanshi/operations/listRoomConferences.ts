import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { conference, conferenceVariants } from '../conference.ts';
import { quanshi } from '../provider.ts';
import { count, seconds, userId } from '../schemas.ts';
import output from './listRoomConferences.example.json' with { type: 'json' };

/** 获取会议列表(支持会议室). `startTime` and `endTime` are Unix seconds, in the answer as text; `length` is minutes. */
export const listRoomConferences = defineOperation({
  id: 'quanshi.listRoomConferences',
  provider: quanshi,
  route: { method: 'GET', path: '/v1/quanshi/users/{userId}/conferences' },
  call: { method: 'POST', path: '/confopenapi/room/conference/list' },
  input: z.strictObject({
    userId: described(userId, 'User id of the host.'),
    startTime: described(seconds, 'From when: Unix seconds.'),
    endTime: described(seconds, 'Until when: Unix seconds.'),
    inCycle: described(
      z._default(z.literal([0, 1]), 0),
      '1 lists the occurrences of recurring conferences, too.',
    ),
  }),
  output: z.array(z.looseObject({ ...conference, isGnet: count('0 on site, 1 in the cloud.') })),
  variants: conferenceVariants('[]'),
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(listRoomConferences, {
  summary: { en: 'List the conferences that a user hosts', zh: '获取会议列表(支持会议室)' },
  description:
    'The booked conferences of a host in a range of time, all at once: the vendor has no pages here.',
  docs: 'https://developer.quanshi.com/cn/api/161',
  example: { input: { userId: 10001, startTime: 1641020400, endTime: 1641538800 }, output },
});
