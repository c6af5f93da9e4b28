import { describe, expect, it } from 'vitest';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { appLogin, DAY, HOUR, HUAWEI, huaweiLogin, NOW, send } from '../../support/simulation.ts';

// A kind of client of which one token lives.
const PC = 52;
const TV = 53;

/** Which of some tokens work, in their order. */
const working = (vendors: Vendors, tokens: readonly string[]) =>
  Promise.all(
    tokens.map(
      async (token) =>
        (await send(vendors, HUAWEI.ongoing, { headers: { 'X-Access-Token': token } })).status === 200,
    ),
  );

describe('logins compete for the one token of a kind of client', () => {
  it('of one user of one tenant of one application', async () => {
    const apps = ['demo-app', 'demo-sp', 'other'].map((appId) => ({
      appId,
      appKey: appId === 'demo-app' ? 'demo-key' : `${appId}-key`,
      mode: appId === 'demo-sp' ? ('sp' as const) : ('enterprise' as const),
      corpIds: ['314765464', '314765465'],
    }));
    const vendors = createVendors({ now: NOW, huawei: { apps } });
    const logins = [
      { userId: 'one', clientType: PC },
      { userId: 'one', clientType: TV },
      { userId: 'two', clientType: PC },
      { userId: 'one', clientType: PC, appId: 'other' },
      { userId: 'one', clientType: PC, appId: 'demo-sp', corpId: '314765464' },
      { userId: 'one', clientType: PC, appId: 'demo-sp', corpId: '314765465' },
    ];
    const tokens: string[] = [];
    for (const login of logins) tokens.push((await appLogin(vendors, login)).body.accessToken);
    expect(await working(vendors, tokens)).toEqual(logins.map(() => true));
    // Each of them takes the place of its own former login, and of no other.
    for (const [index, login] of logins.entries()) {
      const { accessToken } = (await appLogin(vendors, login)).body;
      const former = tokens[index] ?? '';
      tokens[index] = accessToken;
      expect(await working(vendors, [former, ...tokens])).toEqual([false, ...logins.map(() => true)]);
    }
  });

  it('of one account, whoever it belongs to', async () => {
    const account = (name: string) => ({ account: name, password: 'demo-password', userId: '' });
    const vendors = createVendors({ now: NOW, huawei: { accounts: [account('one'), account('two')] } });
    const login = async (name: string): Promise<string> =>
      (
        await send(vendors, '/v1/usg/acs/auth/account', {
          method: 'POST',
          headers: { Authorization: `Basic ${btoa(`${name}:demo-password`)}` },
          body: JSON.stringify({ account: name, clientType: PC }),
        })
      ).body.accessToken;
    const tokens = [await login('one'), await login('two')];
    expect(await working(vendors, tokens)).toEqual([true, true]);
    await login('one');
    expect(await working(vendors, tokens)).toEqual([false, true]);
  });
});

describe('a session', () => {
  it('that was evicted is said to be so, even after its time', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const { accessToken } = (await huaweiLogin(vendors, 'one', PC)).body;
    await huaweiLogin(vendors, 'one', PC);
    now += 2 * DAY;
    const answer = await send(vendors, HUAWEI.ongoing, { headers: { 'X-Access-Token': accessToken } });
    expect(answer.body.error_code).toBe('USG.206020002');
  });

  it('tells how long its refresh token has still to live', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const { accessToken: token, refreshExpireTime } = (await huaweiLogin(vendors)).body;
    now += HOUR;
    const { body } = await send(vendors, `${HUAWEI.token}/validate`, {
      method: 'POST',
      body: JSON.stringify({ token, needGenNewToken: false }),
    });
    expect(body).toMatchObject({ refreshExpireTime, refreshValidPeriod: 30 * 24 * 3600 - 3600 });
  });
});

describe('a login tells of its user', () => {
  const userOf = async (login: Parameters<typeof appLogin>[1]) =>
    (await appLogin(createVendors({ now: NOW }), login)).body.user;

  it('the kind of administrator', async () => {
    const kinds = ['', 'e10000', 'e10040', 'e10001', 'stranger'].map(
      async (userId) => (await userOf({ userId })).adminType,
    );
    expect(await Promise.all(kinds)).toEqual([0, 1, 1, 2, 2]);
  });

  it('whether it is the manager of a service provider', async () => {
    expect((await userOf({ appId: 'demo-sp' })).userType).toBe(1);
    expect((await userOf({ appId: 'demo-sp', corpId: '314765464' })).userType).toBe(2);
    expect((await userOf({ appId: 'demo-sp', corpId: '314765464', userId: 'one' })).userType).toBe(2);
    expect((await userOf({})).userType).toBe(2);
  });

  it('the name under which the first login registered', async () => {
    const vendors = createVendors({ now: NOW });
    const login = async (userName?: string) =>
      (await appLogin(vendors, { userId: 'newcomer', ...(userName === undefined ? {} : { userName }) })).body;
    expect((await login('New Comer')).user.name).toBe('New Comer');
    expect(await login('Another Name')).toMatchObject({ firstLogin: false, user: { name: 'New Comer' } });
  });

  it('and registers one account for each tenant', async () => {
    const vendors = createVendors({ now: NOW });
    const first = async (corpId: string, userName: string) => {
      const login = { appId: 'demo-sp', corpId, userId: 'newcomer', userName };
      const { firstLogin, user } = (await appLogin(vendors, login)).body;
      return [firstLogin, user.name];
    };
    expect(await first('314765464', 'One')).toEqual([true, 'One']);
    expect(await first('314765465', 'Two')).toEqual([true, 'Two']);
    expect(await first('314765464', 'Three')).toEqual([false, 'One']);
    expect(vendors.state.huawei.registered.size).toBe(2);
  });
});

describe('a login is judged at its borders', () => {
  const login = async (body: Parameters<typeof appLogin>[1]) => {
    const answer = await appLogin(createVendors({ now: NOW }), body);
    return [answer.status, answer.body.error_code];
  };

  it('by expireTime, which is over in the second after it', async () => {
    expect(await login({ expireTime: NOW / 1000 })).toEqual([200, undefined]);
    expect(await login({ expireTime: NOW / 1000 - 1 })).toEqual([401, 'USG.206010057']);
  });

  it('by the nonce, of 32 to 64 characters', async () => {
    for (const length of [32, 64])
      expect(await login({ nonce: 'n'.repeat(length) })).toEqual([200, undefined]);
    for (const length of [31, 65])
      expect(await login({ nonce: 'n'.repeat(length) })).toEqual([400, 'USG.206060011']);
  });

  it('by the enterprise, which a service provider’s user needs', async () => {
    expect(await login({ appId: 'demo-sp', userId: 'one' })).toEqual([401, 'USG.206010025']);
  });
});
