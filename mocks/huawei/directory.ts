import type { Person } from '../../fixtures/person.ts';
import { digits, hex } from '../../fixtures/text.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './owner.ts';
import type { AddedUser } from './state.ts';
import { vmrOf } from './vmr.ts';
import { CORP_ID } from './world/documented.ts';

/** The code of the enterprise itself, in which its departments are [D of facts-more]. */
export const ROOT = '1';
const COUNTRY = 'chinaPR';
const CORP_NAME = '示例科技有限公司';
// [H-AUTH]; a user here is one of the enterprise.
const USER = 2;
const ADMIN = { ordinary: 1, none: 2 };
/** Whoever was there before anybody was added. INFERRED, and the same for all. */
const ACTIVE_SINCE = Date.UTC(2024, 0, 2, 1);

/** A user of the enterprise: an employee whom the world has, or one whom somebody added. */
export type DirectoryUser =
  | { readonly person: Person; readonly added?: undefined }
  | { readonly added: AddedUser; readonly person?: undefined };

/** The department codes follow that of the enterprise: INFERRED. */
const codeOf = (index: number) => String(index + 2);

/** @throws HuaweiRefusal MMC.111070002: the directory is the administrators' (the code is INFERRED, no source has the USG one) */
export function requireAdministrator({ session, world }: HuaweiCall): void {
  if (session && !isAdministrator(world, session.owner))
    throw new HuaweiRefusal('MMC.111070002', 'only administrators look after users and resources');
}

/** The users by place: employees first, then those added, as they came. */
export function userAt({ world, state }: HuaweiCall, index: number): DirectoryUser | undefined {
  const { people } = world;
  if (index < people.total) return { person: people.at(index) };
  const added = [...state.users.values()][index - people.total];
  return added && { added };
}

/** How many there are. An enterprise that has bought nothing has nobody, whoever was added elsewhere. */
export const userCount = ({ world, state }: HuaweiCall): number =>
  world.people.total === 0 ? 0 : world.people.total + state.users.size;

/** The user of an account: the vendor's own, or the enterprise's where it is third-party. */
export function findUser(
  { world, state }: HuaweiCall,
  account: string,
  thirdParty: boolean,
): DirectoryUser | undefined {
  const person = world.people.byAccount(account);
  if (person) return { person };
  if (world.people.total === 0) return undefined;
  const added = thirdParty
    ? [...state.users.values()].find((one) => one.thirdAccount === account)
    : state.users.get(account);
  return added && { added };
}

/** A row of the list of users; keys in the order of the table. */
export function userItem(seed: number, one: DirectoryUser) {
  const { person, added } = one;
  const account = person?.account ?? added?.account ?? '';
  return {
    id: person?.userUUID ?? hex(32, seed, 'huawei', `added.${account}`, 'userUUID'),
    userAccount: account,
    name: person?.name ?? added?.name ?? '',
    englishName: added?.englishName ?? '',
    phone: person ? `+86${person.mobile}` : (added?.phone ?? ''),
    country: person ? COUNTRY : (added?.country ?? ''),
    email: person?.email ?? added?.email ?? '',
    vmrId: vmrOf(seed, account, 0, '').vmrId,
    deptCode: departmentOf(one).code,
    deptNamePath: departmentOf(one).path,
    userType: USER,
    adminType: person?.admin ? ADMIN.ordinary : ADMIN.none,
    signature: added?.signature ?? '',
    title: added?.title ?? '',
    desc: added?.desc ?? '',
    status: added?.status ?? 0,
    sortLevel: added?.sortLevel ?? 10_000,
    hidePhone: added?.hidePhone ?? false,
    // The enterprise's own accounts are third-party ones to Huawei.
    thirdAccount: person?.account ?? added?.thirdAccount ?? '',
    visionAccount: '',
    license: 1,
    activeTime: added?.since ?? ACTIVE_SINCE,
  };
}

/** A user in full: the row, and what they have. */
export function userDetail(seed: number, one: DirectoryUser): object {
  const item = userItem(seed, one);
  const { userAccount: account, name } = item;
  return {
    ...item,
    sipNum: one.person?.number ?? `+99111${digits(7, seed, 'huawei', `added.${account}`, 'sip')}`,
    vmrList: [0, 1].map((mode) => {
      const { id, vmrId, vmrName, vmrMode, vmrPkgId, vmrPkgName, vmrPkgParties, status } = vmrOf(
        seed,
        account,
        mode === 0 ? 0 : 1,
        name,
      );
      return { id, vmrId, vmrName, vmrMode, vmrPkgId, vmrPkgName, vmrPkgParties, status };
    }),
    deptName: departmentOf(one).name,
    corp: { id: CORP_ID, name: CORP_NAME },
    function: { enableRoom: true },
    devType: {},
  };
}

/** The department of a user: an employee's, or that which somebody said. */
export function departmentOf({ person, added }: DirectoryUser) {
  if (!person) return { code: added.deptCode, name: CORP_NAME, path: CORP_NAME };
  const { index, name } = person.department;
  return { code: codeOf(index), name, path: `${CORP_NAME}/${name}` };
}
