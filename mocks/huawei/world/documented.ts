import type { MeetingKind, Timed } from '../../world/meeting.ts';
import { asDrawn } from '../../world/overlay/writtenPresence.ts';
import { NOBODY } from '../../world/presence.ts';
import type { Attendance, AttendanceList, HuaweiMeeting } from './huaweiMeeting.ts';

/*
 * The meetings of the documents' own examples. They exist whatever the seed and the clock, with exactly the values
 * printed. Where a document masks a value with asterisks the value here is made up around what it leaves visible.
 */

/** The enterprise's id: the corpId printed in documents/000. */
export const CORP_ID = '314765464';

/** The id of the service provider: made up. */
export const SP_ID = '8a8df0a174a1c6680174a26f578b0000';

const JOIN = 'https://meeting.huaweicloud.com/#/j';

/**
 * Who asks in documents/000 and is shown one webinar: no administrator, so that he sees those he booked and no others.
 * Log in as him, or send the token that the document prints, for the documented answer; the administrators of the
 * simulated enterprise see that webinar among the rest.
 */
export const DOCUMENTED_CALLER = 'user';

/** The access tokens that documents/000 and 001 print, so that their curl lines can be pasted. They never expire. */
export const DOCUMENTED_TOKENS: ReadonlyMap<string, string> = new Map([
  ['cnr1519IZUrrVdIgql7TRJHRl6AfFOOKzkO9zmqJ', DOCUMENTED_CALLER],
  // An administrator: he may read anybody's attendance.
  ['stbX5ElstO5QwOwPB9KGQWUZ1DHoFrTsQjjC', ''],
]);

/** The passwords that documents/000 masks. */
export const DOCUMENTED_WEBINAR_PASSWORDS = { chair: '264301', guest: '573920', audience: '918264' };

/** When a documented meeting is held: as it was booked. */
const timed = (confUUID: string, kind: MeetingKind, start: number, end: number): Timed => ({
  id: `d${confUUID}`,
  kind,
  created: start,
  scheduledStart: start,
  scheduledEnd: end,
  start,
  end,
  over: end,
});

/** Whoever is in a meeting of which a document says only that it runs: one, of whom nothing is known. */
const somebody: AttendanceList = { ...asDrawn({ ...NOBODY, online: () => 1 }), at: () => undefined };

const webinar: HuaweiMeeting = {
  ...timed(
    '9cc9db0ba95911eba637897a0ff0f70e',
    'webinar',
    Date.UTC(2021, 3, 30, 2, 13),
    Number.POSITIVE_INFINITY,
  ),
  recurring: false,
  conferenceId: '981326872',
  confUUID: '9cc9db0ba95911eba637897a0ff0f70e',
  subject: '网络研讨会',
  deptName: 'dept',
  schedulerName: 'user',
  schedulerAccount: DOCUMENTED_CALLER,
  vmrPkgName: '网络研讨会_1000方观众',
  mode: 'RTC',
  needPassword: true,
  supportApplets: true,
  chair: {
    uri: `${JOIN}/981326872/643681f0c97a25be3d4820cb6f15a99e7d03b28c41e5034f`,
    password: DOCUMENTED_WEBINAR_PASSWORDS.chair,
  },
  guest: {
    uri: `${JOIN}/981326872/411ed7250b9c3f8e6614d2a07bc59310fe8d42a76b3ca7fb`,
    password: DOCUMENTED_WEBINAR_PASSWORDS.guest,
  },
  audience: {
    uri: `${JOIN}/981326872/b084f6a1927d3c5e80b714f2d96a3e1c05f8b27d4e5d8`,
    password: DOCUMENTED_WEBINAR_PASSWORDS.audience,
  },
  attendance: somebody,
  recordings: [],
};

const attendees: readonly Attendance[] = [
  {
    displayName: 'user8002',
    callNumber: '+991116004380',
    device: 'soft',
    joinTime: 1574119917872,
    leftTime: 1574119956881,
    video: true,
    deptName: 'wangyue',
  },
  {
    displayName: '+991116005905',
    callNumber: '+991116005905',
    device: 'soft',
    joinTime: 1574119935467,
    leftTime: 1574119947620,
    video: true,
    deptName: 'wangyue',
  },
];

const ended: HuaweiMeeting = {
  // Over, however early the clock.
  ...timed(
    '9a0fa6d10a5b11eaae5e191763c22c0e',
    'conference',
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ),
  recurring: false,
  // documents/001 prints no conference id; nothing asks for this one by it.
  conferenceId: '',
  confUUID: '9a0fa6d10a5b11eaae5e191763c22c0e',
  subject: 'wangyue的会议',
  deptName: 'wangyue',
  schedulerName: 'user8002',
  vmrPkgName: '',
  mode: 'COMMON',
  needPassword: false,
  supportApplets: true,
  chair: { uri: '', password: '' },
  guest: { uri: '', password: '' },
  attendance: {
    ...asDrawn({
      people: attendees.length,
      total: attendees.length,
      person: (index) => index,
      stay: (index) => attendees[index] ?? NOBODY.stay(index),
      online: () => 0,
    }),
    at: (index) => attendees[index],
  },
  recordings: [],
};

// need_password is false in documents/004 although its request sends a password. INFERRED: this conference has
// none, so that any password, or none, is accepted for it.
const open: HuaweiMeeting = {
  ...timed(
    '2fd0e6a065ea11efb4c1fa163e8d7c55',
    'conference',
    Date.UTC(2024, 7, 29, 9, 0),
    Number.POSITIVE_INFINITY,
  ),
  recurring: false,
  conferenceId: '914047175',
  confUUID: '2fd0e6a065ea11efb4c1fa163e8d7c55',
  subject: 'zhang的会议',
  deptName: '研发部',
  schedulerName: 'zhang',
  vmrPkgName: '',
  mode: 'RTC',
  needPassword: false,
  supportApplets: true,
  chair: { uri: `${JOIN}/914047175`, password: '' },
  guest: { uri: `${JOIN}/914047175`, password: '' },
  attendance: somebody,
  recordings: [],
};

/** The meetings of documents 000, 001 and 004. */
export function documentedMeetings(): readonly HuaweiMeeting[] {
  return [webinar, ended, open];
}
