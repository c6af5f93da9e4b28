import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { bindings, call } from '../../support/gateway.ts';
import { LIST, LOGIN } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { vendors, network } = useVendors();
let logins = 0;

beforeEach(() => {
  logins = 0;
  network.use(
    http.post(LOGIN, () => {
      logins++;
      return undefined;
    }),
  );
});

interface Described {
  provider: string | null;
  account: string | null;
  user: string | null;
  generation: number;
  cooldown: object | null;
}
async function credentials(
  env = bindings(),
): Promise<{ text: string; of: (provider: string, user?: string) => Described | undefined }> {
  const response = await call('/v1/credentials', {}, env);
  expect(response.status).toBe(200);
  const text = await response.text();
  const list = (JSON.parse(text) as { credentials: Described[] }).credentials;
  return {
    text,
    of: (provider, user) => list.find((one) => one.provider === provider && one.user === (user ?? null)),
  };
}

describe('GET /v1/credentials', () => {
  it('lists every account before anybody has called', async () => {
    const { of } = await credentials();
    for (const provider of ['huawei', 'quanshi']) {
      expect(of(provider)).toMatchObject({ account: 'default', generation: 0, cooldown: null });
    }
  });

  it('tells of each credential when it logged in, ends and is renewed, and never a token', async () => {
    await call(LIST);
    await call(LIST, { headers: { 'X-On-Behalf-Of': 'li.si' } });
    const { text, of } = await credentials();
    for (const user of [undefined, 'li.si']) {
      expect(of('huawei', user)).toMatchObject({
        generation: 1,
        liveTokens: 1,
        logins: 1,
        refreshes: 0,
        lastLogin: { at: expect.stringMatching(/^\d{4}-.*Z$/), by: 'login' },
        expiresAt: expect.stringMatching(/Z$/),
        nextRenewal: expect.stringMatching(/Z$/),
      });
    }
    for (const token of vendors.state.huawei.sessions.keys()) expect(text).not.toContain(token);
    expect(text).not.toMatch(/demo-key|demo-secret|sealed/);
  });

  it('tells of a refused login, and until when none is tried', async () => {
    network.use(http.post(LOGIN, () => HttpResponse.json({ error_code: 'USG.206010025' }, { status: 401 })));
    await call(LIST);
    expect((await credentials()).of('huawei')?.cooldown).toEqual({
      until: expect.stringMatching(/Z$/),
      refusals: 1,
      locked: false,
      code: 'USG.206010025',
    });
  });

  it('wakes no credential: it reads what each has told of itself', async () => {
    await call(LIST);
    await call(LIST, { headers: { 'X-On-Behalf-Of': 'li.si' } });
    const woken = () => {
      throw new Error('A credential was woken.');
    };
    const asleep = { getByName: woken, get: woken, idFromName: woken };
    const { of } = await credentials(bindings({ CREDENTIALS: asleep, APPLICATIONS: asleep }));
    expect(of('huawei', 'li.si')).toMatchObject({ generation: 1 });
    expect(of('huawei')).toMatchObject({ generation: 1 });
  });

  it('fits into what KV keeps beside a value, whatever users and codes are called', async () => {
    const user = '"'.repeat(128);
    const code = '错'.repeat(500);
    network.use(http.post(LOGIN, () => HttpResponse.json({ error_code: code }, { status: 400 })));
    await call(LIST, { headers: { 'X-On-Behalf-Of': user } });
    expect((await credentials()).of('huawei', user)?.cooldown).toMatchObject({ code: '错'.repeat(40) });
  });

  it('lists the accounts of ACCOUNTS', async () => {
    const account = {
      name: 'second',
      provider: 'huawei',
      baseUrl: 'https://api.meeting.huaweicloud.com',
      appId: 'other-app',
      appKey: 'other-key',
    };
    const { text } = await credentials(bindings({ ACCOUNTS: JSON.stringify([account]) }));
    expect(text).toContain('"account":"second"');
    expect(text).not.toContain('other-key');
  });
});

it('a thousand cold callers at once cost one login', async () => {
  const statuses = await Promise.all(Array.from({ length: 1_000 }, async () => (await call(LIST)).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(logins).toBe(1);
});

describe('a change of the seal keys', () => {
  const key = (kid: string) => `${kid}:${new Uint8Array(32).fill(kid.charCodeAt(0)).toBase64()}`;
  const OLD = 'demo:bWVldGdhdGUtc2ltdWxhdGlvbi1zZWFsLWtleS0wMDE=';

  it('with the old one still there costs no login', async () => {
    await call(LIST);
    forgetIsolate();
    expect((await call(LIST, {}, bindings({ TOKEN_SEAL_KEYS: `${key('new')},${OLD}` }))).status).toBe(200);
    expect(logins).toBe(1);
  });

  it('with the old one gone loses no call', async () => {
    await call(LIST);
    forgetIsolate();
    expect((await call(LIST, {}, bindings({ TOKEN_SEAL_KEYS: key('new') }))).status).toBe(200);
  });
});
