import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Act,
  type Attacked,
  apiKey,
  behaved,
  type Got,
  grant,
  json,
  LOGIN_PATHS,
  startAttacked,
} from '../support/hostile.ts';

const [HUAWEI_LOGIN = '', QUANSHI_LOGIN = ''] = LOGIN_PATHS;
const HUAWEI = '/v1/huawei/webinars/ongoing';
const QUANSHI = '/v1/quanshi/conferences/live';
/** What stands in the vendors' paths of these. */
const LISTS = '/wss/webinar';
const LIVE = '/confopenapi/';
const DAY = 86_400_000;

/** What is remembered of a login outlives a test: each has a vendor application of its own, as an account. */
const MOST_TESTS = 40;
const BUDGET = 10;
const TIMEOUT_MS = 3_000;
let account = '';
let tests = 0;

let attacked: Attacked;
let vendor: Attacked['vendor'];
beforeAll(async () => {
  const API_KEYS = JSON.stringify([
    await apiKey('meetgate-demo-key', keyOf('demo', ['*'], ['read', 'admin'])),
    await apiKey('key-of-nobody', keyOf('nobody')),
    await apiKey('key-of-two', keyOf('two', ['alice', '010001'])),
  ]);
  attacked = await startAttacked((baseUrl) => ({
    API_KEYS,
    LOGINS_PER_MINUTE: String(BUDGET),
    UPSTREAM_TIMEOUT_MS: String(TIMEOUT_MS),
    ACCOUNTS: JSON.stringify([
      ...Array.from({ length: MOST_TESTS }, (_, n) => [
        { name: `t${n + 1}`, provider: 'huawei', baseUrl, appId: `app-${n + 1}`, appKey: 'app-key' },
        { name: `t${n + 1}`, provider: 'quanshi', baseUrl, eventsBaseUrl: baseUrl, ...quanshiApp(n + 1) },
      ]).flat(),
      { name: 'twin-1', provider: 'huawei', baseUrl, appId: 'twin', appKey: 'secret-one' },
      { name: 'twin-2', provider: 'huawei', baseUrl, appId: 'twin', appKey: 'secret-two' },
    ]),
  }));
  vendor = attacked.vendor;
});
beforeEach(() => {
  vendor.behave();
  account = `t${++tests}`;
});
afterAll(() => attacked.stop());

const quanshiApp = (n: number) => ({ appId: `app-${n}`, appSecret: 'app-secret', userId: '0010001' });
const keyOf = (name: string, users?: string[], scopes = ['read']) => ({
  name,
  scopes,
  accounts: ['*'],
  ...(users && { users }),
});
const call = (path: string, headers: Record<string, string> = {}) =>
  attacked.call(path, { 'X-Account': account, ...headers });
const actingFor = (user: string, key?: string) => ({
  'X-On-Behalf-Of': user,
  ...(key && { Authorization: `Bearer ${key}` }),
});
/** The problem of an answer. */
const problem = async (response: Response) => {
  const { type = '', ...rest } = (await response.json()) as { type?: string } & Record<string, unknown>;
  return { slug: type.split('/').at(-1), ...rest };
};
const outcome = async (response: Response) => (response.ok ? 'ok' : (await problem(response)).slug);
/** How so many calls end, one after the other. */
const outcomes = async (times: number, path = HUAWEI) => {
  const met: unknown[] = [];
  for (let n = 0; n < times; n++) met.push(await outcome(await call(path)));
  return met;
};
const userOf = ({ body }: Got) => (JSON.parse(body) as { userId?: unknown }).userId;

