import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import { personal } from '../../core/sensitivity.ts';
import { conferenceInfo } from './conferenceInfo.ts';
import { count, flag, text } from './schemas.ts';

const participant = z.looseObject({
  participantID: personal(text('Number: a SIP number, or a telephone number.')),
  name: text('Name.'),
  subscriberID: personal(text('Reserved.')),
  role: count('1 host, 0 guest.'),
  state: text('`MEETTING`, always.'),
  address: text('Reserved.'),
  attendeeType: text('`normal`, `terminal` room, `outside` or `mobile`.'),
  accountId: text('Account: the third-party user id.'),
  phone2: personal(text('Reserved.')),
  phone3: personal(text('Reserved.')),
  email: personal(text('E-mail.')),
  sms: personal(text('Mobile for text messages.')),
  deptName: text('Department.'),
  userUUID: text('User UUID.'),
  appId: text('App ID of the account.'),
  isAutoInvite: count('1 if called when the meeting starts.'),
  isNotOverlayPidName: flag('Whether the name of the room is not shown over its picture.'),
});

/** A meeting and who is invited to it. */
export const meetingDetail = z.looseObject({
  conferenceData: z.nullish(conferenceInfo),
  data: described(
    z.nullish(
      z.looseObject({
        offset: count('Offset of the first row.'),
        limit: count('Rows of a page.'),
        count: count('Rows in all.'),
        data: z._default(z.array(participant), []),
      }),
    ),
    'Who is invited; who came by themselves is not among them.',
  ),
});
