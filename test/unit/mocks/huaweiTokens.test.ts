import { describe, expect, it } from 'vitest';
import { HUAWEI_DEFAULTS } from '../../../mocks/huawei/settings.ts';
import type { VendorsOptions } from '../../../mocks/options.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { type Answer, HOUR, HUAWEI, huaweiLogin, NOW, send } from '../../support/simulation.ts';

function setUp(options: VendorsOptions = {}) {
  let now = NOW;
  const vendors = createVendors({ now: () => now, ...options });
  const withToken = (token: string) => ({ headers: { 'X-Access-Token': token } });
  return {
    vendors,
    pass: (ms: number) => {
      now += ms;
    },
    works: async (token: string) => (await send(vendors, HUAWEI.ongoing, withToken(token))).status === 200,
    refresh: (token: string) => send(vendors, HUAWEI.token, { method: 'PUT', ...withToken(token) }),
    validate: (body: object) =>
      send(vendors, `${HUAWEI.token}/validate`, { method: 'POST', body: JSON.stringify(body) }),
    logout: (token: string) =>
      vendors.fetch(
        new Request(`https://vendor.test${HUAWEI.token}`, { method: 'DELETE', ...withToken(token) }),
      ),
  };
}

const refusal = ({ status, body }: Answer) => [status, body.error_code];

describe('a refresh', () => {
  it('gives a new pair of tokens for the refresh token and ends the old pair', async () => {
    const { vendors, refresh, works, pass } = setUp();
    const old = (await huaweiLogin(vendors, 'e10007')).body;
    // The access token is over by then, the refresh token is not.
    pass(25 * HOUR);
    const { body, status } = await refresh(old.refreshToken);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(Object.keys(old));
    expect(body.createTime).toBe(NOW + 25 * HOUR);
    expect(body.user.userId).toBe(old.user.userId);
    expect(await works(body.accessToken)).toBe(true);
    expect(refusal(await refresh(old.refreshToken))).toEqual([401, 'USG.000000004']);
    expect((await refresh(body.refreshToken)).status).toBe(200);
  });

  it('is refused to a session whose place a later login took: its refresh token went with it', async () => {
    const { vendors, refresh, works } = setUp();
    const first = (await huaweiLogin(vendors, 'e10007', 50)).body;
    await huaweiLogin(vendors, 'e10007', 50);
    expect(await works(first.accessToken)).toBe(false);
    expect(refusal(await refresh(first.refreshToken))).toEqual([401, 'USG.000000004']);
  });

  it('leaves the old tokens alone where told to', async () => {
    const { vendors, refresh, works } = setUp({ huawei: { renewedToken: 'lives' } });
    const old = (await huaweiLogin(vendors)).body;
    await refresh(old.refreshToken);
    expect(await works(old.accessToken)).toBe(true);
  });

  it('is refused with an access token, with nothing, and after 30 days', async () => {
    const { vendors, refresh, pass } = setUp();
    const { accessToken, refreshToken } = (await huaweiLogin(vendors)).body;
    const answer = await refresh(accessToken);
    expect(refusal(answer)).toEqual([401, 'USG.000000004']);
    expect(answer.hint).toContain('must carry the refreshToken');
    expect(refusal(await send(vendors, HUAWEI.token, { method: 'PUT' }))).toEqual([401, 'USG.000000004']);
    pass(30 * 24 * HOUR);
    expect((await refresh(refreshToken)).status).toBe(401);
  });
});

