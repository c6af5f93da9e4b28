import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newApp } from '../../../functions/app.ts';
import { keyEntry, keyUseEntry } from '../../../functions/callers/apiKey.ts';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { bindings, call, invoke, problemOf } from '../../support/gateway.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const LIST = '/v1/huawei/webinars/ongoing?limit=1';
const KEY = 'mg_a-key-in-kv';
let sha256 = '';
beforeAll(async () => {
  sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(KEY))).toHex();
});
const store = (record: object) =>
  bindings().KEYS.put(keyEntry(sha256), JSON.stringify({ name: 'kiosk', scopes: ['read'], ...record }));
const withKey = (headers: Record<string, string> = {}, env?: Env, path = LIST) =>
  call(path, { headers: { Authorization: `Bearer ${KEY}`, ...headers } }, env);
const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
/** KEYS, with some of it replaced. */
const keysThat = (changes: object) =>
  bindings({
    KEYS: {
      get: (...args: [string, 'json']) => bindings().KEYS.get(...args),
      put: () => Promise.resolve(),
      ...changes,
    },
  });

describe('a key in KV', () => {
  it('lets its caller in, and is remembered for a minute after it was taken away', async () => {
    await store({});
    expect((await withKey()).status).toBe(200);
    await bindings().KEYS.delete(keyEntry(sha256));
    expect((await withKey()).status).toBe(200);
    later(61_000);
    expect((await withKey()).status).toBe(401);
  });

  it('goes on working while KV fails, and an unknown one is not said to be wrong then', async () => {
    await store({});
    await withKey();
    later(61_000);
    const broken = keysThat({ get: () => Promise.reject(new Error('KV')) });
    expect((await withKey({}, broken)).status).toBe(200);
    vi.spyOn(console, 'error').mockReturnValue();
    expect((await withKey({ Authorization: 'Bearer other' }, broken)).status).toBe(500);
  });

  it('has its use recorded once an hour, and works where that fails', async () => {
    await store({});
    const env = bindings();
    const put = vi.fn((..._: unknown[]) => Promise.reject(new Error('KV')));
    const counting = keysThat({ put });
    for (let i = 0; i < 3; i++) expect((await withKey({}, counting)).status).toBe(200);
    expect(put).toHaveBeenCalledTimes(1);
    later(3_601_000);
    await withKey({}, counting);
    expect(put).toHaveBeenCalledTimes(2);

    forgetIsolate();
    const ctx = createExecutionContext();
    await newApp().request(
      `https://gate.example${LIST}`,
      { headers: { Authorization: `Bearer ${KEY}` } },
      env,
      ctx,
    );
    await waitOnExecutionContext(ctx);
    const { metadata } = await env.KEYS.getWithMetadata(keyUseEntry(sha256));
    expect(metadata).toEqual({ at: new Date(Date.now()).toISOString() });
  });

  it('is refused where its record cannot be read', async () => {
    for (const record of [{ scopes: ['write'] }, { scopes: [] }, { name: 7 }]) {
      forgetIsolate();
      await store(record);
      expect((await withKey()).status).toBe(401);
    }
  });

  it('is compared with every configured key in constant time', async () => {
    const compare = vi.spyOn(crypto.subtle, 'timingSafeEqual');
    const keys = [1, 2, 3].map((n) => ({ name: `k${n}`, sha256: String(n).repeat(64), scopes: ['read'] }));
    await withKey({}, bindings({ API_KEYS: JSON.stringify(keys) }));
    expect(compare).toHaveBeenCalledTimes(3);
  });
});

