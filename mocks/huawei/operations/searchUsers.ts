import { paceOf } from '../../world/pace.ts';
import { type DirectoryUser, ROOT, requireAdministrator, userAt, userCount, userItem } from '../directory.ts';
import type { HuaweiCall, HuaweiEndpoint } from '../endpoint.ts';
import { boolean, checkSearchKey } from '../meetingPage.ts';
import { lastPage, readWindow } from '../paging.ts';

const DEFAULT_LIMIT = 10;
type Item = ReturnType<typeof userItem>;
/** What a search looks at. */
const SEARCHED = ['name', 'englishName', 'userAccount', 'phone', 'email', 'thirdAccount'] as const;

/** GET /v1/usg/dcs/corp/member: the users of the enterprise [SDK-PY]. */
export const searchUsers: HuaweiEndpoint = {
  operation: 'SearchUsers',
  method: 'GET',
  path: () => '/v1/usg/dcs/corp/member',
  coverage: {
    section: 'D',
    simulated:
      'employees, the same as in meetings, and who was added; search, `deptCode` with `enableSubDept`, `adminType`, `userType`, `status`, the last page past the end; administrators alone',
    inferred: 'codes of departments, the order, which members a search looks at',
    missing: '`sortField` and `isAsc` do nothing; devices, inactive users',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  async answer(call) {
    requireAdministrator(call);
    checkSearchKey(call);
    const asked = readWindow(call.url.searchParams, DEFAULT_LIMIT);
    const { seed } = call.world;
    const itemAt = (index: number) => {
      const one = userAt(call, index);
      return one ? [userItem(seed, one)] : [];
    };
    const is = filterOf(call);
    if (!is) {
      const count = userCount(call);
      const { offset, limit } = lastPage(asked, count);
      const shown = Array.from({ length: Math.min(limit, count - offset) }, (_, n) => offset + n);
      return { offset, limit, count, data: shown.flatMap(itemAt) };
    }
    // Places alone, so that a hundred thousand take no room.
    const places: number[] = [];
    const pace = paceOf();
    for (let index = 0; index < userCount(call); index++) {
      if (index % 100 === 0) await pace();
      const one = userAt(call, index);
      if (one && is(userItem(seed, one), one)) places.push(index);
    }
    const { offset, limit } = lastPage(asked, places.length);
    const data = places.slice(offset, offset + limit).flatMap(itemAt);
    return { offset, limit, count: places.length, data };
  },
};

/** What a search leaves; undefined where it leaves all. @throws HuaweiRefusal MMC.111071061 */
function filterOf(call: HuaweiCall): ((item: Item, one: DirectoryUser) => boolean) | undefined {
  const query = call.url.searchParams;
  const key = (query.get('searchKey') ?? '').toLowerCase();
  const deptCode = query.get('deptCode') ?? ROOT;
  const below = boolean(call, 'enableSubDept', true);
  const [adminType, status] = [query.get('adminType'), query.get('status')];
  const userTypes = (query.get('userType') ?? '2').split(',');
  const everywhere = deptCode === ROOT && below;
  if (key === '' && everywhere && adminType === null && status === null && userTypes.includes('2'))
    return undefined;
  return (item) =>
    (key === '' || SEARCHED.some((name) => item[name].toLowerCase().includes(key))) &&
    (everywhere || item.deptCode === deptCode) &&
    (adminType === null || String(item.adminType) === adminType) &&
    (status === null || String(item.status) === status) &&
    userTypes.includes(String(item.userType));
}
