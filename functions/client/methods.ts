// Generated from the registry by `npm run docs`.
import type { Paging } from '../core/paging.ts';
import type { OperationId } from '../registry.ts';
import type { Method } from './method.ts';

/** `client.huawei.listOngoingWebinars({ limit: 20 })`: a method for every operation of the registry. */
export interface Client {
  huawei: {
    /** Create an authentication random for a conference (获取会议鉴权随机数). Trades a conference id and its password for a random to join with. */
    createAuthRandom: Method<'huawei.createAuthRandom'>;
    /** List ongoing webinars (查询正在召开的网络研讨会列表). An administrator sees every ongoing webinar of the enterprise, anybody else those they booked. */
    listOngoingWebinars: Method<'huawei.listOngoingWebinars'>;
    /** List who attended an ended conference (查询历史会议的与会者记录). One row for each time somebody joined. Ask by confUUID, as a conference id is used again; Huawei keeps history for 6 months, 12 at most. */
    searchAttendanceRecords: Method<'huawei.searchAttendanceRecords'>;
  };
  quanshi: {
    /** Look up a conference by its attendee join link (通过参会人入会短链接获取会议详情). The booked conference behind a join link, as a list of one. The link goes into the body, as it is a secret. */
    getConferenceByJoinUrl: Method<'quanshi.getConferenceByJoinUrl'>;
    /** List live conferences (分页查询实时会议列表). The conferences that are running now, as an administrator sees them. */
    listLiveConferences: Method<'quanshi.listLiveConferences'>;
  };
  meetings: {
    /** Count what runs now (统计正在召开的会议). How many webinars and conferences run now at each provider and account that the key may use. Where a source fails, its problem stands in its place and `complete` is false; where all fail, the call fails. */
    countLive: Method<'meetings.countLive'>;
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
  'huawei.listOngoingWebinars': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count', key: 'confUUID' },
  },
  'huawei.searchAttendanceRecords': {
    paging: { by: 'offset', offset: 'offset', rows: 'data', total: 'count' },
  },
  'quanshi.getConferenceByJoinUrl': {},
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
  'meetings.countLive': {},
};