describe('a validation', () => {
  it('tells how long a token has still to live, and of its user only on request', async () => {
    const { vendors, validate, pass } = setUp();
    const { accessToken, validPeriod, user } = (await huaweiLogin(vendors, 'e10007')).body;
    pass(HOUR);
    const brief = await validate({ token: accessToken, needGenNewToken: false });
    expect(brief.body).toMatchObject({ accessToken, validPeriod: validPeriod - 3600, user: null });
    const whole = await validate({ token: accessToken, needGenNewToken: false, needAccountInfo: true });
    expect(whole.body.user).toEqual(user);
  });

  it('gives a new token where one is wanted', async () => {
    const { vendors, validate, works } = setUp();
    const { accessToken } = (await huaweiLogin(vendors)).body;
    const { body } = await validate({ token: accessToken, needGenNewToken: true });
    expect(body.accessToken).not.toBe(accessToken);
    expect([await works(body.accessToken), await works(accessToken)]).toEqual([true, false]);
  });

  it('refuses a token of nobody’s with 401 and a missing parameter with 400', async () => {
    const { validate } = setUp();
    expect(refusal(await validate({ token: 'x', needGenNewToken: false }))).toEqual([401, 'USG.000000004']);
    expect(refusal(await validate({ token: 'x' }))).toEqual([400, 'USG.206060011']);
    expect(refusal(await validate({ needGenNewToken: false }))).toEqual([400, 'USG.206060011']);
    expect((await validate({ token: 'x', needGenNewToken: 'no' })).hint).toContain('needGenNewToken');
  });
});

describe('a logout', () => {
  it('ends the token and its refresh token, with an empty answer', async () => {
    const { vendors, logout, works, refresh } = setUp();
    const { accessToken, refreshToken } = (await huaweiLogin(vendors)).body;
    const answer = await logout(accessToken);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(await works(accessToken)).toBe(false);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await logout(accessToken)).status).toBe(401);
  });
});

describe('a login with account and password', () => {
  const login = (account: string, password: string, body: object = { account, clientType: 72 }) => {
    const { vendors } = setUp();
    return send(vendors, '/v1/usg/acs/auth/account', {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${account}:${password}`)}` },
      body: JSON.stringify(body),
    });
  };

  it('answers as a login with an App ID does', async () => {
    const { vendors } = setUp();
    const [app, account] = [
      (await huaweiLogin(vendors)).body,
      (await login('demo-account', 'demo-password')).body,
    ];
    expect(Object.keys(account)).toEqual(Object.keys(app));
    expect(Object.keys(account.user)).toEqual(Object.keys(app.user));
    expect(account.user).toMatchObject({ ucloginAccount: 'demo-account', adminType: 0 });
  });

  it.each([
    ['a wrong password', 'demo-account', 'not-the-password', 401, 'USG.206010000', /another/],
    ['a short password', 'demo-account', 'short', 401, 'USG.206010000', /8 to 32/],
    ['an unknown account', 'nobody', 'demo-password', 401, 'USG.206010000', /no account/],
    ['a locked account', 'demo-locked', 'demo-password', 423, 'USG.206030015', /locked/],
    ['a disabled account', 'demo-disabled', 'demo-password', 412, 'USG.206010007', /disabled/],
  ] as const)('is refused with %s', async (_, account, password, status, code, hint) => {
    const answer = await login(account, password);
    expect(refusal(answer)).toEqual([status, code]);
    expect(answer.hint).toMatch(hint);
  });

  it('is refused where the body names another account', async () => {
    const answer = await login('demo-account', 'demo-password', { account: 'other', clientType: 72 });
    expect(refusal(answer)).toEqual([400, 'USG.206060011']);
  });

  it('keeps 64 tokens of an API caller and one of any other, apart from those of an application', async () => {
    const { vendors, works } = setUp();
    const tokens: string[] = [];
    for (let i = 0; i < 65; i++) {
      const answer = await send(vendors, '/v1/usg/acs/auth/account', {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa('demo-account:demo-password')}` },
        body: JSON.stringify({ account: 'demo-account', clientType: 72 }),
      });
      tokens.push(answer.body.accessToken);
    }
    expect(await Promise.all([0, 1, 64].map((at) => works(tokens[at] ?? '')))).toEqual([false, true, true]);
  });

  it('has no default account whose password the vendor would not take', () => {
    for (const { password } of HUAWEI_DEFAULTS.accounts) {
      expect(password.length).toBeGreaterThanOrEqual(8);
      expect(password.length).toBeLessThanOrEqual(32);
    }
  });
});
