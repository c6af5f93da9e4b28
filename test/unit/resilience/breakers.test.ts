import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const ONGOING = '*/v1/wss/webinar/open/conferences/ongoing';
const LIST = '/v1/huawei/webinars/ongoing?limit=1';
let calls = 0;

/** The vendor answers so from now on, and is counted. */
const answerWith = (answer: () => Response | undefined | Promise<Response>) => {
  calls = 0;
  network.resetHandlers();
  network.use(
    http.get(ONGOING, () => {
      calls++;
      return answer();
    }),
  );
};
const down = () => new HttpResponse(null, { status: 503 });
const up = () => undefined;
const list = (headers: Record<string, string> = {}, env = bindings()) => call(LIST, { headers }, env);
const slugOf = async (response: Response) => (await problemOf(response)).type.split('/').at(-1);
const breakers = async () =>
  ((await (await call('/v1/breakers')).json()) as { breakers: Record<string, object> }).breakers;
/** A call makes three attempts: two of them open the breaker. */
const open = async () => {
  answerWith(down);
  for (let n = 0; n < 2; n++) await list();
};

afterEach(() => {
  vi.useRealTimers();
});

describe('the breaker of a vendor API', () => {
  it('opens after five failures in a row, and then spares the vendor and tells callers when to come again', async () => {
    await open();
    expect(calls).toBe(5);
    const response = await list();
    expect([response.status, await slugOf(response)]).toEqual([503, 'provider-circuit-open']);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(calls).toBe(5);
  });

  it('is seen by operators', async () => {
    expect(await breakers()).toEqual({});
    await open();
    expect(await breakers()).toEqual({
      'huawei/default/huawei.listOngoingWebinars': expect.objectContaining({ state: 'open', failures: 5 }),
    });
  });

  it('leaves other operations and the other vendor alone', async () => {
    await open();
    const random = await call('/v1/huawei/conferences/914047175/auth-random', {
      headers: { 'X-Password': '1' },
    });
    expect(random.status).toBe(200);
    expect((await call('/v1/quanshi/conferences/live')).status).toBe(200);
  });

  it('closes after one good probe', async () => {
    await open();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 });
    answerWith(up);
    expect((await list()).status).toBe(200);
    expect(await breakers()).toEqual({});
  });

  it('lets out one probe of many callers', async () => {
    await open();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 });
    answerWith(up);
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await list()).status));
    expect(calls).toBe(1);
    expect(statuses.toSorted()).toEqual([200, ...Array(19).fill(503)]);
  });

  it('opens for twice as long after a failed probe', async () => {
    await open();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 });
    await list();
    expect(calls).toBe(6);
    expect((await list()).headers.get('Retry-After')).toBe('4');
  });

  it('opens for its first time only, however many callers meet the outage together', async () => {
    answerWith(down);
    await Promise.all(Array.from({ length: 50 }, () => list()));
    expect(Number((await list()).headers.get('Retry-After'))).toBeLessThanOrEqual(2);
  });

  it('counts answers, refusals and throttling as a vendor that is up', async () => {
    for (const status of [400, 403, 404, 429]) {
      answerWith(() => HttpResponse.json({ error_code: 'X' }, { status }));
      for (let n = 0; n < 3; n++) await list();
    }
    answerWith(() => HttpResponse.text('<html>'));
    for (let n = 0; n < 6; n++) expect(await slugOf(await list())).not.toBe('provider-circuit-open');
  });

  it('is not opened by callers who leave the vendor too little time', async () => {
    answerWith(() => new Promise((resolve) => setTimeout(() => resolve(down()), 400)));
    for (let n = 0; n < 6; n++) {
      expect(await slugOf(await list({ 'X-Timeout-Ms': '100' }))).toBe('provider-timeout');
    }
    expect(await breakers()).toEqual({});
  });

  it('is opened by a vendor that does not answer within the operator’s deadline', async () => {
    answerWith(() => new Promise((resolve) => setTimeout(() => resolve(down()), 1_000)));
    const hasty = bindings({ UPSTREAM_TIMEOUT_MS: '100' });
    await Promise.all(Array.from({ length: 5 }, () => list({}, hasty)));
    expect(await slugOf(await list({}, hasty))).toBe('provider-circuit-open');
  });

  it('that is open uses up no quota', async () => {
    const env = bindings({ VENDOR_QUOTAS: JSON.stringify({ 'huawei.listOngoingWebinars': 8 }) });
    answerWith(down);
    for (let n = 0; n < 30; n++) await list({}, env);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 });
    answerWith(up);
    expect((await list({}, env)).status).toBe(200);
  });
});
