import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import { personal, secret } from '../../core/sensitivity.ts';
import { alias, type Variant } from '../../core/variant.ts';
import { count, equipment, room, text } from './schemas.ts';

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

/** A booked conference with those invited, its rooms and devices: what every answer about bookings has. */
export const conference = {
  conferenceId: text('Conference id.'),
  eventId: text('Id of its calendar event.'),
  pcode1: secret(text('Password of the host.')),
  pcode2: secret(text('Password of a participant.')),
  hostId: count('User id of the host.'),
  title: text('Subject.'),
  billingCode: text('Billing code.'),
  startTime: text('Start: Unix seconds.'),
  endTime: text('End: Unix seconds.'),
  timezone: text('IANA name of the time zone.'),
  length: count('Length in minutes.'),
  hostName: text('Name of the host.'),
  hostJoinUrl: secret(text('Join link of the host.')),
  attendeeJoinUrl: secret(text('Join link of an attendee.')),
  hostMobile: personal(text('Mobile of the host.')),
  confMode: count('0 video conference, 1 data conference.'),
  calType: text('E single, M recurring.'),
  status: count('0 cancelled, 1 created, 4 ended.'),
  roomId: text('Room id.'),
  attendList: described(z.nullish(z.array(attendee)), 'Who is invited.'),
  houseList: described(z.nullish(z.array(equipment)), 'Rooms.'),
  equipList: described(z.nullish(z.array(equipment)), 'Devices.'),
  detailHouseList: described(z.nullish(z.array(room)), 'Rooms with their devices.'),
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
  calExtraInfo: z.nullish(
    z.looseObject({
      allowH323: count('1 shows H.323.'),
      openWatchword: count('1 asks for a watchword.'),
      eventWatchword: secret(text('The watchword.')),
      labels: text('Tags: JSON text of an array of texts.'),
    }),
  ),
};

/** Where the documents' examples of a conference differ from their tables, by where it is in the result. */
export const conferenceVariants = (at: '' | '[]'): Variant[] => [
  alias(at, 'billingcode', 'billingCode'),
  alias(at, 'CreateTime', 'createTime'),
  alias([at, 'detailHouseList[]'].filter(Boolean).join('.'), 'ApprovalStatus', 'ApplyStatus'),
];
