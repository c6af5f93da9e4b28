import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Attacked, startAttacked } from '../support/hostile.ts';

let attacked: Attacked;
beforeAll(async () => {
  attacked = await startAttacked();
});
beforeEach(() => attacked.vendor.behave());
afterAll(() => attacked.stop());

test('a vendor that behaves is answered from, with one login', async () => {
  for (let i = 0; i < 3; i++) {
    const response = await attacked.call('/v1/huawei/webinars/ongoing');
    expect(await response.json()).toMatchObject({ count: 1, data: [{ conferenceId: '981326872' }] });
  }
  expect(attacked.vendor.logins()).toHaveLength(1);
  expect(attacked.vendor.got).toHaveLength(4);
});
