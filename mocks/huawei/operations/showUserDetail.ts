import { lastPart } from '../../core/route.ts';
import { findUser, requireAdministrator, userDetail } from '../directory.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';

/** GET /v1/usg/dcs/corp/member/{account}: one user of the enterprise [SDK-PY]. */
export const showUserDetail: HuaweiEndpoint = {
  operation: 'ShowUserDetail',
  method: 'GET',
  path: () => '/v1/usg/dcs/corp/member/{account}',
  coverage: {
    section: 'D',
    simulated: 'by the vendor’s account, or with `accountType=1` by the enterprise’s',
    inferred: 'an employee’s two accounts are one; members of `corp`, `function` and `devType`',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    requireAdministrator(call);
    const type = call.url.searchParams.get('accountType') ?? '0';
    if (type !== '0' && type !== '1')
      throw new HuaweiRefusal('USG.206060011', `accountType must be 0 or 1, not "${type}"`);
    const found = findUser(call, lastPart(call.url), type === '1');
    if (!found) throw new HuaweiRefusal('USG.206030000', 'no user of the enterprise has this account');
    return userDetail(call.world.seed, found);
  },
};
