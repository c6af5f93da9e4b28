import { evictAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import type { Credential } from '../../../functions/tokens/credential.object.ts';
import { emptyState } from '../../../functions/tokens/credentialState.ts';
import { bindings, call, invoke, problemOf } from '../../support/gateway.ts';
import {
  theCredential as credential,
  described,
  keptState,
  LIST,
  LOGIN,
  later,
  TOKEN,
} from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

/** Later than any token is renewed (90 per cent of 24 hours), earlier than a refresh token ends. */
const LATE = 22 * 3_600_000;
const { vendors, network } = useVendors();
let logins = 0;

const list = (headers = {}) => call(LIST, { headers });
const env = bindings();
const refuseLogin = (status: number, code: string) =>
  network.use(
    http.post(LOGIN, () => {
      logins++;
      return HttpResponse.json({ error_code: code, error_msg: 'REFUSED' }, { status });
    }),
  );

beforeEach(() => {
  logins = 0;
  network.use(
    http.post(LOGIN, () => {
      logins++;
      return undefined;
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a token', () => {
  it('is asked for once by fifty cold callers at the same time', async () => {
    const responses = await Promise.all(Array.from({ length: 50 }, () => list()));
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(logins).toBe(1);
  });

  it('is asked for once more when fifty callers at once see it refused', async () => {
    await list();
    vendors.state.huawei.sessions.clear();
    const responses = await Promise.all(Array.from({ length: 50 }, () => list()));
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(logins).toBe(2);
  });

  it('comes from KV in an isolate that starts, and from the credential where KV has none', async () => {
    await list();
    forgetIsolate();
    await evictAllDurableObjects();
    expect((await list()).status).toBe(200);
    for (const { name } of (await env.TOKENS.list()).keys) await env.TOKENS.delete(name);
    forgetIsolate();
    expect((await list()).status).toBe(200);
    expect(logins).toBe(1);
  });

  it('is never written in clear, neither to KV nor to the storage of the credential', async () => {
    await list();
    const tokens = [...vendors.state.huawei.sessions.keys()];
    expect(tokens).toHaveLength(1);
    const { keys } = await env.TOKENS.list();
    const inKv = await Promise.all(keys.map(({ name }) => env.TOKENS.get(name)));
    const inStorage = await runInDurableObject(await credential(), (_, state) => [
      ...state.storage.kv.list(),
    ]);
    expect(inKv).toHaveLength(1);
    expect(inStorage.length).toBeGreaterThan(0);
    for (const token of tokens) expect(JSON.stringify([keys, inKv, inStorage])).not.toContain(token);
    expect(JSON.stringify([keys, inStorage])).not.toMatch(/demo-key|demo-app/);
  });

  it('is used in spite of a KV that fails to read and to write', async () => {
    const broken = { get: () => Promise.reject(new Error('KV')), put: () => Promise.reject(new Error('KV')) };
    expect((await call(LIST, {}, bindings({ TOKENS: broken }))).status).toBe(200);
  });

  it('of a stale KV copy that the vendor refuses leads to no login when the credential has a newer one', async () => {
    await list();
    const [{ name = '' } = {}] = (await env.TOKENS.list()).keys;
    const stale = (await env.TOKENS.get(name)) ?? '';
    vendors.state.huawei.sessions.clear();
    await list();
    await env.TOKENS.put(name, stale);
    forgetIsolate();
    expect((await list()).status).toBe(200);
    expect(logins).toBe(2);
  });

  it('is the user’s own when the caller acts on behalf of one', async () => {
    await list();
    await list({ 'X-On-Behalf-Of': 'li.si' });
    await list({ 'X-On-Behalf-Of': 'li.si' });
    expect(logins).toBe(2);
  });

  it('is renewed by the alarm with its refresh token, so that no caller waits for a login', async () => {
    await list();
    later(LATE);
    expect(await runDurableObjectAlarm(await credential())).toBe(true);
    forgetIsolate();
    expect((await list()).status).toBe(200);
    expect(logins).toBe(1);
    expect(await described()).toMatchObject({
      generation: 2,
      lastLogin: { by: 'refresh' },
      logins: 1,
      refreshes: 1,
    });
  });

  it('is renewed by a login where the refresh token is refused', async () => {
    await list();
    network.use(http.put(TOKEN, () => HttpResponse.json({ error_code: 'USG.000000004' }, { status: 401 })));
    later(LATE);
    await runDurableObjectAlarm(await credential());
    expect(logins).toBe(2);
    expect(await described()).toMatchObject({ generation: 2, lastLogin: { by: 'login' } });
  });

  it.each([
    ['of a user', { 'X-On-Behalf-Of': 'li.si' }],
    ['of the account', {}],
  ])(
    '%s is not renewed when nobody has used it since, and leaves nothing behind when it has ended',
    async (_, headers) => {
      await list(headers);
      const object = await credential();
      const kept = async () => (await keptState()) ?? emptyState();
      vi.useFakeTimers({ toFake: ['Date'], now: (await kept()).renewAt ?? 0 });
      await runDurableObjectAlarm(object);
      const { generation, renewAt = 0, endsAt = 0 } = await kept();
      expect(generation).toBe(2);
      vi.setSystemTime(renewAt);
      await runDurableObjectAlarm(object);
      expect(await kept()).toMatchObject({ generation: 2, renewAt: undefined });
      vi.setSystemTime(endsAt);
      await runDurableObjectAlarm(object);
      expect(await runInDurableObject(object, (__, { storage }) => storage.list())).toEqual(new Map());
      expect(await runDurableObjectAlarm(object)).toBe(false);
      // Whoever comes then begins anew.
      expect((await list(headers)).status).toBe(200);
    },
  );

  it('that comes to nothing leaves nothing behind, an hour after its cool-down', async () => {
    refuseLogin(400, 'USG.206030000');
    await list({ 'X-On-Behalf-Of': 'li.si' });
    const object = await credential();
    const kept = () => runInDurableObject(object, async (_, { storage }) => (await storage.list()).size);
    later(60_000);
    await runDurableObjectAlarm(object);
    expect(await kept()).toBe(1);
    vi.setSystemTime(Date.now() + 3_600_000);
    await runDurableObjectAlarm(object);
    expect(await kept()).toBe(0);
  });

  it('is logged out once it was superseded and nobody can hold a copy any more', async () => {
    const loggedOut: (string | null)[] = [];
    network.use(
      http.delete(TOKEN, ({ request }) => {
        loggedOut.push(request.headers.get('X-Access-Token'));
        return new HttpResponse(null);
      }),
    );
    await list();
    const [first] = [...vendors.state.huawei.sessions.keys()];
    network.use(http.put(TOKEN, () => HttpResponse.json({}, { status: 401 })));
    // Late enough to be renewed early in the spread, early enough for the old token to live on.
    await runInDurableObject(await credential(), (_, state) => {
      const kept = state.storage.kv.get<{ renewAt: number }>('state');
      state.storage.kv.put('state', { ...kept, renewAt: Date.now() });
    });
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ generation: 2, liveTokens: 2 });
    later(10 * 60_000);
    await runDurableObjectAlarm(await credential());
    expect(loggedOut).toEqual([]);
    vi.setSystemTime(Date.now() + 2 * 60_000);
    await runDurableObjectAlarm(await credential());
    expect(loggedOut).toEqual([first]);
    expect(await described()).toMatchObject({ generation: 2, liveTokens: 1 });
  });

  it('is left alone by an alarm that comes too early', async () => {
    await list();
    expect(await runDurableObjectAlarm(await credential())).toBe(true);
    expect(logins).toBe(1);
  });
});

describe('a refused login', () => {
  it('is a problem with a Retry-After, and is not tried again before', async () => {
    refuseLogin(401, 'USG.206010025');
    const response = await list();
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
    expect(await problemOf(response)).toMatchObject({
      provider: 'huawei',
      providerCode: 'USG.206010025',
      retryable: true,
    });
    expect((await list()).status).toBe(503);
    expect(logins).toBe(1);
  });

  it('is tried again when its time is over, and waits twice as long when it is refused again', async () => {
    refuseLogin(401, 'USG.206010025');
    await list();
    later(6_000);
    expect((await list()).headers.get('Retry-After')).toBe('10');
    expect(logins).toBe(2);
  });

  it('of a locked account is left alone for five minutes', async () => {
    refuseLogin(423, 'USG.206030015');
    expect((await list()).headers.get('Retry-After')).toBe('300');
    expect((await list()).status).toBe(503);
    expect(logins).toBe(1);
  });

  it('that is the vendor’s own fault is not held against the credentials', async () => {
    network.use(http.post(LOGIN, () => new HttpResponse(null, { status: 503 })));
    expect((await list()).status).toBe(502);
    network.resetHandlers();
    later(1_000);
    expect((await list()).status).toBe(200);
  });

  it('is what a vendor’s refusal of every new token comes to: no more than three logins follow', async () => {
    network.use(
      http.get('*/v1/wss/webinar/open/conferences/ongoing', () =>
        HttpResponse.json({ error_code: 'USG.000000004' }, { status: 401 }),
      ),
    );
    for (let i = 0; i < 10; i++) expect((await list()).status).toBe(503);
    expect(logins).toBeLessThanOrEqual(3);
    expect(Number((await list()).headers.get('Retry-After'))).toBeGreaterThan(0);
    network.resetHandlers();
    later(6_000);
    expect((await list()).status).toBe(200);
  });

  it('leaves the other provider alone', async () => {
    refuseLogin(401, 'USG.206010025');
    await list();
    expect((await invoke('quanshi.listLiveConferences', {})).status).toBe(200);
  });
});

describe('a credential whose name today’s settings do not give', () => {
  /** The object as it is after a deployment with another App ID. */
  const deployedWith = async (object: Awaited<ReturnType<typeof credential>>, changes: object) =>
    runInDurableObject(object, (instance) => {
      Object.defineProperty(instance, 'env', { value: bindings({ ...changes }) });
    });
  const held = (object: Awaited<ReturnType<typeof credential>>) =>
    runInDurableObject(object, async (_, { storage }) => [
      (await storage.list()).size,
      await storage.getAlarm(),
    ]);

  it.each([
    ['another App ID', { HUAWEI_APP_ID: 'another-app' }],
    ['another host', { HUAWEI_BASE_URL: 'https://elsewhere.example' }],
    ['no account any more', { HUAWEI_APP_KEY: '' }],
  ])('(%s) ends itself at its alarm: no login, no refresh, no write to KV', async (_, changes) => {
    await list();
    const object = await credential();
    const put = vi.fn();
    let asked = 0;
    network.use(
      http.all('*', () => {
        asked++;
        return undefined;
      }),
    );
    await deployedWith(object, { ...changes, TOKENS: { put } });
    later(LATE);
    await runDurableObjectAlarm(object);
    expect([logins, asked, put.mock.calls.length]).toEqual([1, 0, 0]);
    expect(await held(object)).toEqual([0, null]);
  });

  it('gives no token to whoever still knows it by that name', async () => {
    await list();
    const object = await credential();
    const [{ name = '' } = {}] = (await env.TOKENS.list()).keys;
    await deployedWith(object, { HUAWEI_APP_ID: 'another-app' });
    const lease = await runInDurableObject(object, (instance) =>
      (instance as Credential).lease(name, { provider: 'huawei', account: 'default' }),
    );
    expect(lease).toMatchObject({ is: 'none', problem: { slug: 'provider-login-refused' } });
    expect(logins).toBe(1);
    expect(await held(object)).toEqual([0, null]);
  });
});
