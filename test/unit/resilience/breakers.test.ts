import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { bindings, call } from '../../support/gateway.ts';
import { LIST, later, ONGOING, settled, slugOf } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
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

  it('tells callers to come again when it is over, to the second after', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await open();
    const opened = Date.now();
    for (const [ms, seconds] of [
      [1, '2'],
      [1_000, '1'],
      [1_999, '1'],
    ] as const) {
      vi.setSystemTime(opened + ms);
      expect((await list()).headers.get('Retry-After')).toBe(seconds);
    }
  });

  it('is seen by operators', async () => {
    expect(await breakers()).toEqual({});
    await open();
    expect(await breakers()).toEqual({
      'huawei/default/huawei.listOngoingWebinars': expect.objectContaining({ state: 'open', failures: 5 }),
    });
  });

  it('is seen by operators whichever isolate keeps it, until it has closed or its time is long over', async () => {
    const open = expect.objectContaining({ state: 'open', isolates: 1 });
    const API = 'huawei/default/huawei.listOngoingWebinars';
    answerWith(down);
    for (let n = 0; n < 2; n++) await settled(LIST, { 'Cache-Control': 'no-store' });
    forgetIsolate();
    expect(await breakers()).toEqual({ [API]: open });
    for (let n = 0; n < 2; n++) await settled(LIST, { 'Cache-Control': 'no-store' });
    expect(await breakers()).toEqual({ [API]: expect.objectContaining({ state: 'open', isolates: 2 }) });
    later(2_000);
    answerWith(up);
    await settled(LIST, { 'Cache-Control': 'no-store' });
    expect(await breakers()).toEqual({ [API]: open });
    later(61_000);
    expect(await breakers()).toEqual({});
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
    later(2_000);
    answerWith(up);
    expect((await list()).status).toBe(200);
    expect(await breakers()).toEqual({});
  });

  it('lets out one probe of many callers', async () => {
    await open();
    later(2_000);
    answerWith(up);
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await list()).status));
    expect(calls).toBe(1);
    expect(statuses.toSorted()).toEqual([200, ...Array(19).fill(503)]);
  });

  it('opens for twice as long after a failed probe', async () => {
    await open();
    later(2_000);
    await list();
    expect(calls).toBe(6);
    expect((await list()).headers.get('Retry-After')).toBe('4');
  });

  it('opens for its first time only, however many callers meet the outage together', async () => {
    answerWith(down);
    await Promise.all(Array.from({ length: 50 }, () => list()));
    expect(Number((await list()).headers.get('Retry-After'))).toBeLessThanOrEqual(2);
  });

  it('counts refusals and throttling as a vendor that is up', async () => {
    for (const status of [400, 403, 404, 429]) {
      answerWith(() => HttpResponse.json({ error_code: 'X' }, { status }));
      for (let n = 1; n <= 6; n++) {
        await list();
        expect([status, calls]).toEqual([status, n]);
        // A vendor that throttles is left alone for some seconds.
        later(6_000);
      }
    }
    expect(await breakers()).toEqual({});
  });

  it.each([
    ['no JSON', () => HttpResponse.text('<html>')],
    ['in no charset', () => new HttpResponse(new Uint8Array([123, 255, 254]).buffer)],
    ['not of the document’s form', () => HttpResponse.json({ data: 7 })],
  ])('counts an answer that is %s as one: the vendor is up', async (_, answer) => {
    answerWith(answer);
    for (let n = 1; n <= 6; n++)
      expect([calls, await slugOf(await list())]).toEqual([n - 1, 'provider-malformed']);
    expect(await breakers()).toEqual({});
  });

  it.each([500, 599])('counts every failure of the server as one, %s too', async (status) => {
    answerWith(() => new HttpResponse(null, { status }));
    for (let n = 0; n < 2; n++) await list();
    expect(await slugOf(await list())).toBe('provider-circuit-open');
    expect(calls).toBe(5);
  });

  it('is not opened by callers who leave the vendor too little time', async () => {
    answerWith(() => new Promise((resolve) => setTimeout(() => resolve(down()), 400)));
    for (let n = 0; n < 6; n++) {
      expect(await slugOf(await list({ 'X-Timeout-Ms': '100' }))).toBe('provider-timeout');
    }
    expect(await breakers()).toEqual({});
  });

  it('is opened by a vendor that does not answer within the operator’s deadline', async () => {
    // With a token at hand, all of the short deadline is the vendor's.
    expect((await list()).status).toBe(200);
    answerWith(() => new Promise((resolve) => setTimeout(() => resolve(down()), 1_000)));
    const hasty = bindings({ UPSTREAM_TIMEOUT_MS: '100' });
    await Promise.all(Array.from({ length: 5 }, () => list({}, hasty)));
    expect(await slugOf(await list({}, hasty))).toBe('provider-circuit-open');
  });

  it('that is open uses up no quota', async () => {
    const env = bindings({ VENDOR_QUOTAS: JSON.stringify({ 'huawei.listOngoingWebinars': 8 }) });
    answerWith(down);
    for (let n = 0; n < 30; n++) await list({}, env);
    later(2_000);
    answerWith(up);
    expect((await list({}, env)).status).toBe(200);
  });
});