describe('accounts', () => {
  const branch = {
    name: 'branch',
    provider: 'huawei',
    appId: 'demo-app',
    appKey: 'demo-key',
    userId: 'user',
  };
  const env = (...accounts: object[]) => bindings({ ACCOUNTS: JSON.stringify(accounts) });

  it('are chosen by X-Account, and by themselves where the key may use only one', async () => {
    // A Durable Object has the environment of the Worker, not that of a test: a token by hand needs none.
    const byHand = { name: 'branch', provider: 'quanshi', token: 'of the branch' };
    const tokens: (string | null)[] = [];
    network.use(
      http.post('*/confopenapi/conference/listbystatus', ({ request }) => {
        tokens.push(request.headers.get('token'));
        return HttpResponse.json({ status: 0, result: { totalCount: 0, confList: [] } });
      }),
    );
    await store({ accounts: ['branch'] });
    for (const headers of [{}, { 'X-Account': 'branch' }]) {
      const response = await withKey(headers, env(byHand), '/v1/quanshi/conferences/live?explain=true');
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ receipt: { account: 'branch' } });
    }
    expect(tokens).toEqual(['of the branch', 'of the branch']);
  });

  it('are refused where the key may not use them', async () => {
    await store({});
    const response = await withKey({ 'X-Account': 'branch' }, env(branch));
    expect(await problemOf(response)).toMatchObject({
      status: 403,
      detail: expect.stringContaining('may use default'),
    });
  });

  it('that nobody has configured say what to set', async () => {
    await store({ accounts: ['*'] });
    const response = await withKey({ 'X-Account': 'nowhere' });
    expect(await problemOf(response)).toMatchObject({
      status: 503,
      detail: expect.stringContaining('ACCOUNTS'),
    });
  });

  it.each([
    [{ ...branch, appKey: 7, colour: 'hunter2' }, /branch.*appKey.*colour/],
    [{ ...branch, provider: 'hunter2' }, /branch.*huawei or quanshi/],
  ])('that are wrong are named with their field and without a value (%#)', async (account, detail) => {
    const response = await call('/readyz', {}, env(account));
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(JSON.parse(text).missing).toMatchObject([
      { name: 'ACCOUNTS', detail: expect.stringMatching(detail) },
    ]);
    expect(text).not.toContain('hunter2');
    const broken = await call('/readyz', {}, bindings({ ACCOUNTS: '[{"name":"hunter2' }));
    expect(await broken.text()).toMatch(/ACCOUNTS.*must be JSON/);
  });
});

describe('a web page', () => {
  const origin = { Origin: 'https://app.example' };
  const preflight = {
    method: 'OPTIONS',
    headers: {
      ...origin,
      Authorization: '',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  };
  const open = bindings({ CORS_ORIGINS: 'https://app.example,https://other.example' });

  it('may not call unless its origin is listed', async () => {
    expect((await call(LIST, { headers: origin })).headers.get('Access-Control-Allow-Origin')).toBe(null);
    const stranger = await call(LIST, { headers: { Origin: 'https://evil.example' } }, open);
    expect(stranger.headers.get('Access-Control-Allow-Origin')).toBe(null);
  });

  it('may call from a listed origin, asks first without a key, and sees problems too', async () => {
    const asked = await call('/v1/invoke/quanshi.listLiveConferences', preflight, open);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Access-Control-Allow-Headers')).toMatch(/authorization/i);
    for (const response of [
      asked,
      await call(LIST, { headers: origin }, open),
      await call('/v1/no', { headers: { ...origin, Authorization: '' } }, open),
    ])
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
  });
});

describe('every answer', () => {
  it.each([LIST, '/v1/nowhere', '/healthz', '/problems/unauthenticated', `${LIST}&raw=7`])(
    'at %s has security headers',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    },
  );
});

