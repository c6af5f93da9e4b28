// Generated from the registry by `npm run docs`.
import type { Paging } from '../core/paging.ts';
import type { PagedId } from '../registry.ts';

/** How each list is paged through: all that the client knows of operations when it runs. */
export const pagings: Record<PagedId, Paging> = {
  'huawei.listOngoingWebinars': {
    by: 'offset',
    offset: 'offset',
    rows: 'data',
    total: 'count',
    key: 'confUUID',
  },
  'huawei.searchAttendanceRecords': { by: 'offset', offset: 'offset', rows: 'data', total: 'count' },
  'quanshi.listLiveConferences': {
    by: 'page',
    page: 'page',
    size: 'count',
    rows: 'confList',
    total: 'totalCount',
    key: 'conferenceId',
  },
};
