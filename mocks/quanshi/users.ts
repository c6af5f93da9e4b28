import { DEPARTMENTS, type Department, department } from '../../fixtures/department.ts';
import type { JsonObject } from '../core/json.ts';
import { listOf } from './input.ts';
import type { User } from './userShapes.ts';
import { DOCUMENTED_ADMIN, SUPER_ADMIN, SUPER_ADMIN_USER } from './world/documented.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

/** How many users may be searched for at once; that every search takes as many is INFERRED. */
export const MOST = 200;

/** The addresses that a search asks for. @throws QuanshiRefusal */
export const emailsOf = (body: JsonObject): readonly string[] => listOf(body, 'emails', 'string', MOST);

// The documents' people, who are there beside the employees. What a document does not print of them is made up.
const DOCUMENTED: readonly User[] = [
  SUPER_ADMIN_USER,
  ...['李四', '王五', '赵六', 'Emma Smith'].map((name, index) => {
    const quanshiUserId = SUPER_ADMIN + 1 + index;
    return { quanshiUserId, name, email: `user${quanshiUserId}@example.com`, mobile: '' };
  }),
  { quanshiUserId: DOCUMENTED_ADMIN.userId, name: '子管理员', email: 'subadmin@example.com', mobile: '' },
  { quanshiUserId: 88610849, name: 'pxytest24', email: 'pxytest24@example.com', mobile: '' },
];

/** The sub-administrator of a department, `admin0@example.com` for the first. */
const administratorOf = ({ index, name, adminUserId }: Department): User => ({
  quanshiUserId: adminUserId,
  name: `${name}管理员`,
  email: `admin${index}@example.com`,
  mobile: '',
});

/** The user with an address: an employee, the sub-administrator of a department, or somebody of the documents. */
export function byEmail({ people, seed }: QuanshiWorld, given: string): User | undefined {
  const email = given.toLowerCase();
  const known = DOCUMENTED.find((one) => one.email === email);
  if (known) return known;
  const index = Number(/^admin(\d{1,3})@example\.com$/.exec(email)?.[1] ?? DEPARTMENTS);
  return index < DEPARTMENTS ? administratorOf(department(seed, index)) : people.byEmail(email);
}

/** The same by id. */
export function userById({ people }: QuanshiWorld, userId: number): User | undefined {
  const known = DOCUMENTED.find((one) => one.quanshiUserId === userId);
  if (known) return known;
  const administered = people.departmentOfAdmin(userId);
  if (administered) return administratorOf(administered);
  // Employees have one id after another.
  const index = userId - people.at(0).quanshiUserId;
  return index >= 0 && index < people.total ? people.at(index) : undefined;
}

/** Each answer in a list under what was asked for; an empty list where there is nobody: INFERRED. */
export function group(
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