describe('an input', () => {
  it.each([
    ['nested deeper than any answer', `{"page":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['that reaches for the prototype', '{"__proto__":{"page":1},"constructor":{}}'],
    ['with a number beyond all numbers', '{"page":1e999}'],
  ])('%s is refused', async (_, body) => {
    expect((await invoke('quanshi.listLiveConferences', body)).status).toBe(400);
  });

  it.each(['..%2F..%2Fv2%2Fusg', '%2e%2e', 'a%00b', 'a%0d%0aX-Evil:1', 'a?b', '%E4%BC%9A', 'x'.repeat(65)])(
    'in the path, %s, never reaches the vendor',
    async (id) => {
      let asked = 0;
      network.use(
        http.all('*/v2/mms/*', () => {
          asked++;
          return undefined;
        }),
      );
      const response = await call(`/v1/huawei/conferences/${id}/auth-random`);
      expect([400, 404]).toContain(response.status);
      expect(asked).toBe(0);
    },
  );

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://n.qsh1.cn/k/x',
    '//n.qsh1.cn/k/x',
    'https://n.qsh1.cn/k/\u0000',
    `https://n.qsh1.cn/${'x'.repeat(512)}`,
  ])('as join link, %j, is refused', async (attendeeJoinUrl) => {
    const response = await invoke('quanshi.getConferenceByJoinUrl', { attendeeJoinUrl });
    expect(await problemOf(response)).toMatchObject({ status: 400, errors: [{ field: 'attendeeJoinUrl' }] });
  });

  it.each([' https://n.qsh1.cn/k/ab ', 'https://n.qsh1.cn/k/a\r\nb', 'https://n.qsh1.cn/k/a\tb'])(
    'as join link, %j, reaches the vendor clean',
    async (attendeeJoinUrl) => {
      const sent: unknown[] = [];
      network.use(
        http.post('*/confopenapi/conference/getByJoinUrl', async ({ request }) => {
          sent.push(await request.json());
          return HttpResponse.json({ status: 0, result: [] });
        }),
      );
      expect((await invoke('quanshi.getConferenceByJoinUrl', { attendeeJoinUrl })).status).toBe(200);
      expect(sent).toEqual([{ attendeeJoinUrl: 'https://n.qsh1.cn/k/ab' }]);
    },
  );

  it.each([
    ['Authorization', `Bearer ${'x'.repeat(600)}`, 401],
    ['X-Account', 'x'.repeat(65), 400],
    ['X-Timeout-Ms', '1'.repeat(9), 400],
    ['Accept-Language', 'x'.repeat(129), 400],
    ['X-On-Behalf-Of', 'x'.repeat(129), 400],
  ])('in the header %s is refused where it is too long', async (name, value, status) => {
    expect((await call(LIST, { headers: { [name]: value } })).status).toBe(status);
  });

  it('as request id is taken where it is plain, and replaced where it is not', async () => {
    const id = async (given: string) =>
      (await call('/healthz', { headers: { 'X-Request-Id': given } })).headers.get('X-Request-Id');
    expect(await id('a-b_c=1')).toBe('a-b_c=1');
    for (const odd of ['<script>', '{"a":1}', 'a b', 'x'.repeat(256)])
      expect(await id(odd)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the rate of a caller', () => {
  it('is told in every answer, and a caller beyond it is told when to come again', async () => {
    const asked: unknown[] = [];
    const env = (success: boolean) =>
      bindings({
        CALLER_RATE: '5/10',
        CALLERS: {
          limit: async (question: unknown) => {
            asked.push(question);
            return { success };
          },
        },
      });
    const policy = '"caller";q=5;w=10';
    const fine = await call(LIST, {}, env(true));
    expect([fine.status, fine.headers.get('RateLimit-Policy')]).toEqual([200, policy]);
    const refused = await call(LIST, {}, env(false));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Policy')).toBe(policy);
    expect(refused.headers.get('RateLimit')).toBe('"caller";r=0;t=10');
    expect(refused.headers.get('Retry-After')).toBe('10');
    expect((await problemOf(refused)).type).toMatch(/rate-limited$/);
    expect(asked).toEqual([{ key: 'demo' }, { key: 'demo' }]);
  });

  it('is not asked of somebody whose key is wrong, nor where none is bound', async () => {
    const limit = vi.fn(async () => ({ success: false }));
    expect(
      (await call(LIST, { headers: { Authorization: 'Bearer no' } }, bindings({ CALLERS: { limit } })))
        .status,
    ).toBe(401);
    expect(limit).not.toHaveBeenCalled();
    expect((await call(LIST, {}, bindings({ CALLERS: undefined }))).headers.get('RateLimit-Policy')).toBe(
      null,
    );
  });
});
