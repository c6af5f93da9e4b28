import type { Person } from '../../fixtures/person.ts';
import { CUSTOMER_CODE } from './world/documented.ts';

/** As much of an employee as a search shows. */
export type User = Pick<Person, 'quanshiUserId' | 'name' | 'email' | 'mobile'>;

const CUSTOMER_NAME = '示例科技有限公司';
// Codes as glossed on; the product's number stands in an answer on.
const ACTIVE = 1;
const PRODUCT = { productId: 80, accountStatus: 82, accountCostStatus: 82 };
const COUNTRY = '86';

/** In the order in which the flow page lists the members. */
export function user(one: User): object {
  return {
    ...nameOf(one),
    displayName: one.name,
    userStatus: ACTIVE,
    accountType: 1,
    mobile: one.mobile,
    countryCode: COUNTRY,
    email: one.email,
    loginName: one.email,
    customerCode: CUSTOMER_CODE,
    customerName: CUSTOMER_NAME,
    productStatus: 1,
    userId: one.quanshiUserId,
    products: [PRODUCT],
  };
}

/** What two of the shapes begin with, in this order. */
const contactOf = (one: User) => ({
  userId: one.quanshiUserId,
  loginName: one.email,
  email: one.email,
  countryCode: COUNTRY,
  mobile: one.mobile,
  customerCode: CUSTOMER_CODE,
});

/** In the order of the table. */
export function verifiedUser(one: User): object {
  const { lastName, firstName, middleName } = nameOf(one);
  return {
    ...contactOf(one),
    displayName: one.name,
    firstName,
    middleName,
    lastName,
    userStatus: ACTIVE,
    mailVerified: true,
    phoneVerified: true,
  };
}

/** In the order of the example. */
export function account(one: User): object {
  const { lastName, firstName, middleName } = nameOf(one);
  return {
    ...contactOf(one),
    companyName: CUSTOMER_NAME,
    displayName: one.name,
    firstName,
    middleName,
    lastName,
  };
}

/** The examples carry a whole name that has no spaces as the last name. */
function nameOf({ name }: User): { lastName: string; firstName: string; middleName: string } {
  const space = name.indexOf(' ');
  return space < 0
    ? { lastName: name, firstName: '', middleName: '' }
    : { lastName: name.slice(space + 1), firstName: name.slice(0, space), middleName: '' };
}
