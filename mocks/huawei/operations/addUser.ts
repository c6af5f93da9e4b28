import type { JsonObject } from '../../core/json.ts';
import { flag, readBody, text } from '../body.ts';
import { findUser, ROOT, requireAdministrator, userDetail } from '../directory.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { userKey } from '../owner.ts';
import type { AddedUser } from '../state.ts';

// A bound on memory, no vendor's.
const MOST = 5_000;

/** POST /v1/usg/dcs/corp/member: adds a user, who is then found, logs in and books [SDK-PY]. */
export const addUser: HuaweiEndpoint = {
  operation: 'AddUser',
  method: 'POST',
  path: () => '/v1/usg/dcs/corp/member',
  coverage: {
    section: 'D',
    simulated:
      'name, phone with its country or e-mail, password of 8 to 32; an account that is there is refused (USG.201040001); who was added logs in by App ID under the name given',
    inferred: 'the account of one without, at most 5,000',
    missing: 'the login with `pwd`; notices; `function`',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    requireAdministrator(call);
    const { state, world, now, session } = call;
    const user = readUser(readBody(call.body), `user${state.users.size + 1}@meetgate`, now);
    if (findUser(call, user.account, false) || (user.thirdAccount && findUser(call, user.thirdAccount, true)))
      throw new HuaweiRefusal('USG.201040001', 'there is a user with this account');
    if (state.users.size >= MOST || world.people.total === 0)
      throw new HuaweiRefusal('USG.201040005', 'the enterprise may have no more users');
    state.users.set(user.account, user);
    if (session && user.thirdAccount !== '')
      state.registered.set(userKey({ ...session.owner, userId: user.thirdAccount }), {
        name: user.name,
        since: now,
      });
    return userDetail(world.seed, { added: user });
  },
};

/** @throws HuaweiRefusal USG.206060011 */
function readUser(body: JsonObject, account: string, now: number): AddedUser {
  const refuse = (why: string) => {
    throw new HuaweiRefusal('USG.206060011', why);
  };
  const short = (field: string, most = 96) => {
    const value = text(body, field);
    return value.length <= most ? value : refuse(`${field} may have at most ${most} characters`);
  };
  const [name, phone, email, country] = [
    short('name'),
    short('phone'),
    short('email', 255),
    short('country'),
  ];
  if (name === '') refuse('name is missing');
  if (phone === '' && email === '') refuse('a user needs phone or email');
  if (phone !== '' && !/^\+\d{6,20}$/.test(phone)) refuse('phone must be a number with its country code');
  if (phone !== '' && country === '') refuse('country is missing, which a phone needs');
  if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) refuse('email must be an address');
  const { length } = short('pwd', 32);
  if (length > 0 && length < 8) refuse('pwd must have 8 to 32 characters');
  const { status = 0, sortLevel = 10_000 } = body;
  if (status !== 0 && status !== 1) return refuse('status must be 0 or 1');
  if (typeof sortLevel !== 'number' || !(sortLevel >= 1 && sortLevel <= 10_000))
    return refuse('sortLevel must be 1 to 10000');
  return {
    account: short('account') || account,
    thirdAccount: short('thirdAccount'),
    name,
    englishName: short('englishName'),
    phone,
    country,
    email,
    deptCode: short('deptCode', 32) || ROOT,
    signature: short('signature', 512),
    title: short('title', 32),
    desc: short('desc', 128),
    status,
    sortLevel,
    hidePhone: flag(body, 'hidePhone') ?? false,
    since: now,
  };
}
