import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { secret } from '../../../core/sensitivity.ts';
import { huawei } from '../provider.ts';
import { conferenceId, flag, text } from '../schemas.ts';
import output from './createAuthRandom.example.json' with { type: 'json' };

/** 获取会议鉴权随机数: what a mini program or an embedded client joins with. */
export const createAuthRandom = defineOperation({
  id: 'huawei.createAuthRandom',
  provider: huawei,
  route: {
    method: 'GET',
    path: '/v1/huawei/conferences/{conferenceId}/auth-random',
    headers: { password: 'X-Password' },
  },
  call: {
    method: 'GET',
    path: '/v2/mms/ncms/conferences/auth/random',
    names: { conferenceId: 'conf_id', guestWaiting: 'guest_waiting' },
    headers: { password: 'X-Password' },
  },
  input: z.strictObject({
    conferenceId,
    guestWaiting: described(
      z._default(z.literal([0, 1]), 0),
      '1 if the client has a page on which guests wait for the conference to start.',
    ),
    password: secret(
      described(z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))), 'Password of the conference.'),
    ),
  }),
  output: z.looseObject({
    random: secret(text('The random to join with.')),
    subject: text('Subject.'),
    conf_mode: text('`COMMON` (MCU) or `RTC` (MMR).'),
    webinar: flag('Whether it is a webinar.'),
    need_password: flag('Whether a password is needed.'),
    support_applets: flag('Whether mini programs may join.'),
  }),
  variants: [],
  // Each call makes a new random and spends nothing: a second one does no harm.
  effect: 'read',
  shareSeconds: 0,
  scopes: ['secrets'],
  // The vendor does not tell a wrong password from a conference that does not exist.
  guessing: {
    secret: 'password',
    of: 'conferenceId',
    refusedAs: ['provider-not-found', 'provider-forbidden', 'provider-rejected-input'],
  },
});

/* @__PURE__ */ annotate(createAuthRandom, {
  summary: { en: 'Create an authentication random for a conference', zh: '获取会议鉴权随机数' },
  description: 'Trades a conference id and its password for a random to join with.',
  docs: 'https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000002003833272.html',
  example: { input: { conferenceId: '914047175', password: '123456' }, output },
});
