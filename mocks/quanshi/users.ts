import type { JsonObject } from '../core/json.ts';
import { listOf } from './input.ts';
import type { User } from './userShapes.ts';
import { SUPER_ADMIN_USER } from './world/documented.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

/** How many users may be searched for at once; that every search takes as many is INFERRED. */
export const MOST = 200;

/** The addresses that a search asks for. @throws QuanshiRefusal */
export const emailsOf = (body: JsonObject): readonly string[] => listOf(body, 'emails', 'string', MOST);

/** The user with an address: an employee, or the documents' super administrator. */
export const byEmail = ({ people }: QuanshiWorld, email: string): User | undefined =>
  email.toLowerCase() === SUPER_ADMIN_USER.email ? SUPER_ADMIN_USER : people.byEmail(email);

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
