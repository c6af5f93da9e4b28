import type { HuaweiEndpoint } from '../endpoint.ts';
import { lastPage, readWindow } from '../paging.ts';
import { memberVmrs } from '../vmr.ts';

const DEFAULT_LIMIT = 10;

/** GET /v1/usg/dcs/member/vmr: the rooms of the caller, whose `id` a booking takes as vmrID [SDK-PY]. */
export const searchMemberVmr: HuaweiEndpoint = {
  operation: 'SearchMemberVmr',
  method: 'GET',
  path: () => '/v1/usg/dcs/member/vmr',
  coverage: {
    section: 'D',
    simulated: 'the personal room and a shared one, search, `specialVmr`, the last page past the end',
    inferred: 'every user has one of each',
    missing: 'webinar rooms',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const query = call.url.searchParams;
    const key = (query.get('searchKey') ?? '').toLowerCase();
    const special = query.get('specialVmr');
    const found = memberVmrs(call).filter(
      ({ vmrName, vmrId, vmrMode }) =>
        (special === null || (special === 'true') === (vmrMode === 1)) &&
        (vmrName.toLowerCase().includes(key) || vmrId.includes(key)),
    );
    const { offset, limit } = lastPage(readWindow(query, DEFAULT_LIMIT), found.length);
    return { offset, limit, count: found.length, data: found.slice(offset, offset + limit) };
  },
};
