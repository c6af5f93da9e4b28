import * as z from 'zod';
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
  summary: { en: 'Look up users by e-mail and mobile', zh: '根据邮箱和手机号批量获取帐号信息' },
  description: 'Users, each under the e-mail or the mobile that found them; who is not found is not there.',
  docs: 'https://developer.quanshi.com/cn/api/184',
  input: z
    .strictObject({
      emails: personal(
        z.array(z.email().max(254)).max(200).optional().meta({ description: 'E-mails, at most 200.' }),
      ),
      mobiles: personal(
        z
          .array(z.string().regex(/^\+?[\d-]{5,24}$/))
          .max(200)
          .optional()
          .meta({ description: 'Mobiles, at most 200.' }),
      ),
    })
    .refine(({ emails, mobiles }) => emails?.length || mobiles?.length, 'must have emails or mobiles'),
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
  example: { input: { emails: ['zhangsan@example.com'] }, output },
});
