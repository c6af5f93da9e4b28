// Generated from the registry by `npm run docs`.
import type { Paging } from '../core/paging.ts';
import type { OperationId } from '../registry.ts';
import type { Method } from './method.ts';

/** `client.huawei.listOngoingWebinars({ limit: 20 })`: a method for every operation of the registry. */
export interface Client {
  huawei: {
    /** Create an authentication random for a conference (获取会议鉴权随机数). Trades a conference id and its password for a random to join with. */
    createAuthRandom: Method<'huawei.createAuthRandom'>;
    /** List webinars that have ended (查询历史的网络研讨会列表). Webinars that have ended, with how many people came. Who they were is asked by confUUID: `huawei.searchAttendanceRecords`. */
    listHistoryWebinars: Method<'huawei.listHistoryWebinars'>;
    /** List ongoing webinars (查询正在召开的网络研讨会列表). An administrator sees every ongoing webinar of the enterprise, anybody else those they booked. */
    listOngoingWebinars: Method<'huawei.listOngoingWebinars'>;
    /** List who is in a running meeting (查询在线会议与会者信息). Who is in a meeting now: one row for each device. */
    listOnlineAttendees: Method<'huawei.listOnlineAttendees'>;
    /** List upcoming webinars (查询即将召开的网络研讨会列表). Webinars that are booked and have not begun. An administrator sees those of the enterprise, anybody else their own. */
    listUpcomingWebinars: Method<'huawei.listUpcomingWebinars'>;
    /** List who attended an ended conference (查询历史会议的与会者记录). One row for each time somebody joined. Ask by confUUID, as a conference id is used again; Huawei keeps history for 6 months, 12 at most. */
    searchAttendanceRecords: Method<'huawei.searchAttendanceRecords'>;
    /** List meetings that have ended (查询历史会议列表). Meetings that have ended: a row for each time that one was held, so that one conference id may stand in several. Huawei keeps history for 6 months, 12 at most. */
    searchHistoryMeetings: Method<'huawei.searchHistoryMeetings'>;
    /** List meetings that are booked or running (查询尚未结束的会议列表). Meetings that have not ended: the user’s own and those they are invited to; an administrator may ask for everybody’s. */
    searchMeetings: Method<'huawei.searchMeetings'>;
    /** List running meetings (查询在线会议列表). Meetings that are running, by start: the user’s own and those they are invited to; an administrator may ask for everybody’s. */
    searchOnlineMeetings: Method<'huawei.searchOnlineMeetings'>;
    /** Show a meeting that has ended (查询历史会议详情). A meeting that has ended, and who was invited to it; who came tells `huawei.searchAttendanceRecords`. */
    showHistoryMeeting: Method<'huawei.showHistoryMeeting'>;
    /** Show a meeting that is booked or running (查询会议详情). A meeting that has not ended, and who is invited to it. */
    showMeeting: Method<'huawei.showMeeting'>;
    /** Show a running meeting (查询在线会议详情). A meeting that is running, and who is invited to it; who is in it tells `huawei.listOnlineAttendees`. */
    showOnlineMeeting: Method<'huawei.showOnlineMeeting'>;
    /** Show a webinar (查询网络研讨会详情). A webinar that is booked or running, with its panellists. */
    showWebinar: Method<'huawei.showWebinar'>;
  };
  quanshi: {
    /** Look up a conference by its attendee join link (通过参会人入会短链接获取会议详情). The booked conference behind a join link, as a list of one. The link goes into the body, as it is a secret. */
    getConferenceByJoinUrl: Method<'quanshi.getConferenceByJoinUrl'>;
    /** Get a conference with its counters (根据会议 ID 查询单条会议信息). A conference that runs or ran, with how many people are in it and how. The id is the one that it has while it runs: `quanshi.getStatus` tells it. */
    getDashboardConference: Method<'quanshi.getDashboardConference'>;
    /** Get who attended a conference (获取单场会议的参会记录数据). Everybody who joined a conference with one of the vendor’s clients: one row for each time. A conference may have been held several times; each has an id of its own. */
    getReport: Method<'quanshi.getReport'>;
    /** Get a conference that a user hosts (获取会议详情(支持会议室)). A booked conference by its booking id or by the password of its host, as a list of one. The password goes into the body. */
    getRoomConference: Method<'quanshi.getRoomConference'>;
    /** Get the status of conferences (获取会议最新实时状态). Whether conferences are booked, running or over. One is over a minute after everybody left; until 12 hours past its booked end it may run again. */
    getStatus: Method<'quanshi.getStatus'>;
    /** Look up users by e-mail and mobile (根据邮箱和手机号批量获取帐号信息). Users, each under the e-mail or the mobile that found them; who is not found is not there. */
    getUsersByEmailsMobiles: Method<'quanshi.getUsersByEmailsMobiles'>;
    /** List who is in a running conference (查询会中参会人终端列表). Who is in a conference now: one row for each device. The vendor does not tell how many there are in all: the page after the last one is empty. */
    listAttendees: Method<'quanshi.listAttendees'>;
    /** List live conferences (分页查询实时会议列表). The conferences that are running now, as an administrator sees them. */
    listLiveConferences: Method<'quanshi.listLiveConferences'>;
    /** List the conferences that a user hosts (获取会议列表(支持会议室)). The booked conferences of a host in a range of time, all at once: the vendor has no pages here. */
    listRoomConferences: Method<'quanshi.listRoomConferences'>;
  };
  meetings: {
    /** Count what runs now (统计正在召开的会议). How many webinars and conferences run now at each provider and account that the key may use. Where a source fails, its problem stands in its place and `complete` is false; where all fail, the call fails. */
    countLive: Method<'meetings.countLive'>;
    /** Who attended a meeting (查询会议的参会情况). Who was in a meeting and for how long, each person once: of those that have ended each join with its times, of what runs at either vendor who is in it now. Where the vendor has no report, what its events told and the watcher saw in the last days, marked as that (`observed`) and `partial`: stays of Huawei’s, numbers alone of Quanshi’s. Where nobody recorded who came, `coverage` is `not_recorded`. */
    getAttendance: Method<'meetings.getAttendance'>;
    /** Get a meeting (查询会议). A meeting as it is now, by its id. Huawei’s id changes once, when a booked meeting begins: the former one finds it as well. */
    get: Method<'meetings.get'>;
    /** Who attended the meetings of a stretch of time (查询一段时间内的参会情况). A row for each person and meeting that has ended, in order of the meetings. As CSV or NDJSON all of it is one stream, which is all or nothing: where a source fails it breaks off. Of Quanshi, these are the meetings of the hosts who are configured. */
    listAttendance: Method<'meetings.listAttendance'>;
    /** List meetings of every provider (查询所有平台的会议). Meetings and webinars over every provider and account that the key may use, in order of time: that of the booked start, else of the real one. A source that fails does not fail the others: `complete` is false then, and `unreachable` names it. Quanshi lists bookings of one host at a time: what is scheduled or over there is that of the hosts who are configured, and `sources` names each of them and up to when it looks. It tells no real times of what is over: attendance does. Only Quanshi lists what was cancelled or expired. */
    list: Method<'meetings.list'>;
    /** Find the meeting of a join link (通过入会链接查找会议). The meeting behind a join link or a meeting number of either vendor: the one that runs, else the next one, else the one that ended within a day. The link is recognised by its form and never fetched. */
    resolve: Method<'meetings.resolve'>;
  };
}

