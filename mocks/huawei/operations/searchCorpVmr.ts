import { paceOf } from '../../world/pace.ts';
import { requireAdministrator } from '../directory.ts';
import type { HuaweiCall, HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { checkSearchKey } from '../meetingPage.ts';
import { lastPage, readWindow } from '../paging.ts';
import { vmrOf } from '../vmr.ts';

const DEFAULT_LIMIT = 10;
// Rooms that nobody has yet: INFERRED, as how many there are.
const UNASSIGNED = 3;
const OK = 0;
const FREE = 2;

/** GET /v1/usg/dcs/corp/vmr: the shared rooms of the enterprise and whose they are [SDK-PY]. */
export const searchCorpVmr: HuaweiEndpoint = {
  operation: 'SearchCorpVmr',
  method: 'GET',
  path: () => '/v1/usg/dcs/corp/vmr',
  coverage: {
    section: 'D',
    simulated:
      'the room of each employee, the same as in SearchMemberVmr, and three that nobody has; search, `status`, the last page past the end; administrators alone',
    inferred: 'which there are, when they expire',
    missing: 'webinar rooms (`vmrMode=2` finds none), frozen rooms, rooms of devices',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  async answer(call) {
    requireAdministrator(call);
    checkSearchKey(call);
    const query = call.url.searchParams;
    const mode = query.get('vmrMode') ?? '1';
    if (mode !== '1' && mode !== '2')
      throw new HuaweiRefusal('USG.206060011', `vmrMode must be 1 or 2, not "${mode}"`);
    const { total } = call.world.people;
    const all = mode === '2' || total === 0 ? 0 : total + UNASSIGNED;
    const asked = readWindow(query, DEFAULT_LIMIT);
    const key = (query.get('searchKey') ?? '').toLowerCase();
    const status = query.get('status');
    if (key === '' && status === null) {
      const { offset, limit } = lastPage(asked, all);
      const shown = Array.from({ length: Math.min(limit, all - offset) }, (_, n) => offset + n);
      return { offset, limit, count: all, data: shown.map((index) => room(call, index)) };
    }
    const places: number[] = [];
    const pace = paceOf();
    for (let index = 0; index < all; index++) {
      if (index % 100 === 0) await pace();
      const one = room(call, index);
      const found = one.vmrName.toLowerCase().includes(key) || one.vmrId.includes(key);
      if (found && (status === null || String(one.status) === status)) places.push(index);
    }
    const { offset, limit } = lastPage(asked, places.length);
    const data = places.slice(offset, offset + limit).map((index) => room(call, index));
    return { offset, limit, count: places.length, data };
  },
};

/** Keys in the order of the table. */
function room({ world, now }: HuaweiCall, index: number) {
  const { people, seed } = world;
  const owner = index < people.total ? people.at(index) : undefined;
  const { id, vmrId, vmrName, vmrPkgName, vmrPkgParties } = vmrOf(
    seed,
    owner?.account ?? `spare${index}`,
    1,
    owner?.name ?? '未分配',
  );
  return {
    id,
    vmrId,
    vmrName,
    vmrPkgName,
    vmrPkgParties,
    maxAudienceParties: 0,
    ...(owner ? { member: { id: owner.userUUID, mark: owner.name } } : {}),
    status: owner ? OK : FREE,
    // The end of next year.
    expireDate: Date.UTC(new Date(now).getUTCFullYear() + 2, 0, 1) - 1,
    commercialMaxAudienceParties: 0,
  };
}
