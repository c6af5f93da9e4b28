/*
 * What the official SDKs expect of Huawei's answers, from the models of the Python SDK and the pages: which members each has
 * and which it must have. Kept as data beside the simulation and never derived from it.
 *
 * A new operation of the simulation is a row here: `ask` says how it is asked, with what the context has found before.
 */

/** The members of an object, and of the objects in its lists. */
export interface Model {
  readonly mandatory: readonly string[];
  readonly optional: readonly string[];
  readonly members?: Readonly<Record<string, Model>>;
}

/** How an operation is asked: what the SDK puts into query, headers and body. */
export interface Ask {
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** What stands in the braces of a path. */
  readonly path?: Readonly<Record<string, string>>;
}

/** What is known when an operation is asked: a fresh login, and things that are there. */
export interface Found {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly now: number;
  /** A way to ask another operation first; gives its answer. */
  ask(operation: string, more?: Ask): Promise<Readonly<Record<string, unknown>>>;
  /** The Authorization header and body of a login. */
  readonly login: Ask;
}

/** One operation: how it is asked, and what it answers; nothing where the pages list no answer. */
export interface Row {
  ask(found: Found): Ask | Promise<Ask>;
  /** Whether it carries X-Access-Token; so unless it says no. */
  readonly token?: false;
  readonly answer: Model | undefined;
}

export const model = (mandatory: string, optional: string, members?: Model['members']): Model => ({
  mandatory: mandatory.split(' ').filter(Boolean),
  optional: optional.split(' ').filter(Boolean),
  ...(members ? { members } : {}),
});
export const page = (item: Model): Model => model('offset limit count', 'data', { data: item });
const nothing = undefined;
const plain = (): Ask => ({});

// [H-AUTH]
const user = model(
  '',
  'realm userId ucloginAccount serviceAccount numberHA1 alias1 companyId spId companyDomain userType adminType name nameEn isBindPhone freeUser thirdAccount visionAccount headPictureUrl password status paidAccount paidPassword weLinkUser appId tr069Account corpType cloudUserId grayUser',
);
const login = model(
  'accessToken validPeriod expireTime createTime user clientType refreshToken refreshValidPeriod refreshExpireTime refreshCreateTime',
  'tokenIp forceLoginInd firstLogin pwdExpired daysPwdAvailable delayDelete proxyToken tokenType',
  { user },
);
const JOIN = 'chairJoinUri chairPasswd guestJoinUri guestPasswd audienceJoinUri audiencePasswd';
const ongoing = model(
  '',
  `conferenceId confUUID corpId subject deptName description startTime timeZoneId scheduserId scheduserName vmrPkgName ${JOIN} onlineAttendeeCount`,
);
const upcoming = model(
  '',
  `conferenceId corpId subject description startTime duration timeZoneId scheduserId scheduserName deptName vmrPkgName ${JOIN}`,
);
const held = model(
  '',
  'conferenceId confUUID subject scheduserName moderator deptName timeZoneId startTime duration actualStartTime endTime actualDuration attendeeCount chairCount guestCount audienceCount vmrId vmrPkgAudienceParties vmrPkgName',
);
/** ConferenceInfo, facts A.7. */
export const conferenceInfo = model(
  '',
  'conferenceID subject size timeZoneID startTime endTime mediaTypes conferenceState language accessNumber passwordEntry userUUID scheduserName deptName conferenceType confType cycleParams subConfs cycleSubConfID isAutoMute isAutoRecord chairJoinUri guestJoinUri audienceJoinUri recordType recordAuxStream recordAuthType liveAddress auxAddress liveUrl confConfigInfo vmrFlag vmrConferenceID vmrID isHasRecordFile confUUID partAttendeeInfo terminlCount normalCount role webinar multiStreamFlag confMode scheduleVmr onlineAttendeeAmount concurrentParticipants supportSimultaneousInterpretation picDisplay',
  { passwordEntry: model('', 'conferenceRole password') },
);
const attendance = model('', 'displayName callNumber deviceType joinTime leftTime mediaType deptName');
// Facts A.5 and A.6.
const participant = model(
  '',
  'participantID name subscriberID role state address attendeeType accountId phone phone2 phone3 email sms deptName userUUID appId isAutoInvite isNotOverlayPidName',
);
const detail = model('', 'conferenceData data', { conferenceData: conferenceInfo, data: page(participant) });
const present = model('', 'participant_id name call_number role third_account account user_id');
const DAY = 86_400_000;
/** One of the meetings that run, in the given member; the first is a document's own, in which nobody is told of. */
const running = async ({ ask }: Found, member: 'conferenceID' | 'conf_id') => {
  const { data } = await ask('SearchOnlineMeetings', { query: { queryAll: true, limit: 5 } });
  const last = (data as { conferenceID: string }[]).at(-1);
  return { query: { [member]: last?.conferenceID ?? '' } };
};
const config = { subscriberId: '12345678', subscriberKey: '123465', url: 'https://127.0.0.1/hook' };
/** The enterprise's configuration of pushes, made first. */
const configured = async ({ ask }: Found) => {
  await ask('SetWebHookConfig', { body: config });
  return String((await ask('ShowWebHookConfig')).id);
};

