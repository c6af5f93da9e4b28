import { delay, HttpResponse, http } from 'msw';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { bindings, call, invoke, problemOf } from '../../support/gateway.ts';
import { LIST, ONGOING, settled, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
interface Listed {
  requestId: string;
  status: number;
  operation: string;
  at: string;
}
const list = async (query = '', env = bindings()) => {
  const response = await call(`/v1/receipts${query}`, {}, env);
  expect(response.status).toBe(200);
  const { receipts } = (await response.json()) as { receipts: Listed[] };
  return { receipts, ids: receipts.map(({ requestId }) => requestId), link: response.headers.get('Link') };
};

// What other files did in the last second is filed by then.
beforeAll(() => delay(1_200));
beforeEach(async () => {
  await settled(LIST, { 'X-Request-Id': 'first' });
  await delay(5);
  await settled('/v1/quanshi/conferences/live', { 'X-Request-Id': 'second' });
  await delay(5);
  await settled('/v1/huawei/webinars/ongoing?limit=0', { 'X-Request-Id': 'third' });
  forgetIsolate();
});

describe('GET /v1/receipts', () => {
  it('lists the calls of the last minutes, the latest first, whichever isolates answered', async () => {
    const { receipts, ids } = await list();
    expect(ids).toEqual(['third', 'second', 'first']);
    expect(receipts[0]).toMatchObject({
      status: 400,
      problem: 'invalid-input',
      operation: 'huawei.listOngoingWebinars',
      caller: 'demo',
      attempts: 0,
      at: expect.stringMatching(/Z$/),
    });
  });

  it('has the call that was answered just now, before it is filed', async () => {
    await call(LIST, { headers: { 'X-Request-Id': 'just-now' } });
    expect((await list()).ids[0]).toBe('just-now');
    // It is filed a second later: not into the next test.
    await delay(1_200);
  });

  it('is asked by status, class of status, operation and caller', async () => {
    expect((await list('?status=200')).ids).toEqual(['second', 'first']);
    expect((await list('?status=4xx')).ids).toEqual(['third']);
    expect((await list('?status=5xx')).ids).toEqual([]);
    expect((await list('?operation=quanshi.listLiveConferences')).ids).toEqual(['second']);
    expect((await list('?caller=demo')).ids).toHaveLength(3);
    expect((await list('?caller=kiosk')).ids).toEqual([]);
  });

  it('goes on where a page ends, with the same wishes, and ends', async () => {
    const seen: string[] = [];
    let query = '?limit=1&status=200';
    for (let page = 0; page < 3; page++) {
      const { ids, link } = await list(query);
      seen.push(...ids);
      if (!link) break;
      query = link.slice(link.indexOf('?'), link.indexOf('>'));
      expect(query).toContain('status=200');
    }
    expect(seen).toEqual(['second', 'first']);
  });

  it.each(['?limit=0', '?limit=201', '?limit=x', '?status=600', '?status=2x', '?before=yesterday'])(
    'refuses %s',
    async (query) => {
      const problem = await problemOf(await call(`/v1/receipts${query}`));
      expect([problem.status, problem.errors?.length]).toEqual([400, 1]);
    },
  );
});

describe('what else operators see', () => {
  it('quotas: how much of the minute is taken, whoever took it, without taking of it', async () => {
    const env = bindings({ VENDOR_QUOTAS: '{"huawei.listOngoingWebinars":40}' });
    const quotas = async () =>
      (await (await call('/v1/quotas', {}, env)).json()) as { quotas: { used: number }[] };
    expect((await quotas()).quotas).toEqual([
      {
        provider: 'huawei',
        account: 'default',
        operation: 'huawei.listOngoingWebinars',
        limit: 40,
        used: 0,
        until: null,
        blocked: 0,
      },
    ]);
    await call(LIST, {}, env);
    await quotas();
    // An isolate takes a twentieth at once.
    expect((await quotas()).quotas[0]).toMatchObject({ used: 2, until: expect.stringMatching(/Z$/) });
  });

  it('quotas: whom the vendor has asked to wait', async () => {
    const env = bindings({ VENDOR_QUOTAS: '{"huawei.listOngoingWebinars":40}' });
    network.use(
      http.get(ONGOING, () => HttpResponse.json({}, { status: 429, headers: { 'Retry-After': '30' } })),
    );
    await settled(LIST, { 'Cache-Control': 'no-store' }, env);
    expect(await (await call('/v1/quotas', {}, env)).json()).toMatchObject({ quotas: [{ blocked: 1 }] });
  });

  it('applications: their logins of the minute, and how far the vendor’s clock is ahead', async () => {
    await invoke('huawei.listOngoingWebinars', {});
    const { applications } = (await (await call('/v1/applications')).json()) as { applications: object[] };
    expect(applications).toContainEqual({
      provider: 'huawei',
      accounts: ['default'],
      logins: { used: 1, forUsers: 0, limit: 30 },
      clockOffsetMs: expect.any(Number),
      refusedUntil: null,
      usersRefusedUntil: null,
    });
    expect(JSON.stringify(applications)).not.toMatch(/demo-key|demo-secret/);
  });

  it('is for the scope admin only', async () => {
    const env = await withScopes(['read', 'secrets', 'personal', 'events']);
    for (const path of ['/v1/receipts', '/v1/quotas', '/v1/applications'])
      expect([path, (await call(path, {}, env)).status]).toEqual([path, 403]);
  });
});
