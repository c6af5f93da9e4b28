import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { classify, type ErrorRule } from '../../../functions/core/provider.ts';
import { huaweiErrors } from '../../../functions/vendors/huawei/errors.ts';
import { call, problemOf } from '../../support/gateway.ts';
import { LIST, ONGOING } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();

describe('what a vendor’s failure means', () => {
  it.each([
    [400, 'provider-rejected-input'],
    [401, 'token-doubted'],
    [403, 'provider-forbidden'],
    [404, 'provider-not-found'],
    [409, 'provider-conflict'],
    [412, 'account-locked'],
    [423, 'account-locked'],
    [429, 'provider-throttled'],
    [200, 'provider-failed'],
    [302, 'provider-failed'],
    [418, 'provider-failed'],
    [500, 'provider-failed'],
    [503, 'provider-failed'],
  ])('is told by its HTTP status %i where nothing else is known', (status, means) => {
    expect(classify({ status }, [])).toBe(means);
  });

  const rules: ErrorRule[] = [
    { code: 'A', status: 400, means: 'provider-conflict' },
    { code: 'A', message: /gone/, means: 'provider-not-found' },
    { code: /^A/, means: 'provider-forbidden' },
    { message: /^$/, means: 'account-locked' },
  ];

  it.each([
    ['every part of a rule', { status: 400, code: 'A' }, 'provider-conflict'],
    ['the next rule where the status is another', { status: 500, code: 'A' }, 'provider-forbidden'],
    ['words and code', { status: 500, code: 'A', message: 'it is gone' }, 'provider-not-found'],
    ['the first of two rules that fit', { status: 400, code: 'A', message: 'gone' }, 'provider-conflict'],
    ['a pattern of codes', { status: 500, code: 'A1' }, 'provider-forbidden'],
    ['no code for a rule that wants one', { status: 409, message: 'x' }, 'provider-conflict'],
    ['words that are not there as empty ones', { status: 500 }, 'account-locked'],
    ['the whole code, not a part of it', { status: 404, code: 'BA', message: 'x' }, 'provider-not-found'],
  ] as const)('is told by %s', (_, failure, means) => {
    expect(classify(failure, rules)).toBe(means);
  });
});

it.each([
  ['a meeting that does not exist', 'MMC.111070005', 'provider-not-found'],
  ['a meeting that has not started', 'MMC.111072005', 'provider-conflict'],
  ['a meeting that can no longer be changed', 'MMC.111071065', 'provider-conflict'],
  ['a start in the past', 'MMC.111071013', 'provider-rejected-input'],
  ['somebody else’s room', 'MMC.111071063', 'provider-forbidden'],
  ['the wrong password of a host', 'MMC.111072018', 'provider-forbidden'],
  ['a code that begins alike', 'MMC.1110710130', 'provider-conflict'],
])('Huawei says %s with a code that means it, whatever the status', (_, code, means) => {
  expect(classify({ status: 409, code }, huaweiErrors)).toBe(means);
});

it.each([
  [423, 'USG.206030015'],
  [412, 'USG.NEW'],
])(
  'an account that is locked (HTTP %i) is told as such, with the vendor’s code and words',
  async (status, code) => {
    network.use(
      http.get(ONGOING, () => HttpResponse.json({ error_code: code, error_msg: 'LOCKED' }, { status })),
    );
    expect(await problemOf(await call(LIST))).toMatchObject({
      status: 503,
      type: 'https://gate.example/problems/provider-login-refused',
      detail: 'The account behind the gateway is locked or disabled.',
      provider: 'huawei',
      providerCode: code,
      providerMessage: 'LOCKED',
    });
  },
);