/** By the SDK's name of the operation. */
export const HUAWEI_ROWS: Readonly<Record<string, Row>> = {
  CreateAppIdToken: { token: false, ask: (found) => found.login, answer: login },
  CreateToken: {
    token: false,
    ask: () => ({
      headers: { Authorization: `Basic ${btoa('demo-account:demo-password')}` },
      body: { account: 'demo-account', clientType: 72 },
    }),
    answer: login,
  },
  UpdateToken: {
    token: false,
    ask: ({ refreshToken }) => ({ headers: { 'X-Access-Token': refreshToken } }),
    answer: login,
  },
  CheckToken: {
    token: false,
    ask: ({ accessToken }) => ({
      body: { token: accessToken, needGenNewToken: false, needAccountInfo: true },
    }),
    answer: login,
  },
  DeleteToken: { ask: plain, answer: nothing },
  ListOngoingWebinars: {
    ask: () => ({ query: { limit: 5, sortType: 'DSC_StartTIME' } }),
    answer: page(ongoing),
  },
  ListUpComingWebinars: { ask: plain, answer: page(upcoming) },
  ListHistoryWebinars: { ask: plain, answer: page(held) },
  SearchMeetings: { ask: () => ({ query: { queryAll: true } }), answer: page(conferenceInfo) },
  ShowMeetingDetail: { ask: (found) => running(found, 'conferenceID'), answer: detail },
  ShowOnlineMeetingDetail: { ask: (found) => running(found, 'conferenceID'), answer: detail },
  ShowHisMeetingDetail: {
    ask: () => ({ query: { confUUID: '9a0fa6d10a5b11eaae5e191763c22c0e' } }),
    answer: detail,
  },
  ListOnlineConfAttendee: { ask: (found) => running(found, 'conf_id'), answer: page(present) },
  SearchOnlineMeetings: { ask: () => ({ query: { queryAll: true } }), answer: page(conferenceInfo) },
  SearchHisMeetings: {
    ask: ({ now }) => ({ query: { startDate: now - 2 * DAY, endDate: now, queryAll: true } }),
    answer: page(conferenceInfo),
  },
  SearchAttendanceRecordsOfHisMeeting: {
    ask: () => ({ query: { confUUID: '9a0fa6d10a5b11eaae5e191763c22c0e' } }),
    answer: page(attendance),
  },
  CreateAuthRandom: {
    ask: () => ({ query: { conf_id: '914047175', guest_waiting: 0 }, headers: { 'X-Password': '1' } }),
    answer: model('', 'random subject conf_mode webinar need_password support_applets'),
  },
  CreateAnonymousAuthRandom: {
    token: false,
    ask: () => ({ query: { conferenceID: '914047175' }, headers: { 'X-Password': '1' } }),
    answer: model('', 'siteUrl random'),
  },
  SetWebHookConfig: { ask: () => ({ body: config }), answer: nothing },
  ShowWebHookConfig: {
    async ask(found) {
      await configured(found);
      return {};
    },
    answer: model('returnCode', 'returnDesc id subscriberId url status'),
  },
  UpdateWebHookConfigStatus: {
    ask: async (found) => ({ query: { id: await configured(found), status: 1 } }),
    answer: nothing,
  },
  DeleteWebHookConfig: {
    ask: async (found) => ({ query: { id: await configured(found) } }),
    answer: nothing,
  },
};
