import type { JsonObject } from '../core/json.ts';
import type { World } from '../world.ts';
import { SUPER_ADMIN_USER } from './documented.ts';
import type { QuanshiEndpoint } from './endpoint.ts';
import { QuanshiRefusal } from './errors.ts';
import { listOf, words } from './input.ts';
import { account, type User, user, verifiedUser } from './userShapes.ts';

// that the other searches take as many is INFERRED.
const MOST = 200;
/**
 * POST /eventopenapi/user/search/email: users by their e-mail addresses. The flow page sends one `email` and shows one
 * flat object, the page's own table has `emails` and results by address [facts 6.2]: both are answered, each in its form.
 */
export const searchUserByEmail: QuanshiEndpoint = {
  operation: 'SearchUserByEmail',
  path: () => '/eventopenapi/user/search/email',
  family: 'events',
  access: 'token or CheckSum',
  message: 'Successfully to get the user by email!',
  answer({ body, world }) {
    if (body.emails !== undefined && body.email === undefined)
      return { result: group(emailsOf(body), (email) => find(world, email), user) };
    const found = find(world, words(body, 'email'));
    if (!found) throw new QuanshiRefusal('user', `no user has the address ${words(body, 'email')}`);
    return { result: user(found) };
  },
};

/** POST /eventopenapi/user/v2/search/emails: users by address, several at once. */
export const searchUsersByEmails: QuanshiEndpoint = {
  operation: 'SearchUsersByEmails',
  path: () => '/eventopenapi/user/v2/search/emails',
  family: 'events',
  access: 'token or CheckSum',
  message: 'Successfully to get the user by emails!',
  answer: ({ body, world }) => ({
    result: group(emailsOf(body), (email) => find(world, email), verifiedUser),
  }),
};

/** POST /eventopenapi/user/v2/search/mobiles: users by number, `{ countryCode?, phoneNumber }`. */
export const searchUsersByMobiles: QuanshiEndpoint = {
  operation: 'SearchUsersByMobiles',
  path: () => '/eventopenapi/user/v2/search/mobiles',
  family: 'events',
  access: 'token or CheckSum',
  message: 'Successfully to get the user by mobiles!',
  answer({ body, world }) {
    const mobiles = body.mobiles ?? [];
    if (!Array.isArray(mobiles) || mobiles.length > MOST)
      throw new QuanshiRefusal('parameter', `mobiles must be a list of at most ${MOST} numbers`);
    const numbers = mobiles.map((one: unknown) => {
      const number = typeof one === 'object' && one !== null ? (one as JsonObject).phoneNumber : undefined;
      if (typeof number === 'string') return number;
      throw new QuanshiRefusal('parameter', 'each of mobiles must be { countryCode?, phoneNumber }');
    });
    return { result: group(numbers, (number) => world.people.byMobile(number), verifiedUser) };
  },
};

/** POST /confopenapi/account/getUsersByEmailsMobiles: accounts by address or number, each under what found it. */
export const getUsersByEmailsMobiles: QuanshiEndpoint = {
  operation: 'GetUsersByEmailsMobiles',
  path: () => '/confopenapi/account/getUsersByEmailsMobiles',
  family: 'lookup',
  access: 'token or CheckSum',
  answer({ body, world }) {
    const result: Record<string, object> = {};
    const put = (key: string, found: User | undefined) => {
      if (found) result[key] = account(found);
    };
    for (const number of listOf(body, 'mobiles', 'string', MOST)) put(number, world.people.byMobile(number));
    for (const name of listOf(body, 'loginNames', 'string', MOST)) put(name, find(world, name));
    for (const email of emailsOf(body)) put(email, find(world, email));
    return { result };
  },
};

const emailsOf = (body: JsonObject) => listOf(body, 'emails', 'string', MOST);
const find = (world: World, email: string): User | undefined =>
  email.toLowerCase() === SUPER_ADMIN_USER.email ? SUPER_ADMIN_USER : world.people.byEmail(email);

/** Each answer in a list under what was asked for; an empty list where there is nobody: INFERRED. */
function group(
  keys: readonly string[],
  lookUp: (key: string) => User | undefined,
  show: (one: User) => object,
): object {
  return Object.fromEntries(
    keys.map((key) => {
      const found = lookUp(key);
      return [key, found ? [show(found)] : []];
    }),
  );
}
