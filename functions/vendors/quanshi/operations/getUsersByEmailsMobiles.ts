import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { personal } from '../../../core/sensitivity.ts';
import { quanshi } from '../provider.ts';
import { count, text } from '../schemas.ts';
import output from './getUsersByEmailsMobiles.example.json' with { type: 'json' };

/** 根据邮箱和手机号批量获取帐号信息. */
export const getUsersByEmailsMobiles = defineOperation({
  id: 'quanshi.getUsersByEmailsMobiles',
  provider: quanshi,
  route: { method: 'POST', path: '/v1/quanshi/users/lookup' },
  call: { method: 'POST', path: '/confopenapi/account/getUsersByEmailsMobiles' },
  input: z
    .strictObject({
      emails: personal(
        described(
          z.optional(z.array(z.email().check(z.maxLength(254))).check(z.maxLength(200))),
          'E-mails, at most 200.',
        ),
      ),
      mobiles: personal(
        described(
          z.optional(z.array(z.string().check(z.regex(/^\+?[\d-]{5,24}$/))).check(z.maxLength(200))),
          'Mobiles, at most 200.',
        ),
      ),
    })
    .check(
      z.refine(({ emails, mobiles }) => emails?.length || mobiles?.length, 'must have emails or mobiles'),
    ),
  output: z.record(
    z.string(),
    z.looseObject({
      userId: count('User id.'),
      loginName: personal(text('Name to log in with.')),
      email: personal(text('E-mail.')),
      countryCode: text('Country code of the mobile.'),
      mobile: personal(text('Mobile.')),
      customerCode: text('Customer code.'),
      companyName: text('Company.'),
      displayName: text('Name.'),
      firstName: text('First name.'),
      middleName: text('Middle name.'),
      lastName: text('Last name.'),
    }),
  ),
  variants: [],
  effect: 'read',
  shareSeconds: 30,
  // The names of the members are e-mails and mobiles: there is no answer for who may not see them.
  scopes: ['personal'],
});

/* @__PURE__ */ annotate(getUsersByEmailsMobiles, {
  summary: { en: 'Look up users by e-mail and mobile', zh: '根据邮箱和手机号批量获取帐号信息' },
  description: 'Users, each under the e-mail or the mobile that found them; who is not found is not there.',
  docs: 'https://developer.quanshi.com/cn/api/184',
  example: { input: { emails: ['zhangsan@example.com'] }, output },
});