describe('X-On-Behalf-Of', () => {
  test('is for keys whose users name the user: others are told what to ask for, and no login is tried', async () => {
    const refused = await call(HUAWEI, actingFor('alice', 'key-of-nobody'));
    expect(refused.status).toBe(403);
    expect(await problem(refused)).toMatchObject({
      slug: 'insufficient-scope',
      detail: expect.stringMatching(/may act for nobody.*add the user to its users/),
    });
    const statuses = async (path: string, user: string, key?: string) =>
      (await call(path, actingFor(user, key))).status;
    expect(await statuses(HUAWEI, 'bob', 'key-of-two')).toBe(403);
    expect(await statuses(QUANSHI, '7', 'key-of-two')).toBe(403);
    expect(vendor.logins()).toHaveLength(0);
    expect(await statuses(HUAWEI, 'alice', 'key-of-two')).toBe(200);
    expect(await statuses(QUANSHI, '10001', 'key-of-two')).toBe(200);
    expect(await statuses(HUAWEI, 'bob')).toBe(200);
  });

  test('has one form for each user of Quanshi: however it is written, there is one login', async () => {
    for (const user of ['7', '07', '000007']) expect((await call(QUANSHI, actingFor(user))).status).toBe(200);
    expect(vendor.logins().map(userOf)).toEqual([7]);
    // The account's own user is 0010001 by its settings: the same credential, whoever writes it.
    for (const headers of [{}, actingFor('10001'), actingFor('010001')]) await call(QUANSHI, headers);
    expect(vendor.logins().map(userOf)).toEqual([7, 10001]);
  });

  test('of sixty invented users stays within half the budget, and the account logs in all the same', async () => {
    const invented = await Promise.all(
      Array.from({ length: 60 }, (_, n) => call(HUAWEI, actingFor(`invented-${n}`))),
    );
    const refused = invented.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(60 - BUDGET / 2);
    for (const { headers } of refused) {
      expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(Number(headers.get('Retry-After'))).toBeLessThanOrEqual(60);
    }
    expect(vendor.logins()).toHaveLength(BUDGET / 2);
    const [known] = vendor.logins().map(userOf);
    expect((await call(HUAWEI)).status).toBe(200);
    // Who has a token keeps it: only new logins wait.
    expect((await call(HUAWEI, actingFor(String(known)))).status).toBe(200);
    expect(vendor.logins()).toHaveLength(BUDGET / 2 + 1);
  });

  test('of users whom the vendor refuses tells nothing against the account or other users', async () => {
    vendor.on(QUANSHI_LOGIN, (got, response) =>
      Number(userOf(got)) > 10_000
        ? grant()(got, response)
        : json(response, { code: 40402, msg: 'user not found' }),
    );
    for (const user of ['1', '2', '3', '4']) expect((await call(QUANSHI, actingFor(user))).status).toBe(503);
    expect((await call(QUANSHI, actingFor('10002'))).status).toBe(200);
    expect((await call(QUANSHI)).status).toBe(200);
  });

  test('of users for whom the vendor fails stops other users after three, and not the account', async () => {
    vendor.on(HUAWEI_LOGIN, (got, response) =>
      userOf(got) === undefined ? grant()(got, response) : json(response, {}, 500),
    );
    const slugs = await Promise.all(
      ['a', 'b', 'c'].map(async (user) => outcome(await call(HUAWEI, actingFor(user)))),
    );
    expect(slugs).toEqual(Array(3).fill('provider-failed'));
    for (const user of ['d', 'e', 'f']) await call(HUAWEI, actingFor(user));
    expect(vendor.logins()).toHaveLength(3);
    expect((await call(HUAWEI)).status).toBe(200);
  });
});

describe('a refusal that concerns the application', () => {
  test('cools all its credentials down; of those that try again one goes ahead', async () => {
    vendor.on(HUAWEI_LOGIN, (_, response) => json(response, { error_code: 'USG.206010025' }, 401));
    expect((await call(HUAWEI)).status).toBe(503);
    const cooling = await Promise.all(['a', 'b', 'c'].map((user) => call(HUAWEI, actingFor(user))));
    for (const response of cooling)
      expect(await problem(response)).toMatchObject({
        slug: 'provider-login-refused',
        providerCode: 'USG.206010025',
        retryAfter: expect.any(Number),
      });
    expect(vendor.logins()).toHaveLength(1);
    await pause(5_200);
    await Promise.all(['d', 'e', 'f'].map((user) => call(HUAWEI, actingFor(user))));
    expect(vendor.logins()).toHaveLength(2);
    // Another application is another matter.
    account = `t${MOST_TESTS}`;
    vendor.behave();
    expect((await call(HUAWEI)).status).toBe(200);
  });
});

describe('logins that fail', () => {
  test.each<[string, Act, string]>([
    ['with 500', (_, response) => json(response, {}, 500), 'provider-failed'],
    ['by a reset', (_, response) => response.destroy(), 'provider-unreachable'],
    ['with 200 and no token', (_, response) => json(response, {}), 'provider-malformed'],
    ['with 200 and no JSON', (_, response) => response.end('<html>'), 'provider-malformed'],
  ])('%s are tried once a call, and hardly more often by twenty calls', async (_, act, slug) => {
    vendor.on(HUAWEI_LOGIN, act);
    expect(await outcomes(1)).toEqual([slug]);
    expect(vendor.logins()).toHaveLength(1);
    expect(new Set(await outcomes(19))).toEqual(new Set([slug]));
    expect(vendor.logins().length).toBeLessThanOrEqual(2);
  });

  test('by hanging are tried once by callers together, and not at once again', async () => {
    vendor.on(HUAWEI_LOGIN, () => undefined);
    const together = await Promise.all(Array.from({ length: 10 }, () => call(HUAWEI)));
    expect(new Set(together.map(({ status }) => status))).toEqual(new Set([504]));
    expect(await outcomes(3)).toEqual(Array(3).fill('provider-timeout'));
    expect(vendor.logins()).toHaveLength(1);
  });

  test('are over as soon as the vendor is', async () => {
    vendor.on(HUAWEI_LOGIN, (_, response) => json(response, {}, 500));
    const refused = await call(HUAWEI);
    vendor.behave();
    await pause(1_000 * Number(refused.headers.get('Retry-After')));
    expect(await outcomes(1)).toEqual(['ok']);
  });
});

