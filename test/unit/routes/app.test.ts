import { describe, expect, it } from 'vitest';
import { problems } from '../../../functions/core/problems.ts';
import { operations } from '../../../functions/registry.ts';
import { bindings, call, invoke, problemOf } from '../../support/gateway.ts';
import { LIST, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();
const withKey = (scopes: string[]) => withScopes(scopes, { key: 'kiosk-key' });
const asKiosk = { headers: { Authorization: 'Bearer kiosk-key' } };

describe('every answer', () => {
  it('carries a request id, made where none came', async () => {
    const response = await call('/healthz');
    expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await call('/nowhere')).headers.get('X-Request-Id')).toBeTruthy();
  });

  it('tells caches on the way by what it varies, and that it is for one caller alone', async () => {
    const { headers } = await call(LIST);
    const varies = headers.get('Vary')?.split(/, */) ?? [];
    expect(varies).toEqual(
      expect.arrayContaining(['Authorization', 'X-Account', 'X-On-Behalf-Of', 'Accept-Language']),
    );
    expect(headers.get('Cache-Control')).toMatch(/^private, /);
    const page = await call(
      LIST,
      { headers: { Origin: 'https://app.example' } },
      bindings({ CORS_ORIGINS: 'https://app.example' }),
    );
    expect(page.headers.get('Vary')?.split(/, */)).toEqual(expect.arrayContaining(['Origin', ...varies]));
  });
});

describe('a route', () => {
  it('that does not exist is a problem', async () => {
    const response = await call('/v1/zoom/meetings');
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect((await problemOf(response)).type).toMatch(/route-not-found$/);
  });

  it('under another method names the methods it takes', async () => {
    const response = await call('/v1/quanshi/conferences/lookup');
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
    expect((await call('/v1/huawei/webinars/ongoing', { method: 'DELETE' })).headers.get('Allow')).toBe(
      'GET',
    );
  });

  it('under /v1 asks for a key before it says whether it exists', async () => {
    expect((await call('/v1/nowhere', { headers: { Authorization: 'Bearer wrong' } })).status).toBe(401);
  });
});

describe('an invocation', () => {
  it('of an unknown operation lists those there are', async () => {
    const response = await invoke('huawei.dance', {});
    expect(response.status).toBe(404);
    const { type, detail } = await problemOf(response);
    expect(type).toMatch(/unknown-operation$/);
    for (const { id } of operations) expect(detail).toContain(id);
  });

  it.each(['[1]', '{"a":', 'limit=10'])('with the body %j is refused without quoting it', async (body) => {
    const response = await invoke('huawei.listOngoingWebinars', body);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({
      type: expect.stringMatching(/malformed-body$/),
      detail: 'The body must be one JSON object.',
    });
  });

  it('with a body beyond all measure is refused', async () => {
    const response = await invoke('huawei.listOngoingWebinars', { searchKey: 'x'.repeat(70_000) });
    expect(response.status).toBe(413);
    expect((await problemOf(response)).type).toMatch(/body-too-large$/);
  });

  it('with raw neither true nor false is refused', async () => {
    const response = await call('/v1/huawei/webinars/ongoing?raw=1');
    expect(await problemOf(response)).toMatchObject({ status: 400, errors: [{ field: 'raw' }] });
  });

  it('on behalf of an impossible user is refused', async () => {
    const response = await call('/v1/quanshi/conferences/live', { headers: { 'X-On-Behalf-Of': 'zhang' } });
    expect(await problemOf(response)).toMatchObject({
      status: 400,
      errors: [{ field: 'X-On-Behalf-Of', detail: 'must be a numeric user id' }],
    });
  });
});

describe('scopes', () => {
  it('refuse a key without read', async () => {
    const response = await call('/v1/huawei/webinars/ongoing', asKiosk, await withKey(['secrets']));
    expect(response.status).toBe(403);
    expect(await problemOf(response)).toMatchObject({
      type: expect.stringMatching(/insufficient-scope$/),
      detail: 'This needs the scope read; the key kiosk has secrets.',
    });
  });

  it.each(['', '&raw=true'])(
    'leave secrets out of every answer without the scope secrets (%s)',
    async (raw) => {
      const path = `/v1/huawei/webinars/ongoing?limit=5${raw}`;
      const open = await (await call(path)).text();
      const closed = await (await call(path, asKiosk, await withKey(['read']))).text();
      expect(open).toMatch(/chairPasswd.*audienceJoinUri|audienceJoinUri.*chairPasswd/);
      expect(closed).toMatch(/subject/);
      expect(closed).not.toMatch(/Passwd|JoinUri/);
    },
  );

  it('leave personal data out of every answer without the scope personal', async () => {
    const path = '/v1/quanshi/conferences/live?count=50';
    const open = await (await call(path)).text();
    const closed = await (await call(path, asKiosk, await withKey(['read', 'secrets']))).text();
    expect(open).toMatch(/hostEmail/);
    expect(closed).not.toMatch(/hostEmail|hostMobile|hostIp/);
    expect(closed).toMatch(/pcode2/);
  });
});

