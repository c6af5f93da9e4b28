import { runDurableObjectAlarm } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { providerOf } from '../../../functions/registry.ts';
import { credentialKey } from '../../../functions/tokens/credentialKey.ts';
import { call } from '../../support/gateway.ts';
import { explained, LIST, LOGIN, later, ONGOING, settled, theCredential } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const huawei = providerOf('huawei');
const MINUTE = 60_000;
/** Later than any token is renewed (90 per cent of 24 hours), earlier than a refresh token ends. */
const LATE = 22 * 60 * MINUTE;
const USER = { 'X-On-Behalf-Of': 'li.si' };

afterEach(() => {
  vi.useRealTimers();
});

describe('a token in the memory of an isolate', () => {
  it('is used for five minutes, and then looked for in KV, where there may be a newer one', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const source = async () => (await explained()).token?.source;
    expect(await source()).toBe('credential');
    later(5 * MINUTE - 1);
    expect(await source()).toBe('memory');
    later(1);
    expect(await source()).toBe('kv');
    later(1);
    expect(await source()).toBe('memory');
  });

  it('is used up to the half of a short life, and kept in KV for all that', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    let issued = 0;
    network.use(
      http.post(LOGIN, () => HttpResponse.json({ accessToken: `short-${++issued}`, validPeriod: 100 })),
      http.get(ONGOING, () => HttpResponse.json({ offset: 0, limit: 1, count: 0, data: [] })),
    );
    const source = async () => (await explained()).token;
    expect(await source()).toEqual({ source: 'credential', generation: 1 });
    later(49_999);
    expect(await source()).toEqual({ source: 'memory', generation: 1 });
    forgetIsolate();
    expect(await source()).toEqual({ source: 'kv', generation: 1 });
    later(1);
    expect(await source()).toEqual({ source: 'credential', generation: 2 });
  });
});

describe('the key of a credential', () => {
  const settings = { baseUrl: 'https://a.example', appId: 'app', appKey: 'secret', corpId: 'corp' };
  const keyOf = (changes: object = {}, user?: string, provider = huawei) =>
    credentialKey(
      provider,
      { provider: 'huawei', name: 'default', settings: { ...settings, ...changes } },
      user,
    );

  it('is another for every vendor, host, application, tenant and user', async () => {
    const keys = await Promise.all([
      keyOf(),
      keyOf({}, 'li.si'),
      keyOf({ userId: 'zhang' }),
      keyOf({ baseUrl: 'https://b.example' }),
      keyOf({ appId: 'other' }),
      keyOf({ corpId: 'other' }),
      keyOf({ corpId: undefined }),
      keyOf({}, undefined, { ...huawei, id: 'quanshi' }),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.join()).not.toMatch(/secret|zhang|example/);
  });

  it('is the same whatever the secret is, and whichever way a user is named', async () => {
    expect(await keyOf({ appKey: 'rotated' })).toBe(await keyOf());
    expect(await keyOf({ userId: 'zhang' })).toBe(await keyOf({}, 'zhang'));
  });
});

describe('a token of a user', () => {
  /** Lets the alarm renew it, as nobody has used the renewed one by then. */
  const renewed = async () => {
    await call(LIST, { headers: USER });
    later(LATE);
    await runDurableObjectAlarm(await theCredential());
    expect(await (await theCredential()).describe()).toMatchObject({ generation: 2 });
  };

  it('that was taken from KV counts as used, and is renewed again', async () => {
    await renewed();
    forgetIsolate();
    expect((await settled(LIST, USER)).status).toBe(200);
    later(LATE);
    await runDurableObjectAlarm(await theCredential());
    expect(await (await theCredential()).describe()).toMatchObject({ generation: 3 });
  });
});
