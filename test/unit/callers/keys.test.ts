import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newApp } from '../../../functions/app.ts';
import { keyEntry, keyUseEntry } from '../../../functions/callers/apiKey.ts';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { explained, LIST, later, sha256 } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const KEY = 'mg_a-key-in-kv';
const asKey = { headers: { Authorization: `Bearer ${KEY}` } };
const store = async (record: object) =>
  bindings().KEYS.put(
    keyEntry(await sha256(KEY)),
    JSON.stringify({ name: 'kiosk', scopes: ['read'], ...record }),
  );
const withKey = (headers: Record<string, string> = {}, env?: Env, path = LIST) =>
  call(path, { headers: { ...asKey.headers, ...headers } }, env);
/** KEYS, with some of it replaced. */
const keysThat = (changes: object, more: object = {}) =>
  bindings({
    KEYS: {
      get: (...args: [string, 'json']) => bindings().KEYS.get(...args),
      put: () => Promise.resolve(),
      ...changes,
    },
    ...more,
  });

describe('a key in KV', () => {
  it('lets its caller in, and is remembered for a minute after it was taken away', async () => {
    await store({});
    expect((await withKey()).status).toBe(200);
    await bindings().KEYS.delete(keyEntry(await sha256(KEY)));
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

  it('is not pushed out of memory by a thousand unknown ones, and goes on working while KV fails then', async () => {
    await store({});
    await withKey();
    for (let n = 0; n <= 1_000; n += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => withKey({ Authorization: `Bearer unknown-${n + i}` })),
      );
    later(61_000);
    const broken = keysThat({ get: () => Promise.reject(new Error('KV')) });
    expect((await withKey({}, broken)).status).toBe(200);
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
    const { metadata } = await env.KEYS.getWithMetadata(keyUseEntry(await sha256(KEY)));
    expect(metadata).toEqual({ at: new Date(Date.now()).toISOString() });
  });

  it('is refused where its record cannot be read', async () => {
    for (const record of [{ scopes: ['write'] }, { scopes: [] }, { name: 7 }]) {
      forgetIsolate();
      await store(record);
      expect((await withKey()).status).toBe(401);
    }
  });

  it.each([0, 1, 2, 3])(
    'is compared with every configured key in constant time, wherever among them it is (%s)',
    async (place) => {
      const keys = [1, 2, 3].map((n) => ({ name: `k${n}`, sha256: String(n).repeat(64), scopes: ['read'] }));
      keys.splice(place, 0, { name: 'mine', sha256: await sha256(KEY), scopes: ['read'] });
      const compare = vi.spyOn(crypto.subtle, 'timingSafeEqual');
      expect((await withKey({}, bindings({ API_KEYS: JSON.stringify(keys) }))).status).toBe(200);
      expect(compare).toHaveBeenCalledTimes(4);
    },
  );

  it('is found by its whole hash, and by nothing less', async () => {
    const hash = await sha256(KEY);
    const off = [
      `${hash.slice(0, 63)}${hash.endsWith('0') ? '1' : '0'}`,
      `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`,
    ];
    const keys = off.map((one, n) => ({ name: `k${n}`, sha256: one, scopes: ['read'] }));
    expect((await withKey({}, bindings({ API_KEYS: JSON.stringify(keys) }))).status).toBe(401);
  });

  it('that is configured is not looked for in KV, and has no use recorded there', async () => {
    const asked = vi.fn(() => Promise.reject(new Error('KV')));
    const API_KEYS = JSON.stringify([{ name: 'mine', sha256: await sha256(KEY), scopes: ['read'] }]);
    expect((await withKey({}, keysThat({ get: asked, put: asked }, { API_KEYS }))).status).toBe(200);
    expect(asked).not.toHaveBeenCalled();
  });

  it('is asked for in KV once a minute, whether there is one or not', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const get = vi.fn((...args: [string, 'json']) => bindings().KEYS.get(...args));
    for (let n = 0; n < 3; n++) expect((await withKey({}, keysThat({ get }))).status).toBe(401);
    expect(get).toHaveBeenCalledTimes(1);
    await store({});
    later(59_999);
    expect((await withKey({}, keysThat({ get }))).status).toBe(401);
    later(1);
    expect((await withKey({}, keysThat({ get }))).status).toBe(200);
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('that was taken away is not said to be good while KV fails', async () => {
    expect((await withKey()).status).toBe(401);
    later(61_000);
    vi.spyOn(console, 'error').mockReturnValue();
    const broken = keysThat({ get: () => Promise.reject(new Error('KV')) });
    expect((await withKey({}, broken)).status).toBe(500);
  });

  it('is not looked for where it is longer than any', async () => {
    const get = vi.fn(() => Promise.resolve(null));
    for (const length of [512, 513])
      await withKey({ Authorization: `Bearer ${'x'.repeat(length)}` }, keysThat({ get }));
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('has its use recorded again an hour after the last, to the moment', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await store({});
    const put = vi.fn(() => Promise.resolve());
    await withKey({}, keysThat({ put }));
    later(3_599_999);
    await withKey({}, keysThat({ put }));
    expect(put).toHaveBeenCalledTimes(1);
    later(1);
    await withKey({}, keysThat({ put }));
    expect(put).toHaveBeenCalledTimes(2);
  });

  it('has the account default and no other unless its record says so', async () => {
    await store({});
    expect((await explained(LIST, asKey)).account).toBe('default');
    expect((await withKey({ 'X-Account': 'branch' })).status).toBe(403);
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

  it.each([
    [['branch', 'default'], 'default'],
    [['*'], 'default'],
    [['*', 'branch'], 'default'],
  ])('%j of a key leave the choice to its caller, and are %s without one', async (accounts, account) => {
    await store({ accounts });
    expect((await explained(LIST, asKey)).account).toBe(account);
  });

  it('that are several, and not the default one, must be named', async () => {
    await store({ accounts: ['branch', 'other'] });
    expect(await problemOf(await withKey())).toMatchObject({
      status: 403,
      detail: 'The key kiosk may not use the account default; it may use branch, other.',
    });
  });

  it('are refused where the key may not use them', async () => {
    await store({});
    const response = await withKey({ 'X-Account': 'branch' }, env(branch));
    expect(await problemOf(response)).toMatchObject({
      status: 403,
      detail: expect.stringContaining('may use default'),
    });
  });

  it('that nobody has configured are the caller’s mistake, and the operator’s where the key has no other', async () => {
    await store({ accounts: ['*'] });
    expect((await withKey({ 'X-Account': 'nowhere' })).status).toBe(400);
    forgetIsolate();
    await store({ accounts: ['nowhere'] });
    const response = await withKey();
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