/** All that the client knows of an operation when it runs. */
export interface Traits {
  /** How the list is paged through. */
  paging?: Paging;
  /** It changes something: it is never repeated. */
  writes?: true;
}

/** Every operation. */
export const traits: Record<OperationId, Traits> = {
  'huawei.createAuthRandom': {},
  'huawei.listHistoryWebinars': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'confUUID' },
  },
  'huawei.listOngoingWebinars': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'confUUID' },
  },
  'huawei.listOnlineAttendees': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'participant_id' },
  },
  'huawei.listUpcomingWebinars': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'conferenceId' },
  },
  'huawei.searchAttendanceRecords': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count' },
  },
  'huawei.searchHistoryMeetings': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'confUUID' },
  },
  'huawei.searchMeetings': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'conferenceID' },
  },
  'huawei.searchOnlineMeetings': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'confUUID' },
  },
  'huawei.showHistoryMeeting': {},
  'huawei.showMeeting': {},
  'huawei.showOnlineMeeting': {},
  'huawei.showWebinar': {},
  'quanshi.getConferenceByJoinUrl': {},
  'quanshi.getDashboardConference': {},
  'quanshi.getReport': {},
  'quanshi.getRoomConference': {},
  'quanshi.getStatus': {},
  'quanshi.getUsersByEmailsMobiles': {},
  'quanshi.listAttendees': {
    paging: { by: 'page', page: 'page', size: 'count', rows: 'list', key: 'tempUserId' },
  },
  'quanshi.listLiveConferences': {
    paging: {
      by: 'page',
      page: 'page',
      size: 'count',
      rows: 'confList',
      total: 'totalCount',
      key: 'conferenceId',
    },
  },
  'quanshi.listRoomConferences': {},
  'meetings.countLive': {},
  'meetings.getAttendance': {},
  'meetings.get': {},
  'meetings.listAttendance': { paging: { by: 'cursor', cursor: 'cursor', next: 'nextCursor', rows: 'data' } },
  'meetings.list': {
    paging: { by: 'cursor', cursor: 'cursor', next: 'nextCursor', rows: 'data', key: 'id' },
  },
  'meetings.resolve': {},
};
