import { DEPARTMENTS, type Department, department } from '../../fixtures/department.ts';
import { indexOfAccount, indexOfNumber, type Person, person } from '../../fixtures/person.ts';
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
  /** The department that a Quanshi sub-administrator looks after. */
  departmentOfAdmin(quanshiUserId: number): Department | undefined;
}

/** The employees of the enterprise of one seed. */
export function people(seed: number, total: number): People {
  const at = memo(5_000, (index) => person(seed, Number(index)));
  const departments = Array.from({ length: DEPARTMENTS }, (_, index) => department(seed, index));
  const known = (index: number | undefined) =>
    index !== undefined && index < total ? at(String(index)) : undefined;
  return {
    total,
    at: (index) => at(String(index)),
    byAccount: (account) => known(indexOfAccount(account)),
    byNumber: (number) => known(indexOfNumber(number)),
    departmentOfAdmin: (id) => departments.find((one) => one.adminUserId === id),
  };
}