describe('a token that', () => {
  test.each([
    ['has a control character', 'bad\u0001token'],
    ['breaks the line', 'bad\r\nX-Evil: 1'],
    ['is Chinese', '令牌'],
    ['is absurdly long', 'x'.repeat(100_000)],
  ])('%s is none: never a 500, and a back-off', async (_, token) => {
    vendor.on(HUAWEI_LOGIN, (__, response) => json(response, { accessToken: token, validPeriod: 43_200 }));
    vendor.on(QUANSHI_LOGIN, (__, response) => json(response, { code: 200, data: { token, expire: 9 } }));
    for (const path of [HUAWEI, QUANSHI])
      expect(new Set(await outcomes(5, path))).toEqual(new Set(['provider-malformed']));
    expect(vendor.logins().length).toBeLessThanOrEqual(4);
  });

  test('lives for a second, as the vendor says, is not renewed every second', async () => {
    vendor.on(HUAWEI_LOGIN, grant(1));
    expect(await outcomes(1)).toEqual(['ok']);
    await pause(3_000);
    expect(await outcomes(5)).toEqual(Array(5).fill('ok'));
    expect(vendor.logins()).toHaveLength(1);
  });

  test('lives for longer than time itself is used all the same', async () => {
    vendor.on(HUAWEI_LOGIN, grant(1e300));
    expect(await outcomes(2)).toEqual(['ok', 'ok']);
    expect((await call('/v1/credentials')).status).toBe(200);
  });

  test('is taken away after each use costs three logins, and then one in half a minute', async () => {
    const used = new Set<unknown>();
    vendor.on(LISTS, (got, response) => {
      const token = got.headers['x-access-token'];
      if (used.has(token)) return json(response, { error_code: 'USG.000000004' }, 401);
      used.add(token);
      return behaved(got, response);
    });
    expect(await outcomes(3)).toEqual(['ok', 'ok', 'ok']);
    const refused = await call(HUAWEI);
    expect(await problem(refused)).toMatchObject({ slug: 'provider-login-refused', status: 503 });
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(30);
    await outcomes(10);
    expect(vendor.logins()).toHaveLength(3);
  });
});

describe('a refusal that smells of a dead token', () => {
  const BAD = /limit=13\b|"count":13\b/;
  const [GOOD, WRONG] = ['?limit=12', '?limit=13'];
  test.each<[string, string, string, Act, string]>([
    [
      'an unlisted code with 401 at Huawei',
      HUAWEI,
      LISTS,
      (_, response) => json(response, { error_code: 'WSS.40100099', error_msg: 'NEW' }, 401),
      'provider-forbidden',
    ],
    [
      'words of Quanshi',
      QUANSHI,
      LIVE,
      (_, response) => json(response, { status: 70010, msg: '用户鉴权失败' }),
      'provider-forbidden',
    ],
    [
      'a listed code, whatever the token',
      HUAWEI,
      LISTS,
      (_, response) => json(response, { error_code: 'USG.000000004' }, 401),
      'provider-login-refused',
    ],
  ])('(%s) costs one login in forty calls, with good calls in between', async (_, path, at, bad, slug) => {
    vendor.on(at, (got, response) => (BAD.test(got.url + got.body) ? bad : behaved)(got, response));
    const ask = (query: string) => call(path + (path === QUANSHI ? query.replace('limit', 'count') : query));
    for (let n = 0; n < 40; n++) {
      expect(await outcome(await ask(GOOD))).toBe('ok');
      expect(await outcome(await ask(WRONG))).toBe(slug);
    }
    // One to begin with, and one to prove that it is not the token.
    expect(vendor.logins()).toHaveLength(2);
  });

  test('under a new code each time costs three logins, and good calls do not notice', async () => {
    let code = 0;
    vendor.on(LISTS, (got, response) =>
      BAD.test(got.url) ? json(response, { error_code: `NEW.${++code}` }, 401) : behaved(got, response),
    );
    for (let n = 0; n < 20; n++) {
      expect(await outcome(await call(HUAWEI + WRONG))).toBe('provider-forbidden');
      expect(await outcome(await call(HUAWEI + GOOD))).toBe('ok');
    }
    expect(vendor.logins()).toHaveLength(3);
  });

  test('and is one, by words alone, is mended within the call', async () => {
    expect(await outcomes(1, QUANSHI)).toEqual(['ok']);
    const [dead] = vendor.got.flatMap(({ headers }) => headers.token ?? []);
    vendor.on(LIVE, (got, response) =>
      got.headers.token === dead
        ? json(response, { status: 70011, msg: 'token已失效' })
        : behaved(got, response),
    );
    expect(await outcomes(2, QUANSHI)).toEqual(['ok', 'ok']);
    expect(vendor.logins()).toHaveLength(2);
  });
});

