import { describe, expect, it } from 'vitest';
import { sign, signedMessage } from '../../../mocks/huawei/signature.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, huaweiLogin, LOGIN, NONCE, NOW, send } from '../../support/simulation.ts';

describe('the signature of an App ID login', () => {
  const signed = { appId: 'appid', corpId: '', userId: '', expireTime: 1604020600, nonce: NONCE };
  it.each([
    [
      'a user',
      'enterprise',
      { userId: 'user' },
      'a4d69ff0e4f0cc3bdf7fc69f0cd2fde3c5dfdd1835a0a2d2b0913c470eb006b8',
    ],
    [
      'the administrator',
      'enterprise',
      {},
      'aee54942c6073f9f894505ec0730108548b3b6c570773ffa1ef2752bb8743265',
    ],
    ['the SP administrator', 'sp', {}, '209bbb9f22d5737486d93aaa45928906886ad5e986a8a932c3dab3f2c87a58ac'],
    [
      'an SP enterprise',
      'sp',
      { corpId: 'corp' },
      '33ea5643b238809c9655161d0627abfec2bb1899535d9b9c7ac49fd81bf42eb5',
    ],
    [
      'an SP user',
      'sp',
      { corpId: 'corp', userId: 'user' },
      '77229070d5380cdae270edbc51963819fddd009ac0d59ac53a457649e90f45f6',
    ],
  ] as const)('of %s is the computed one', async (_, mode, part, expected) => {
    expect(await sign({ appKey: 'appkey', mode }, { ...signed, ...part })).toBe(expected);
  });
});

/** Logs in with members of the body changed, and perhaps the header, signed with whatever key. */
async function login(
  body: Partial<Record<keyof typeof LOGIN | 'corpId' | 'deptCode', string | number | null>>,
  change: (authorization: string) => string | undefined = (authorization) => authorization,
  appKey = 'demo-key',
) {
  const sent = { ...LOGIN, corpId: '', ...body };
  const mode = sent.appId === 'demo-sp' ? 'sp' : 'enterprise';
  const signed = {
    appId: String(sent.appId),
    corpId: String(sent.corpId ?? ''),
    userId: String(sent.userId ?? ''),
    expireTime: Number(sent.expireTime),
    nonce: String(sent.nonce),
  };
  const authorization = change(`HMAC-SHA256 signature=${await sign({ appKey, mode }, signed)}`);
  return send(createVendors({ now: NOW }), '/v2/usg/acs/auth/appauth', {
    method: 'POST',
    headers: authorization === undefined ? {} : { Authorization: authorization },
    body: JSON.stringify({ ...LOGIN, ...body }),
  });
}

describe('an App ID login', () => {
  it.each([
    ['without access=', {}, (s: string) => s],
    ['with access=', {}, (s: string) => `${s},access=${btoa('demo-app')}`],
    ['with an upper-case signature', {}, (s: string) => s.replace(/=[0-9a-f]+$/, (hex) => hex.toUpperCase())],
    ['with explicit nulls', { corpId: null, deptCode: null }, (s: string) => s],
    ['with a nonce of 64 characters', { nonce: 'n'.repeat(64) }, (s: string) => s],
    ['with an expireTime to come', { expireTime: NOW / 1000 + 600 }, (s: string) => s],
  ])('is accepted %s', async (_, body, change) => {
    const answer = await login(body, change);
    expect(answer.hint).toBeNull();
    expect(answer.status).toBe(200);
  });

  it.each([
    ['the administrator', {}],
    ['the administrator of one enterprise', { corpId: '314765464' }],
    ['a user of one enterprise', { corpId: '314765464', userId: 'u1' }],
  ])('is accepted of a service provider, as %s', async (_, body) => {
    expect((await login({ appId: 'demo-sp', ...body }, undefined, 'demo-sp-key')).status).toBe(200);
  });

  it('answers in the documented units, with a life of 12 to 24 hours', async () => {
    const { body } = await login({ userId: 'somebody' });
    expect(body.createTime).toBe(NOW);
    expect(body.expireTime).toBe(Math.floor(body.createTime / 1000) + body.validPeriod);
    expect(body.validPeriod).toBeGreaterThanOrEqual(12 * 3600);
    expect(body.validPeriod).toBeLessThanOrEqual(24 * 3600);
    expect(body.refreshValidPeriod).toBe(2592000);
    expect(body.accessToken).toMatch(/^cnr\d{4}\w{33}$/);
    expect(body.user).toMatchObject({ thirdAccount: 'somebody', adminType: 2, userType: 2 });
    expect(body.firstLogin).toBe(true);
  });

  it.each([
    ['another key', {}, undefined, 'other-key', 'USG.206010025', /look at the App Key/],
    ['no signature', {}, () => undefined, 'demo-key', 'USG.206010025', /no Authorization/],
    ['another access=', {}, (s: string) => `${s},access=eA==`, 'demo-key', 'USG.206010025', /access=/],
    ['a corpId in single-enterprise mode', { corpId: 'c' }, undefined, 'demo-key', 'USG.206010025', /corpId/],
    ['an unknown app', { appId: 'nobody' }, undefined, 'demo-key', 'USG.206010025', /nobody/],
    [
      'an expireTime that is over',
      { expireTime: 1604020600 },
      undefined,
      'demo-key',
      'USG.206010057',
      /expireTime/,
    ],
    ['a short nonce', { nonce: 'n'.repeat(31) }, undefined, 'demo-key', 'USG.206060011', /32 to 64/],
    ['a long nonce', { nonce: 'n'.repeat(65) }, undefined, 'demo-key', 'USG.206060011', /32 to 64/],
    ['no clientType', { clientType: null }, undefined, 'demo-key', 'USG.206060011', /clientType/],
  ] as const)('is refused with %s', async (_, body, change, key, code, hint) => {
    const answer = await login(body, change, key);
    expect(answer.body.error_code).toBe(code);
    expect(answer.status).toBe(code === 'USG.206060011' ? 400 : 401);
    expect(answer.hint).toMatch(hint);
    expect(answer.hint).not.toContain('demo-key');
  });

  it.each([
    ['LongTicket', 200],
    ['ShortTicket', 400],
  ])('with X-Token-Type %s is answered with %i', async (tokenType, status) => {
    const signature = await sign({ appKey: 'demo-key', mode: 'enterprise' }, { ...LOGIN, corpId: '' });
    const answer = await send(createVendors({ now: NOW }), '/v2/usg/acs/auth/appauth', {
      method: 'POST',
      headers: { Authorization: `HMAC-SHA256 signature=${signature}`, 'X-Token-Type': tokenType },
      body: JSON.stringify(LOGIN),
    });
    expect(answer.status).toBe(status);
  });

  it('registers a user whom nobody knows, once', async () => {
    const vendors = createVendors({ now: NOW });
    expect((await huaweiLogin(vendors, 'newcomer')).body).toMatchObject({
      firstLogin: true,
      user: { thirdAccount: 'newcomer', name: 'newcomer' },
    });
    expect((await huaweiLogin(vendors, 'newcomer')).body.firstLogin).toBe(false);
    expect((await huaweiLogin(vendors, 'e10007')).body).toMatchObject({
      firstLogin: false,
      user: { name: vendors.world.people.at(7).name },
    });
  });

  it('says which message a wrong signature was made over', async () => {
    const signed = { ...LOGIN, corpId: '' };
    const wrong = await sign({ appKey: 'demo-key', mode: 'sp' }, signed);
    const { hint } = await login({}, () => `HMAC-SHA256 signature=${wrong}`);
    expect(hint).toContain(signedMessage('sp', signed));
    expect(hint).toContain(signedMessage('enterprise', signed));
  });
});

