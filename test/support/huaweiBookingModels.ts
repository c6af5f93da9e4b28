import { type Ask, conferenceInfo, type Found, model, page, type Row } from './huaweiModels.ts';

/* Booking, details and control, as `huaweiModels.ts` has it: facts-more, A to D. */

const subConf = model(
  '',
  'cycleSubConfID conferenceID mediaType startTime endTime isAutoRecord confConfigInfo recordAuthType description joinBeforeHostTime',
);
const info = { ...conferenceInfo, members: { ...conferenceInfo.members, subConfs: subConf } };
/** The SDK makes members of the places of a list. */
const listOfOne = model('0', '', { 0: info });
const invited = model(
  '',
  'participantID name subscriberID role state address attendeeType accountId phone2 phone3 email sms deptName userUUID appId isAutoInvite isNotOverlayPidName',
);
const detail = model('conferenceData data', '', { conferenceData: info, data: page(invited) });
const webinar = model(
  '',
  'conferenceId corpId subject description startTime duration timeZoneId state scheduserId scheduserName deptName vmrPkgName callRestriction scope audienceScope chairJoinUri chairPasswd guestJoinUri guestPasswd audienceJoinUri audiencePasswd enableRecording liveAddress auxAddress liveUrl attendees notifySetting',
);
const vmr = model(
  '',
  'id vmrId vmrName gustPwd gustJoinUrl chairPwd chairJoinUrl allowGustFirst gustFirstNotice vmrMode vmrPkgId vmrPkgName vmrPkgParties status',
);

const DAY = 86_400_000;
const at = (instant: number) => new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
const booking = { mediaTypes: 'HDVideo', subject: '例会' };
const later = ({ now }: Found) => ({ ...booking, startTime: at(now + DAY), length: 60 });
const date = (instant: number) => at(instant).slice(0, 10);
const weekly = (found: Found) => ({
  ...later(found),
  timeZoneID: '56',
  cycleParams: {
    startDate: date(found.now + DAY),
    endDate: date(found.now + 5 * DAY),
    cycle: 'Day',
    interval: 1,
    preRemindDays: 1,
  },
});
const newWebinar = ({ now }: Found) => ({
  ...{ subject: '发布会', startTime: at(now + DAY), duration: 60, timeZoneId: 56, vmrID: 'room' },
});

interface Booked {
  readonly conferenceID: string;
  readonly confUUID?: string;
  readonly passwordEntry: readonly { readonly password: string }[];
  readonly subConfs?: readonly { readonly cycleSubConfID: string }[];
}
const first = (answer: Readonly<Record<string, unknown>>): Booked => answer[0] as Booked;
const booked = async (found: Found) => first(await found.ask('CreateMeeting', { body: later(found) }));
const series = async (found: Found) =>
  first(await found.ask('CreateRecurringMeeting', { body: weekly(found) }));
/** A meeting that runs. */
const running = async (found: Found) => {
  const made = first(await found.ask('CreateMeeting', { body: booking }));
  const password = made.passwordEntry[0]?.password ?? '';
  await found.ask('StartMeeting', { body: { conferenceID: made.conferenceID, password } });
  return { conferenceID: made.conferenceID, password };
};
/** The same, with a token to control it. */
const controlled = async (found: Found, more: Ask = {}) => {
  const { conferenceID, password } = await running(found);
  const headers = { 'X-Login-Type': '1', 'X-Password': password };
  const { data } = await found.ask('CreateConfToken', { query: { conferenceID }, headers });
  const { token } = data as { token: string };
  return {
    ...more,
    query: { conferenceID, ...more.query },
    headers: { 'X-Conference-Authorization': token },
  };
};
const control = (more: Ask = {}): Row => ({
  token: false,
  ask: (found) => controlled(found, more),
  answer: undefined,
});
/** Asks control calls for somebody who is in it. */
const withPerson = async (found: Found) => {
  const asked = await controlled(found);
  const { participants } = await found.ask('ShowRealTimeInfoOfMeeting', asked);
  const [{ pid } = { pid: '' }] = participants as { pid: string }[];
  return { asked, pid };
};
const person = { name: '王芳', phone: '+991116000001', type: 'normal' };
const inWebinar = async (found: Found) =>
  String((await found.ask('CreateWebinar', { body: newWebinar(found) })).conferenceId);

