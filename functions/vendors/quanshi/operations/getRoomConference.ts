import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { secret } from '../../../core/sensitivity.ts';
import { conference, conferenceVariants } from '../conference.ts';
import { quanshi } from '../provider.ts';
import { count, eventId, text, userId } from '../schemas.ts';
import output from './getRoomConference.example.json' with { type: 'json' };

/** 获取会议详情(支持会议室). `startTime` and `endTime` are Unix seconds as text, `length` is minutes. */
export const getRoomConference = defineOperation({
  id: 'quanshi.getRoomConference',
  provider: quanshi,
  route: { method: 'POST', path: '/v1/quanshi/conferences/detail' },
  call: { method: 'POST', path: '/confopenapi/room/conference/infos' },
  input: z
    .strictObject({
      eventId: z.optional(eventId),
      pcode: secret(
        described(
          z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))),
          'Password of the host, where there is no eventId.',
        ),
      ),
      userId: described(userId, 'User id of the host.'),
    })
    .check(
      z.refine(
        (input) => input.eventId !== undefined || input.pcode !== undefined,
        'must have eventId or pcode',
      ),
    ),
  output: z.array(
    z.looseObject({
      ...conference,
      isGnet: count('0 on site, 1 in the cloud.'),
      joinHostUrl: secret(text('Join link of a joint host.')),
    }),
  ),
  // No document prints an answer: that it is a list as in the look-up by join link, or its only member, is INFERRED.
  variants: [...conferenceVariants('[]'), ...conferenceVariants('')],
  effect: 'read',
  shareSeconds: 5,
  guessing: {
    secret: 'pcode',
    of: 'userId',
    refusedAs: ['provider-not-found', 'provider-forbidden', 'provider-rejected-input'],
  },
});

/* @__PURE__ */ annotate(getRoomConference, {
  summary: { en: 'Get a conference that a user hosts', zh: '获取会议详情(支持会议室)' },
  description:
    'A booked conference by its booking id or by the password of its host, as a list of one. The password goes into the body.',
  docs: 'https://developer.quanshi.com/cn/api/160',
  example: { input: { eventId: 566390, userId: 88610849 }, output },
});