describe('configuration', () => {
  it('that is complete is ready', async () => {
    const response = await call('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      missing: [],
      providers: { huawei: { status: 'ready', missing: [] }, quanshi: { status: 'ready', missing: [] } },
    });
  });

  it.each([
    ['TOKENS', 'binding'],
    ['CREDENTIALS', 'binding'],
    ['KEYS', 'binding'],
    ['RECEIPTS', 'binding'],
    ['TOKEN_SEAL_KEYS', 'secret'],
  ])('without %s is not ready, and says so everywhere', async (name, kind) => {
    const env = bindings({ [name]: undefined });
    const response = await call('/readyz', {}, env);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'not-ready', missing: [{ name, kind }] });
    expect(await problemOf(await call('/v1/operations', {}, env))).toMatchObject({
      status: 503,
      detail: expect.stringContaining(name),
    });
  });

  it('says what a provider lacks, and what is wrong with it', async () => {
    const env = bindings({ HUAWEI_APP_KEY: undefined, QUANSHI_USER_ID: 'zhang' });
    const { providers } = (await (await call('/readyz', {}, env)).json()) as {
      providers: Record<string, { missing: object[] }>;
    };
    expect(providers.huawei?.missing).toMatchObject([
      { name: 'HUAWEI_APP_KEY', kind: 'secret', detail: expect.stringMatching(/^is missing/) },
    ]);
    expect(providers.quanshi?.missing).toMatchObject([
      { name: 'QUANSHI_USER_ID', detail: 'is wrong: must be a number' },
    ]);
    const problem = await problemOf(await call('/v1/huawei/webinars/ongoing', {}, env));
    expect(problem).toMatchObject({ status: 503, detail: expect.stringContaining('HUAWEI_APP_KEY') });
  });

  it('without the path of the join link look-up says exactly what to set', async () => {
    const response = await invoke(
      'quanshi.getConferenceByJoinUrl',
      { attendeeJoinUrl: 'https://n.qsh1.cn/k/x' },
      {},
      bindings({ QUANSHI_JOIN_URL_PATH: '' }),
    );
    expect(response.status).toBe(503);
    expect((await problemOf(response)).detail).toMatch(/^Set the variable QUANSHI_JOIN_URL_PATH to the path/);
  });

  it('takes a token issued by hand instead of credentials', async () => {
    const env = bindings({
      QUANSHI_TOKEN: 'by-hand',
      QUANSHI_APP_ID: '',
      QUANSHI_APP_SECRET: '',
      QUANSHI_USER_ID: '',
    });
    const refused = await call('/v1/quanshi/conferences/live', {}, env);
    // The simulation does not know it: nobody can renew it, and the caller is told.
    expect(await problemOf(refused)).toMatchObject({
      status: 503,
      detail: expect.stringContaining('issued by hand'),
    });
    const other = await call('/v1/quanshi/conferences/live', { headers: { 'X-On-Behalf-Of': '5' } }, env);
    expect(await problemOf(other)).toMatchObject({
      status: 503,
      detail: expect.stringContaining('on behalf'),
    });
  });
});

describe('/problems', () => {
  it('explains every problem', async () => {
    for (const slug of Object.keys(problems)) {
      expect(await (await call(`/problems/${slug}`)).json()).toMatchObject({
        slug,
        meaning: expect.any(String),
        remedy: expect.any(String),
      });
    }
    expect((await call('/problems/constructor')).status).toBe(404);
  });

  it('shows a person a page', async () => {
    const response = await call('/problems/unauthenticated', { headers: { Accept: 'text/html,*/*' } });
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await response.text()).toContain('<h1>No valid API key</h1>');
  });
});

describe('a fault of the gateway itself', () => {
  it('is a problem that tells nothing of its cause', async () => {
    const env = bindings();
    Object.defineProperty(env, 'API_KEYS', {
      get: () => {
        throw new Error('hunter2');
      },
    });
    const response = await call('/v1/operations', {}, env);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
  });
});
