import { isObject } from '../../core/json.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { verifiedUser } from '../userShapes.ts';
import { group, MOST } from '../users.ts';

/** POST /eventopenapi/user/v2/search/mobiles: users by number, `{ countryCode?, phoneNumber }`. */
export const searchUsersByMobiles: QuanshiEndpoint = {
  operation: 'SearchUsersByMobiles',
  method: 'POST',
  path: () => '/eventopenapi/user/v2/search/mobiles',
  coverage: {
    section: '6.2',
    simulated: 'several numbers at once',
    inferred: 'an empty list for nobody, at most 200 numbers; the country code is not looked at',
    missing: '',
    source: 'page [432](https://developer.quanshi.com/cn/api/432)',
  },
  family: 'events',
  access: 'token or CheckSum',
  message: 'Successfully to get the user by mobiles!',
  answer({ body, world }) {
    const mobiles = body.mobiles ?? [];
    if (!Array.isArray(mobiles) || mobiles.length > MOST)
      throw new QuanshiRefusal('parameter', `mobiles must be a list of at most ${MOST} numbers`);
    const numbers = mobiles.map((one: unknown) => {
      const number = isObject(one) ? one.phoneNumber : undefined;
      if (typeof number === 'string') return number;
      throw new QuanshiRefusal('parameter', 'each of mobiles must be { countryCode?, phoneNumber }');
    });
    return { result: group(numbers, (number) => world.people.byMobile(number), verifiedUser) };
  },
};
