import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../functions/registry.ts';
import { bindings, call, DEMO_KEY, invoke, problemOf } from '../../support/gateway.ts';
import { explained, ONGOING, settled, sha256, slugOf, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

type Counts = OutputOf<'meetings.countLive'>;
const { network } = useVendors();
const PATH = '/v1/meetings/live/count';
const countsOf = async (response: Promise<Response> | Response) => (await (await response).json()) as Counts;
/** The simulation refuses its token, and so says that it was asked. */
const ACCOUNTS = JSON.stringify([{ name: 'branch', provider: 'quanshi', token: 'by-hand' }]);
const keyFor = async (accounts: string[]) =>
  JSON.stringify([{ name: 'kiosk', sha256: await sha256(DEMO_KEY), scopes: ['read'], accounts }]);
const huaweiDown = () => network.use(http.get(ONGOING, () => HttpResponse.json({}, { status: 500 })));
const everythingDown = () =>
  network.use(
    http.all('*', () => HttpResponse.json({ error_code: 'X', error_msg: 'down' }, { status: 500 })),
  );

describe('meetings.countLive', () => {
  it('counts what the lists of each provider count', async () => {
    const { count } = (await (await call('/v1/huawei/webinars/ongoing')).json()) as { count: number };
    const { totalCount } = (await (await call('/v1/quanshi/conferences/live')).json()) as {
      totalCount: number;
    };
    expect(count).toBeGreaterThan(0);
    expect(await countsOf(call(PATH))).toEqual({
      total: count + totalCount,
      complete: true,
      sources: [
        { provider: 'huawei', account: 'default', kind: 'webinar', count },
        { provider: 'quanshi', account: 'default', kind: 'conference', count: totalCount },
      ],
    });
  });

  it('goes by invocation as well', async () => {
    expect(await countsOf(invoke('meetings.countLive', {}))).toEqual(await countsOf(call(PATH)));
  });

  it('counts the vendor that answers where the other fails, and says what failed', async () => {
    huaweiDown();
    const counts = await countsOf(call(PATH));
    const [huawei, quanshi] = counts.sources;
    expect(counts).toMatchObject({ complete: false, total: quanshi?.count });
    expect(huawei).toEqual({
      provider: 'huawei',
      account: 'default',
      kind: 'webinar',
      problem: { slug: 'provider-failed', detail: expect.any(String) },
    });
  });

  it('is a problem where every source fails', async () => {
    everythingDown();
    const response = await call(PATH);
    expect(response.status).toBe(502);
    expect(await slugOf(response)).toBe('provider-failed');
  });

  it('asks the accounts that the key may use, and no other', async () => {
    const accountsOf = async (env: Env, init: RequestInit = {}) =>
      (await countsOf(call(PATH, init, env))).sources.map(
        ({ provider, account }) => `${provider}/${account}`,
      );
    const own = ['huawei/default', 'quanshi/default'];
    expect(await accountsOf(await withScopes(['read'], { ACCOUNTS }))).toEqual([...own, 'quanshi/branch']);
    expect(await accountsOf(bindings({ ACCOUNTS, API_KEYS: await keyFor(['default']) }))).toEqual(own);
    expect(
      await accountsOf(await withScopes(['read'], { ACCOUNTS }), { headers: { 'X-Account': 'default' } }),
    ).toEqual(own);
    const branch = bindings({ ACCOUNTS, API_KEYS: await keyFor(['branch']) });
    expect(await slugOf(await call(PATH, {}, branch))).toBe('provider-login-refused');
  });

  it('is refused without read, for a foreign account, and where options have no meaning over several vendors', async () => {
    expect((await call(PATH, {}, await withScopes(['personal']))).status).toBe(403);
    expect(await slugOf(await call(PATH, { headers: { 'X-Account': 'nobody' } }))).toBe('invalid-input');
    for (const [path, headers, field] of [
      [`${PATH}?raw=true`, {}, 'raw'],
      [PATH, { 'X-On-Behalf-Of': 'user' }, 'X-On-Behalf-Of'],
    ] as const) {
      const refused = await call(path, { headers });
      expect(await problemOf(refused)).toMatchObject({ status: 400, errors: [{ field }] });
    }
  });

  it('names the calls it made in its receipt, each of which has one of its own', async () => {
    const receipt = await explained(PATH, { headers: { 'X-Request-Id': 'outer' } });
    expect(receipt).toMatchObject({ requestId: 'outer', operation: 'meetings.countLive', status: 200 });
    expect(receipt.inner?.map(({ requestId }) => requestId).sort()).toEqual(['outer-1', 'outer-2']);
    for (const { requestId, operation, status } of receipt.inner ?? []) {
      const own = await (await call(`/v1/receipts/${requestId}`)).json();
      expect(own).toMatchObject({ requestId, operation, status, attempts: [{ outcome: 'answered' }] });
    }
  });

  it('shares what it asks with other callers of it, and asks afresh where the caller wants that', async () => {
    let calls = 0;
    network.use(
      http.get(ONGOING, () => {
        calls++;
        return undefined;
      }),
    );
    for (let i = 0; i < 3; i++) await settled(PATH);
    expect(calls).toBe(1);
    await settled(PATH, { 'Cache-Control': 'no-cache' });
    expect(calls).toBe(2);
  });

  it('ends within the deadline of the call', async () => {
    network.use(http.get(ONGOING, () => new Promise<never>(() => {})));
    const started = performance.now();
    const counts = await countsOf(call(PATH, { headers: { 'X-Timeout-Ms': '300' } }));
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(counts.sources[0]).toMatchObject({ problem: { slug: 'provider-timeout' } });
    expect(counts.sources[1]?.count).toBeTypeOf('number');
  });
});
