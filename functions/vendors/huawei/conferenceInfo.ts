import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import { personal, secret } from '../../core/sensitivity.ts';
import { count, flag, text } from './schemas.ts';

const invitee = z.looseObject({
  name: text('Name.'),
  phone: personal(text('Number: a SIP number, or a telephone number.')),
  phone2: personal(text('Reserved.')),
  phone3: personal(text('Reserved.')),
  type: text('`normal`, `terminal`, `outside`, `mobile` and the like.'),
  role: count('0 guest, 1 host.'),
  isMute: count('1 if muted.'),
});

const settings = z.looseObject({
  isSendNotify: flag('Whether mails are sent.'),
  isSendSms: flag('Whether text messages are sent.'),
  isSendCalendar: flag('Whether calendar mails are sent.'),
  isAutoMute: flag('Whether soft clients join muted.'),
  isHardTerminalAutoMute: flag('Whether rooms join muted.'),
  isGuestFreePwd: flag('Whether guests need no password.'),
  callInRestriction: count('Who may join: 0 everybody, 2 the enterprise, 3 who is invited.'),
  allowGuestStartConf: flag('Whether guests may start it.'),
  guestPwd: secret(text('Password of a guest.')),
  vmrIDType: count('0 fixed id, 1 random id.'),
  prolongLength: count('Minutes that it goes on while somebody is in; 0 ends it on time.'),
  enableWaitingRoom: flag('Whether there is a waiting room.'),
});

const occurrence = z.looseObject({
  cycleSubConfID: text('Id of the occurrence.'),
  conferenceID: text('Conference id of the series.'),
  mediaType: text('Kinds of media, separated by commas.'),
  startTime: text('Start in UTC, `yyyy-MM-dd HH:mm`.'),
  endTime: text('End in UTC, `yyyy-MM-dd HH:mm`.'),
  isAutoRecord: count('1 if recorded from the start.'),
  recordAuthType: count('Who may watch the recording: 0 by link, 1 the enterprise, 2 participants.'),
  description: text('Description.'),
  confConfigInfo: z.nullish(settings),
});

const recurrence = z.looseObject({
  startDate: text('First day, `yyyy-MM-dd` in the zone of timeZoneID.'),
  endDate: text('Last day, `yyyy-MM-dd` in the zone of timeZoneID.'),
  cycle: text('`Day`, `Week` or `Month`.'),
  interval: count('Every so many days, weeks or months.'),
  point: described(z.nullish(z.array(z.int())), 'Days of the week from 0, Sunday, or of the month.'),
  preRemindDays: count('Days ahead that people are reminded.'),
});

/** A meeting as every answer about meetings has it; what is told depends on the answer. All of it is optional. */
export const conferenceInfo = z.looseObject({
  conferenceID: text('Conference id.'),
  confUUID: text('UUID of the meeting that is or was held; a booked one has none.'),
  subject: text('Subject.'),
  size: count('People invited.'),
  timeZoneID: text('Time zone of the invitation; 56 is Beijing.'),
  startTime: text('Start in UTC, `yyyy-MM-dd HH:mm`.'),
  endTime: text('End in UTC, `yyyy-MM-dd HH:mm`.'),
  mediaTypes: text('Kinds of media, separated by commas: Voice, Video, HDVideo, Data.'),
  conferenceState: text('`Schedule`, `Creating`, `Created` or `Destroyed`.'),
  language: text('Language of the invitation.'),
  accessNumber: text('Number to dial.'),
  userUUID: text('User UUID of the person who booked it.'),
  scheduserName: text('Name of the person who booked it.'),
  deptName: text('Department of the person who booked it.'),
  passwordEntry: described(
    z.nullish(
      z.array(
        z.looseObject({
          conferenceRole: text('`chair` host, `general` guest.'),
          password: secret(text('Password.')),
        }),
      ),
    ),
    'Passwords.',
  ),
  conferenceType: count('0 single, 2 recurring.'),
  confType: text('`FUTURE`, `IMMEDIATELY` or `CYCLE`.'),
  cycleParams: z.nullish(recurrence),
  subConfs: described(z.nullish(z.array(occurrence)), 'Occurrences of a series.'),
  cycleSubConfID: text('Id of its first occurrence.'),
  isAutoMute: count('1 if people join muted.'),
  isAutoRecord: count('1 if recorded from the start.'),
  chairJoinUri: secret(text('Join link of the host.')),
  guestJoinUri: secret(text('Join link of a guest.')),
  audienceJoinUri: secret(text('Join link of the audience.')),
  recordType: count('0 off, 1 live, 2 recorded, 3 both.'),
  recordAuxStream: count('1 if shared screens are recorded.'),
  recordAuthType: count('Who may watch the recording: 0 by link, 1 the enterprise, 2 participants.'),
  liveAddress: secret(text('Where the live stream is pushed to.')),
  auxAddress: secret(text('Where the shared screens are pushed to.')),
  liveUrl: secret(text('Link of the live stream.')),
  confConfigInfo: z.nullish(settings),
  vmrFlag: count('1 if held in a cloud meeting room.'),
  vmrID: text('Id of that room.'),
  vmrConferenceID: text('Conference id of that room.'),
  isHasRecordFile: flag('Whether there is a recording.'),
  partAttendeeInfo: described(z.nullish(z.array(invitee)), 'Some of the people invited.'),
  terminlCount: count('Rooms invited.'),
  normalCount: count('Soft clients invited.'),
  role: text('Who is asking: `chair`, `general` or `audience`.'),
  webinar: flag('Whether it is a webinar.'),
  multiStreamFlag: count('1 with several streams.'),
  confMode: text('`COMMON` (MCU) or `RTC` (MMR).'),
  onlineAttendeeAmount: count('People online now, in the list of running meetings.'),
  concurrentParticipants: count('Most people at once; 0 sets no limit.'),
  supportSimultaneousInterpretation: flag('Whether there is interpretation.'),
});
