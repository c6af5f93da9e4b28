import type { QuanshiEndpoint } from '../endpoint.ts';
import { listOf } from '../input.ts';
import { account, type User } from '../userShapes.ts';
import { byEmail, emailsOf, MOST } from '../users.ts';

/** POST /confopenapi/account/getUsersByEmailsMobiles: accounts by address or number, each under what found it. */
export const getUsersByEmailsMobiles: QuanshiEndpoint = {
  operation: 'GetUsersByEmailsMobiles',
  method: 'POST',
  path: () => '/confopenapi/account/getUsersByEmailsMobiles',
  coverage: {
    section: '6.2',
    simulated: 'addresses and numbers, each under what found it, at most 200',
    inferred: 'who is not found is left out',
    missing: '',
    source: 'page [184](https://developer.quanshi.com/en/node/184)',
  },
  family: 'lookup',
  access: 'token or CheckSum',
  answer({ body, world }) {
    const result: Record<string, object> = {};
    const put = (key: string, found: User | undefined) => {
      if (found) result[key] = account(found);
    };
    for (const number of listOf(body, 'mobiles', 'string', MOST)) put(number, world.people.byMobile(number));
    for (const name of listOf(body, 'loginNames', 'string', MOST)) put(name, byEmail(world, name));
    for (const email of emailsOf(body)) put(email, byEmail(world, email));
    return { result };
  },
};