describe('an access token', () => {
  it('is wanted, known and in time', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const { body } = await huaweiLogin(vendors);
    const call = (token: string) => send(vendors, HUAWEI.ongoing, { headers: { 'X-Access-Token': token } });
    expect((await send(vendors, HUAWEI.ongoing)).body.error_code).toBe('USG.000000004');
    expect((await call('cnr')).status).toBe(401);
    now = body.expireTime * 1000 - 1;
    expect((await call(body.accessToken)).status).toBe(200);
    now += 1;
    const late = await call(body.accessToken);
    expect([late.status, late.body.error_code]).toEqual([401, 'USG.000000004']);
    expect(late.hint).toContain('expired');
  });

  it('is the oldest of 64 that the 65th evicts', async () => {
    const vendors = createVendors({ now: NOW });
    const tokens: string[] = [];
    for (let i = 0; i < 65; i++) tokens.push((await huaweiLogin(vendors)).body.accessToken);
    await huaweiLogin(vendors, 'somebody else');
    const call = (token = '') => send(vendors, HUAWEI.ongoing, { headers: { 'X-Access-Token': token } });
    const first = await call(tokens[0]);
    expect([first.status, first.body.error_code]).toEqual([401, 'USG.206020002']);
    expect((await call(tokens[1])).status).toBe(200);
    expect((await call(tokens[64])).status).toBe(200);
  });

  it('of any other kind of client gives way to the next', async () => {
    const vendors = createVendors({ now: NOW });
    const first = (await huaweiLogin(vendors, 'somebody', 52)).body.accessToken;
    await huaweiLogin(vendors, 'somebody', 52);
    const { body } = await send(vendors, HUAWEI.ongoing, { headers: { 'X-Access-Token': first } });
    expect(body.error_code).toBe('USG.206020002');
  });

  it('of an ordinary user shows the webinars that they booked', async () => {
    const vendors = createVendors({ now: NOW });
    const booked = vendors.world.huawei
      .ongoing('webinar', NOW)
      .map((one) => one.load())
      .find((one) => vendors.world.people.byAccount(one.schedulerAccount ?? '')?.admin === false);
    const call = await huaweiCaller(vendors, booked?.schedulerAccount);
    const { body } = await call(`${HUAWEI.ongoing}?limit=500`);
    expect(body.count).toBeGreaterThan(0);
    expect(body.data.every((one: { scheduserId: string }) => one.scheduserId === booked?.schedulerId)).toBe(
      true,
    );
    const stranger = await huaweiCaller(vendors, 'stranger');
    expect((await stranger(HUAWEI.ongoing)).body).toMatchObject({
      offset: 0,
      limit: '10',
      count: 0,
      data: [],
    });
  });
});
