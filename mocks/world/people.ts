import { DEPARTMENTS, type Department, department } from '../../fixtures/department.ts';
import { indexOfAccount, indexOfNumber, mobileOf, type Person, person } from '../../fixtures/person.ts';
import { memo } from './memo.ts';

/** The employees. */
export interface People {
  readonly total: number;
  /** Employee `index`, 0 to total - 1. */
  at(index: number): Person;
  /** The employee whose account this is. */
  byAccount(account: string): Person | undefined;
  /** The employee whose soft terminal has this number. */
  byNumber(number: string): Person | undefined;
  byEmail(email: string): Person | undefined;
  byMobile(mobile: string): Person | undefined;
  /** The department that a Quanshi sub-administrator looks after. */
  departmentOfAdmin(quanshiUserId: number): Department | undefined;
}

/** The employees of the enterprise of one seed. */
export function people(seed: number, total: number): People {
  const at = memo(5_000, (index) => person(seed, Number(index)));
  let numbers: Map<string, number> | undefined;
  const departments = Array.from({ length: DEPARTMENTS }, (_, index) => department(seed, index));
  const known = (index: number | undefined) =>
    index !== undefined && index < total ? at(String(index)) : undefined;
  return {
    total,
    at: (index) => at(String(index)),
    byAccount: (account) => known(indexOfAccount(account)),
    byNumber: (number) => known(indexOfNumber(number)),
    byEmail(email) {
      const account = /^([^@]+)@/.exec(email.toLowerCase())?.[1] ?? '';
      const index = indexOfAccount(account);
      const found = index !== undefined && index < total ? at(String(index)) : undefined;
      return found?.email === email.toLowerCase() ? found : undefined;
    },
    byMobile(mobile) {
      // Seldom asked for, so the table is made at first use. It holds numbers only, not persons.
      numbers ??= new Map(Array.from({ length: total }, (_, index) => [mobileOf(seed, index), index]));
      const index = numbers.get(mobile);
      return index === undefined ? undefined : at(String(index));
    },
    departmentOfAdmin: (id) => departments.find((one) => one.adminUserId === id),
  };
}
