import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { setStatus } from '../../../../mocks/events/subscriptions.ts';
import { entriesOf } from '../../../../mocks/journal/journal.ts';
import { bindings, call, problemOf } from '../../../support/gateway.ts';
import { withKey } from '../../../support/subscribed.ts';
import { useVendors } from '../../../support/vendors.ts';

const { vendors, network } = useVendors({ events: { targets: ['gate.example'] } });
const PATH = '/v1/events/huawei/default/connect';
const WHERE = 'https://gate.example/v1/events/huawei/default';
beforeEach(() => {
  vendors.reset();
  network.use(
    http.post('https://gate.example/*', async ({ request }) =>
      call(new URL(request.url).pathname, {
        method: 'POST',
        body: await request.text(),
        headers: { Authorization: '-' },
      }),
    ),
  );
});

const ask = (method: string, { path = PATH, body, env }: { path?: string; body?: object; env?: Env } = {}) =>
  call(path, { method, ...(body && { body: JSON.stringify(body) }) }, env);
const stateOf = async (...asked: Parameters<typeof ask>) => {
  const response = await ask(...asked);
  expect(response.status).toBe(200);
  return response.json();
};
const state = (status: string, url?: string) => ({
  source: '/huawei/default',
  expected: WHERE,
  status,
  ...(url && { url }),
});
/** What the gateway asked the vendor of its pushes. */
const asked = () =>
  entriesOf(vendors.state.journal)
    .filter(({ path }) => path.includes('/webhook/'))
    .map(({ method, path, query, body, status }) => ({
      call: `${method} ${path.split('/').at(-1)}`,
      query,
      body,
      status,
    }));

describe('the push of an account of Huawei', () => {
  it('is registered, shown, started by its id, and taken away', async () => {
    expect(await stateOf('GET')).toEqual(state('absent'));
    expect(await stateOf('POST', { body: {} })).toEqual(state('connected', WHERE));
    expect(await stateOf('GET')).toEqual(state('connected', WHERE));
    const [{ id = '' } = {}] = [...vendors.state.events.subscriptions.values()];
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const [, set, shown, start] = asked();
    expect(set).toMatchObject({ call: 'POST link-config', body: { subscriberId: 'meetgate', url: WHERE } });
    expect(shown?.call).toBe('GET link-config');
    expect(start).toMatchObject({ call: 'PUT change-status', status: 200 });
    expect(Object.fromEntries(new URLSearchParams(start?.query))).toEqual({ id, status: '0' });
    expect(start?.body).toBeUndefined();
    expect(await stateOf('DELETE')).toEqual(state('absent'));
    expect(vendors.state.events.subscriptions.size).toBe(0);
    expect(await stateOf('DELETE')).toEqual(state('absent'));
  });

  it('is replaced where there was one, and goes where the operator says', async () => {
    await stateOf('POST', { body: {} });
    const origin = 'https://gate.example/';
    expect(await stateOf('POST', { body: { origin } })).toEqual(state('connected', WHERE));
    expect(vendors.state.events.subscriptions.size).toBe(1);
  });

  it.each([
    [1, 'stopped'],
    [2, 'locked'],
  ] as const)('is told as the vendor has it: %i is %s', async (status, word) => {
    await stateOf('POST', { body: {} });
    const [{ id = '' } = {}] = [...vendors.state.events.subscriptions.values()];
    setStatus(vendors.events.context, id, status);
    expect(await stateOf('GET')).toEqual(state(word, WHERE));
  });

  it('is asked for with a newer token where the vendor refuses the one that there was', async () => {
    await stateOf('POST', { body: {} });
    vendors.state.huawei.sessions.clear();
    expect(await stateOf('GET')).toEqual(state('connected', WHERE));
  });
});

describe('a push is refused', () => {
  it('where the gateway does not answer the handshake: it is registered and not started', async () => {
    network.use(http.post('https://gate.example/*', () => new HttpResponse(null, { status: 401 })));
    const response = await ask('POST', { body: {} });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await problemOf(response)).toMatchObject({ provider: 'huawei' });
    expect(await stateOf('GET')).toEqual(state('stopped', WHERE));
  });

  it('where the vendor would have to speak http', async () => {
    const response = await ask('POST', { body: { origin: 'http://gate.example' } });
    expect(await problemOf(response)).toMatchObject({
      status: 400,
      provider: 'huawei',
      providerCode: 'MMC.111071061',
    });
    expect(vendors.state.events.subscriptions.size).toBe(0);
  });

  it('where the account is no administrator', async () => {
    network.use(
      http.post('*/webhook/link-config', () =>
        HttpResponse.json({ error_code: 'MMC.111070002', error_msg: 'NO_PERMISSION' }, { status: 403 }),
      ),
    );
    const response = await ask('POST', { body: {} });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await problemOf(response)).toMatchObject({ provider: 'huawei', providerCode: 'MMC.111070002' });
  });

  it.each<[string, Parameters<typeof ask>, number, string | RegExp]>([
    ['without what signs it', ['POST', { env: bindings({ HUAWEI_PUSH_KEY: '' }) }], 503, 'HUAWEI_PUSH_KEY'],
    ['of an account that there is not', ['POST', { path: PATH.replace('default', 'x') }], 503, 'ACCOUNTS'],
    ['of a vendor that there is not', ['POST', { path: PATH.replace('huawei', 'zoom') }], 404, 'no such'],
    ['of one that has no call for it', ['POST', { path: PATH.replace('huawei', 'quanshi') }], 503, 'support'],
    ['to a URL with a path', ['POST', { body: { origin: 'https://gate.example/x' } }], 400, 'origin'],
    ['to what is no URL', ['POST', { body: { origin: 7 } }], 400, 'origin'],
    ['by a key that may not', ['POST', { env: withKey({ scopes: ['read', 'events'] }) }], 403, 'admin'],
  ])('%s', async (_, [method, options], status, said) => {
    const response = await ask(method, { body: {}, ...options });
    const problem = await problemOf(response);
    expect([response.status, problem.detail]).toEqual([
      status,
      typeof said === 'string' ? expect.stringContaining(said) : expect.stringMatching(said),
    ]);
    expect(asked()).toEqual([]);
  });
});