/** By the SDK's name of the operation. */
export const BOOKING_ROWS: Readonly<Record<string, Row>> = {
  CreateMeeting: { ask: (found) => ({ body: later(found) }), answer: listOfOne },
  UpdateMeeting: {
    ask: async (found) => ({
      query: { conferenceID: (await booked(found)).conferenceID },
      body: later(found),
    }),
    answer: listOfOne,
  },
  CancelMeeting: {
    ask: async (found) => ({ query: { conferenceID: (await booked(found)).conferenceID } }),
    answer: undefined,
  },
  CreateRecurringMeeting: { ask: (found) => ({ body: weekly(found) }), answer: listOfOne },
  UpdateRecurringMeeting: {
    ask: async (found) => ({
      query: { conferenceID: (await series(found)).conferenceID },
      body: weekly(found),
    }),
    answer: listOfOne,
  },
  CancelRecurringMeeting: {
    ask: async (found) => ({ query: { conferenceID: (await series(found)).conferenceID } }),
    answer: undefined,
  },
  UpdateRecurringSubMeeting: {
    async ask(found) {
      const { conferenceID, subConfs = [] } = await series(found);
      const cycleSubConfID = subConfs[0]?.cycleSubConfID;
      return { query: { conferenceID }, body: { ...later(found), cycleSubConfID } };
    },
    answer: undefined,
  },
  CancelRecurringSubMeeting: {
    async ask(found) {
      const { conferenceID, subConfs = [] } = await series(found);
      return { query: { conferenceID }, body: { cycleSubConfIDs: [subConfs[0]?.cycleSubConfID] } };
    },
    answer: undefined,
  },
  SearchMeetings: {
    ask: () => ({ query: { queryAll: true, queryConfMode: 'ALL' } }),
    answer: page(info),
  },
  ShowMeetingDetail: {
    ask: async (found) => ({ query: { conferenceID: (await series(found)).conferenceID } }),
    answer: detail,
  },
  ShowOnlineMeetingDetail: {
    ask: async (found) => ({ query: { conferenceID: (await running(found)).conferenceID } }),
    answer: detail,
  },
  ShowHisMeetingDetail: {
    async ask({ ask, now }) {
      const query = { startDate: now - 2 * DAY, endDate: now, queryAll: true, limit: 1 };
      const { data } = await ask('SearchHisMeetings', { query });
      return { query: { confUUID: String((data as Booked[])[0]?.confUUID) } };
    },
    answer: detail,
  },
  ListOnlineConfAttendee: {
    ask: async (found) => ({ query: { conf_id: (await running(found)).conferenceID } }),
    answer: page(model('', 'participant_id name call_number role third_account account user_id')),
  },
  ShowRealTimeInfoOfMeeting: {
    token: false,
    ask: (found) => controlled(found),
    answer: model('', 'attendees participants confInfo', {
      attendees: model('', 'accountID userUUID name phone phoneLeft phoneRight'),
      participants: model('', 'pid name phone state video mute hand'),
      confInfo: model('', 'chairID coHosts'),
    }),
  },
  StartMeeting: {
    async ask(found) {
      const { conferenceID, passwordEntry } = first(await found.ask('CreateMeeting', { body: booking }));
      return { body: { conferenceID, password: passwordEntry[0]?.password } };
    },
    answer: model('', 'uuid regionIP'),
  },
  CreateConfToken: {
    async ask(found) {
      const { conferenceID, password } = await running(found);
      return { query: { conferenceID }, headers: { 'X-Login-Type': '1', 'X-Password': password } };
    },
    answer: model('', 'data addressToken gloablPublicIP', {
      data: model(
        '',
        'token tmpWsToken wsURL role expireTime userID orgID participantID confTokenExpireTime vmrCurrentConfID supportNotifyType',
      ),
    }),
  },
  StopMeeting: control(),
  ProlongMeeting: control({ body: { auto: 0, duration: 15 } }),
  InviteParticipant: control({ body: { attendees: [person] } }),
  HangUp: {
    token: false,
    async ask(found) {
      const { asked, pid } = await withPerson(found);
      return { ...asked, body: { bulkHangUpParticipants: [pid] } };
    },
    answer: undefined,
  },
  MuteMeeting: control({ body: { isMute: 1, allowUnmuteByOneself: 1 } }),
  MuteParticipant: {
    token: false,
    async ask(found) {
      const { asked, pid } = await withPerson(found);
      return { ...asked, query: { ...asked.query, participantID: pid }, body: { isMute: 1 } };
    },
    answer: undefined,
  },
  Record: control({ body: { isRecord: 1 } }),
  LockMeeting: control({ body: { isLock: 1 } }),
  CreateWebinar: { ask: (found) => ({ body: newWebinar(found) }), answer: webinar },
  UpdateWebinar: {
    ask: async (found) => ({ body: { ...newWebinar(found), conferenceId: await inWebinar(found) } }),
    answer: undefined,
  },
  ShowWebinar: {
    ask: async (found) => ({ path: { conference_id: await inWebinar(found) } }),
    answer: webinar,
  },
  DeleteWebinar: {
    ask: async (found) => ({ path: { conference_id: await inWebinar(found) } }),
    answer: undefined,
  },
  SearchMemberVmr: { ask: () => ({}), answer: page(vmr) },
};