describe('a vendor whose clock is off', () => {
  /** Grants what is signed by its own clock alone, as both vendors do. */
  const byClock =
    (offsetMs: number): Act =>
    (got, response) => {
      const now = Date.now() + offsetMs;
      response.setHeader('Date', new Date(now).toUTCString());
      const { expireTime } = JSON.parse(got.body) as { expireTime?: number };
      const off =
        expireTime === undefined
          ? Math.abs(Number(got.headers.curtime) - now) > 300_000
          : expireTime * 1000 < now;
      if (!off) return grant()(got, response);
      return expireTime === undefined
        ? json(response, { code: 40102, msg: 'CurTime expired' })
        : json(response, { error_code: 'USG.206010057' }, 401);
    };

  test.each([
    ['Huawei', HUAWEI, HUAWEI_LOGIN, DAY],
    ['Quanshi', QUANSHI, QUANSHI_LOGIN, DAY],
    ['Quanshi', QUANSHI, QUANSHI_LOGIN, -DAY],
  ])(
    '(%s) is believed: the login is signed anew at its time, and the next one at once',
    async (_, path, at, offset) => {
      vendor.on(at, byClock(offset));
      expect(await outcomes(1, path)).toEqual(['ok']);
      expect(vendor.logins()).toHaveLength(2);
      expect((await call(path, actingFor('8'))).status).toBe(200);
      expect(vendor.logins()).toHaveLength(3);
    },
  );

  test('and who refuses whatever time it is told is not asked again and again', async () => {
    vendor.on(HUAWEI_LOGIN, (_, response) => {
      response.setHeader('Date', new Date(Date.now() + DAY * Math.random()).toUTCString());
      json(response, { error_code: 'USG.206010057' }, 401);
    });
    expect(new Set(await outcomes(10))).toEqual(new Set(['provider-login-refused']));
    expect(vendor.logins()).toHaveLength(2);
  });
});

describe('smaller things', () => {
  test('X-Account of a name that nobody has is the mistake of the caller', async () => {
    account = 'nowhere';
    for (const path of [HUAWEI, '/v1/meetings/live/count']) {
      const response = await call(path);
      expect(response.status).toBe(400);
      expect(await problem(response)).toMatchObject({
        slug: 'invalid-input',
        errors: [{ field: 'X-Account' }],
      });
    }
    expect(vendor.got).toHaveLength(0);
  });

  test('two accounts of one identity with different secrets are named by /readyz', async () => {
    const ready = (await (await call('/readyz')).json()) as { providers: { huawei: { missing: object[] } } };
    expect(ready.providers.huawei.missing).toEqual([
      {
        name: 'ACCOUNTS',
        kind: 'secret',
        detail: expect.stringMatching(/twin-2.*of twin-1.*secret/),
      },
    ]);
    expect(JSON.stringify(ready)).not.toMatch(/secret-one|secret-two/);
  });

  test('GET /v1/credentials goes page by page, each credential once', async () => {
    for (const user of ['a', 'b', 'c']) await call(HUAWEI, actingFor(user));
    const seen: { account: string; user: string | null }[] = [];
    let pages = 0;
    for (let path: string | undefined = '/v1/credentials?limit=3'; path && pages < 100; pages++) {
      const response: Response = await call(path);
      expect(response.status).toBe(200);
      seen.push(...((await response.json()) as { credentials: typeof seen }).credentials);
      path = /<(.+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
    }
    expect(pages).toBeGreaterThan(3);
    const mine = seen.filter((one) => one.account === account && one.user !== null);
    expect(mine.map(({ user }) => user).sort()).toEqual(['a', 'b', 'c']);
    for (const query of ['limit=0', 'limit=1001', 'limit=x', 'cursor=%20'])
      expect((await call(`/v1/credentials?${query}`)).status).toBe(400);
  });
});
