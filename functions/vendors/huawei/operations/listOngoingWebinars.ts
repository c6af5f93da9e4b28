import * as z from 'zod';
import { defineOperation } from '../../../core/operation.ts';
import { secret } from '../../../core/sensitivity.ts';
import { numberAsText } from '../../../core/variant.ts';
import { huawei } from '../provider.ts';
import { limit, offset, page, paging, searchKey, text } from '../schemas.ts';
import output from './listOngoingWebinars.example.json' with { type: 'json' };

/** 查询正在召开的网络研讨会列表. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const listOngoingWebinars = defineOperation({
  id: 'huawei.listOngoingWebinars',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/webinars/ongoing' },
  call: { method: 'GET', path: '/v1/wss/webinar/open/conferences/ongoing' },
  summary: { en: 'List ongoing webinars', zh: '查询正在召开的网络研讨会列表' },
  description:
    'An administrator sees every ongoing webinar of the enterprise, anybody else those they booked.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_1527.html',
  input: z.strictObject({
    offset,
    limit: limit(10),
    searchKey: searchKey('Searches subject, conference id, creator and resource.'),
    sortType: z.enum(['ASC_StartTIME', 'DSC_StartTIME']).optional().meta({
      description: 'Order by start time, ascending unless told. The odd capitals are the vendor’s.',
    }),
  }),
  output: page(
    z.looseObject({
      conferenceId: text('Webinar id.'),
      confUUID: text('Webinar UUID.'),
      corpId: text('Enterprise id.'),
      subject: text('Subject.'),
      deptName: text('Department of the person who booked it.'),
      description: text('Description.'),
      startTime: text('Start in UTC, `yyyy-MM-dd HH:mm`.'),
      timeZoneId: z.int().nullish().meta({ description: 'Time zone of the invitation; 56 is Beijing.' }),
      scheduserId: text('User UUID of the person who booked it.'),
      scheduserName: text('Name of the person who booked it.'),
      vmrPkgName: text('Name of the webinar resource.'),
      chairJoinUri: secret(text('Join link of the host.')),
      chairPasswd: secret(text('Password of the host.')),
      guestJoinUri: secret(text('Join link of a panellist.')),
      guestPasswd: secret(text('Password of a panellist.')),
      audienceJoinUri: secret(text('Join link of the audience.')),
      audiencePasswd: secret(text('Password of the audience.')),
      onlineAttendeeCount: z.int().nullish().meta({ description: 'People online now.' }),
    }),
  ),
  variants: [numberAsText('', 'limit')],
  effect: 'read',
  paging: { ...paging, key: 'confUUID' },
  shareSeconds: 5,
  example: { input: { limit: 10, offset: 0, sortType: 'ASC_StartTIME' }, output },
});
