import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { secret } from '../../../core/sensitivity.ts';
import { conference, conferenceVariants } from '../conference.ts';
import { quanshi } from '../provider.ts';
import output from './getConferenceByJoinUrl.example.json' with { type: 'json' };

/** 通过参会人入会短链接获取会议详情. `startTime` and `endTime` are Unix seconds as text, `length` is minutes. */
export const getConferenceByJoinUrl = defineOperation({
  id: 'quanshi.getConferenceByJoinUrl',
  provider: quanshi,
  route: { method: 'POST', path: '/v1/quanshi/conferences/lookup' },
  call: {
    method: 'POST',
    path: { setting: 'joinUrlPath', variable: 'QUANSHI_JOIN_URL_PATH' },
  },
  input: z.strictObject({
    attendeeJoinUrl: secret(
      described(
        z.url({ protocol: /^https?$/ }).check(
          // Blanks around it, line breaks and tabs are gone by now; a join link has no other control character.
          z.refine((url) => !/[\s\p{Cc}]/u.test(url)),
          z.maxLength(512),
        ),
        'Join link of an attendee, such as https://n.qsh1.cn/k/...',
      ),
    ),
  }),
  output: z.array(z.looseObject(conference)),
  variants: conferenceVariants('[]'),
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(getConferenceByJoinUrl, {
  summary: { en: 'Look up a conference by its attendee join link', zh: '通过参会人入会短链接获取会议详情' },
  description:
    'The booked conference behind a join link, as a list of one. The link goes into the body, as it is a secret.',
  docs: 'https://developer.quanshi.com/en/api/429',
  example: { input: { attendeeJoinUrl: 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk' }, output },
});
