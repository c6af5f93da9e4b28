import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { secret } from '../../../core/sensitivity.ts';
import { huawei } from '../provider.ts';
import { conferenceId, count, flag, text } from '../schemas.ts';
import { webinar } from '../webinar.ts';
import output from './showWebinar.example.json' with { type: 'json' };

/** 查询网络研讨会详情. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const showWebinar = defineOperation({
  id: 'huawei.showWebinar',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/webinars/{conferenceId}' },
  call: { method: 'GET', path: '/v1/wss/webinar/open/conferences/{conferenceId}' },
  input: z.strictObject({ conferenceId }),
  output: z.looseObject({
    ...webinar,
    duration: count('Booked length in minutes.'),
    state: text('`schedule`, `created` or `destroyed`.'),
    callRestriction: flag('Whether `scope` holds.'),
    scope: count('Who may join as host or panellist: 0 everybody, 2 the enterprise, 3 who is invited.'),
    audienceScope: count('Who may join as audience: 0 everybody, 2 the enterprise and who is invited.'),
    attendees: described(z.nullish(z.array(z.string())), 'Names of the panellists.'),
    notifySetting: z.nullish(
      z.looseObject({
        enableCalendar: text('Y or N: calendar mails.'),
        enableSms: text('Y or N: text messages.'),
        enableEmail: text('Y or N: mails.'),
      }),
    ),
    enableRecording: text('Y or N: recorded.'),
    liveAddress: secret(text('Where the live stream is pushed to.')),
    auxAddress: secret(text('Where the shared screens are pushed to.')),
    liveUrl: secret(text('Link of the live stream.')),
  }),
  variants: [],
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(showWebinar, {
  summary: { en: 'Show a webinar', zh: '查询网络研讨会详情' },
  description: 'A webinar that is booked or running, with its panellists.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_1524.html',
  example: { input: { conferenceId: '981326872' }, output },
});
