import * as z from 'zod';
import { defineOperation } from '../../../core/operation.ts';
import { personal, secret } from '../../../core/sensitivity.ts';
import { alias } from '../../../core/variant.ts';
import { quanshi } from '../provider.ts';
import { count, flag, text, userId } from '../schemas.ts';
import output from './listLiveConferences.example.json' with { type: 'json' };

/** 实时会议列表. Times are Unix seconds. */
export const listLiveConferences = defineOperation({
  id: 'quanshi.listLiveConferences',
  provider: quanshi,
  route: { method: 'GET', path: '/v1/quanshi/conferences/live' },
  call: { method: 'POST', path: '/confopenapi/conference/listbystatus' },
  summary: { en: 'List live conferences', zh: '分页查询实时会议列表' },
  description: 'The conferences that are running now, as an administrator sees them.',
  docs: 'https://developer.quanshi.com/cn/api/656',
  input: z.strictObject({
    page: z.int().min(1).max(2_147_483_647).default(1).meta({ description: 'Page, from 1.' }),
    count: z.int().min(1).max(1000).default(20).meta({ description: 'Rows of a page.' }),
    filterOneAttendee: z
      .boolean()
      .optional()
      .meta({ description: 'true leaves out conferences of one person.' }),
    adminUserId: userId
      .optional()
      .meta({ description: 'Administrator to ask as; the super administrator unless told.' }),
  }),
  output: z.looseObject({
    totalCount: z.int().meta({ description: 'Conferences in all.' }),
    confList: z.array(
      z.looseObject({
        eventId: z.int().nullish().meta({ description: 'Booking id.' }),
        conferenceId: text('Conference id.'),
        title: text('Subject.'),
        billingCode: text('Billing code.'),
        customerCode: text('Customer code.'),
        pcode2: secret(text('Password of a participant.')),
        hostId: z.int().nullish().meta({ description: 'User id of the host.' }),
        hostName: text('Name of the host.'),
        hostEmail: personal(text('E-mail of the host.')),
        hostMobile: personal(text('Mobile of the host.')),
        hostAccountType: count('Kind of host, in numbers.'),
        hostAccountTypeStr: text('Kind of host, in words.'),
        hostOrgId: z.int().nullish().meta({ description: 'Organisation of the host.' }),
        hostOrgName: text('Name of that organisation.'),
        hostIp: personal(text('IP address of the host.')),
        hostLocation: personal(text('Where the host is.')),
        startTime: count('Start: Unix seconds.'),
        startTimeStr: text('Start, to show.'),
        stopTime: count('End: Unix seconds; 0 while it runs.'),
        stopTimeStr: text('End, to show.'),
        confDuration: count('Length in seconds.'),
        confDurationMinute: count('Length in minutes.'),
        isSecureConf: flag('Whether it is a confidential conference.'),
        isRecord: flag('Whether it is recorded.'),
        dataCenter: text('Data centre.'),
        status: count('State; 2 running, 4 ended.'),
        attendeeCnt: count('Attendees.'),
        voipCnt: count('Attendees by VoIP.'),
        pstnCnt: count('Attendees by telephone.'),
        videoCnt: count('Video terminals.'),
        desktopCnt: count('Desktop clients.'),
        mcuCnt: count('MCUs.'),
        boxCnt: count('Boxes.'),
        rawAttendeeCnt: count('Attendees before correction.'),
        rawPstnCnt: count('Attendees by telephone before correction.'),
      }),
    ),
  }),
  variants: [alias('confList[]', 'confName', 'title'), alias('confList[]', 'guestPcode', 'pcode2')],
  effect: 'read',
  paging: {
    by: 'page',
    page: 'page',
    size: 'count',
    rows: 'confList',
    total: 'totalCount',
    key: 'conferenceId',
  },
  shareSeconds: 5,
  example: { input: { adminUserId: 123456789, page: 1, count: 10, filterOneAttendee: false }, output },
});
