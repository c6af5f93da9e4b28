import * as z from 'zod';
import { defineOperation } from '../../../core/operation.ts';
import { personal, secret } from '../../../core/sensitivity.ts';
import { alias } from '../../../core/variant.ts';
import { quanshi } from '../provider.ts';
import { count, equipment, room, text } from '../schemas.ts';
import output from './getConferenceByJoinUrl.example.json' with { type: 'json' };

const attendee = z.looseObject({
  user: text('User id.'),
  userType: count('1 internal, 2 external, 3 by telephone.'),
  displayName: text('Name.'),
  phoneName: text('Name of somebody on the telephone.'),
  phoneEmail: personal(text('E-mail of somebody on the telephone.')),
  status: text('W confirmed, A accepted, R declined.'),
  countryCode: text('Country code.'),
  cityCode: text('City code.'),
  mobileNumber: personal(text('Mobile.')),
  officePhone: personal(text('Office telephone.')),
  companyName: text('Company.'),
  orgName: text('Organisation.'),
});

/** 通过参会人入会短链接获取会议详情. `startTime` and `endTime` are Unix seconds as text, `length` is minutes. */
export const getConferenceByJoinUrl = defineOperation({
  id: 'quanshi.getConferenceByJoinUrl',
  provider: quanshi,
  route: { method: 'POST', path: '/v1/quanshi/conferences/lookup' },
  call: {
    method: 'POST',
    path: { setting: 'joinUrlPath', variable: 'QUANSHI_JOIN_URL_PATH' },
  },
  summary: { en: 'Look up a conference by its attendee join link', zh: '通过参会人入会短链接获取会议详情' },
  description:
    'The booked conference behind a join link, as a list of one. The link goes into the body, as it is a secret.',
  docs: 'https://developer.quanshi.com/en/api/429',
  input: z.strictObject({
    attendeeJoinUrl: secret(
      z
        .url({ protocol: /^https?$/ })
        // Blanks around it, line breaks and tabs are gone by now; a join link has no other control character.
        .refine((url) => !/[\s\p{Cc}]/u.test(url))
        .max(512)
        .meta({ description: 'Join link of an attendee, such as https://n.qsh1.cn/k/...' }),
    ),
  }),
  output: z.array(
    z.looseObject({
      conferenceId: text('Conference id.'),
      eventId: text('Id of its calendar event.'),
      pcode1: secret(text('Password of the host.')),
      pcode2: secret(text('Password of a participant.')),
      hostId: count('User id of the host.'),
      title: text('Subject.'),
      billingCode: text('Billing code.'),
      startTime: text('Start: Unix seconds.'),
      endTime: text('End: Unix seconds.'),
      length: count('Length in minutes.'),
      hostName: text('Name of the host.'),
      hostJoinUrl: secret(text('Join link of the host.')),
      attendeeJoinUrl: secret(text('Join link of an attendee.')),
      hostMobile: personal(text('Mobile of the host.')),
      confMode: count('0 video conference, 1 data conference.'),
      calType: text('E single, M recurring.'),
      status: count('0 cancelled, 1 created, 4 ended.'),
      roomId: text('Room id.'),
      attendList: z.array(attendee).nullish().meta({ description: 'Who is invited.' }),
      houseList: z.array(equipment).nullish().meta({ description: 'Rooms.' }),
      equipList: z.array(equipment).nullish().meta({ description: 'Devices.' }),
      detailHouseList: z.array(room).nullish().meta({ description: 'Rooms with their devices.' }),
      livePullUrl: secret(text('Link of the live stream.')),
      livePullPwd: secret(text('Password of the live stream.')),
      wcallurl: secret(text('Link to join by telephone.')),
      confNodeType: count('0 confidential, 1 standard.'),
      joinLogin: count('1 if attendees must log in.'),
      joinConfSelTag: count('1 if attendees choose a tag.'),
      joinConfTags: text('Tags, separated by commas.'),
      webRTCUrl: secret(text('Join link for browsers.')),
      createTime: count('When it was booked: Unix seconds.'),
      modifyTime: count('When it was last changed: Unix seconds.'),
      calExtraInfo: z
        .looseObject({
          allowH323: count('1 shows H.323.'),
          openWatchword: count('1 asks for a watchword.'),
          eventWatchword: secret(text('The watchword.')),
          labels: text('Tags: JSON text of an array of texts.'),
        })
        .nullish(),
    }),
  ),
  variants: [
    alias('[]', 'billingcode', 'billingCode'),
    alias('[]', 'CreateTime', 'createTime'),
    alias('[].detailHouseList[]', 'ApprovalStatus', 'ApplyStatus'),
  ],
  effect: 'read',
  shareSeconds: 5,
  example: { input: { attendeeJoinUrl: 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk' }, output },
});
