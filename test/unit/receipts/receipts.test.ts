import { delay, HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sensitiveInputs } from '../../../functions/calls/vendorRequest.ts';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { notesOf } from '../../../functions/core/notes.ts';
import { fileReceipt } from '../../../functions/receipts/fileReceipt.ts';
import { newNotes, type Receipt, timed } from '../../../functions/receipts/receipt.ts';
import { RECEIPT_MS } from '../../../functions/receipts/receipts.object.ts';
import { vendorOperations as operations } from '../../../functions/registry.ts';
import { bindings, call, DEMO_KEY, invoke, problemOf, restCall } from '../../support/gateway.ts';
import { ACCOUNT_SECRETS, LIST, ONGOING, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { vendors, network } = useVendors();
const lines: string[] = [];
/** What a log line may hold, and nothing else. */
const LOGGED = [
  ...['event', 'requestId', 'operation', 'caller', 'account', 'status', 'problem', 'ms', 'cache'],
  ...['tokenSource', 'attempts', 'vendorMs', 'providerRequestId'],
];

const explained = async (path = `${LIST}&explain=true`, headers: Record<string, string> = {}) =>
  (await (await call(path, { headers })).json()) as { result: object; receipt: Receipt };
const receiptOf = (id: string, env = bindings()) => call(`/v1/receipts/${id}`, {}, env);
const calls = () =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ event }) => event === 'call');

beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, 'log').mockImplementation((...parts) => void lines.push(parts.join(' ')));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('?explain=true', () => {
  it('answers the result and how it came about', async () => {
    const { result, receipt } = await explained(undefined, { 'X-Request-Id': 'why-1' });
    expect(result).toMatchObject({ offset: 0, limit: 1 });
    expect(receipt).toMatchObject({
      requestId: 'why-1',
      operation: 'huawei.listOngoingWebinars',
      caller: 'demo',
      account: 'default',
      status: 200,
      cache: 'meetgate; fwd=bypass',
      token: { source: 'credential', generation: 1 },
      attempts: [{ status: 200, outcome: 'answered', waitedMs: 0 }],
      breaker: 'closed',
      providerRequestId: expect.any(String),
      curl: expect.stringMatching(/^curl -X GET /),
      timings: { token: expect.any(Number), vendor: expect.any(Number), output: expect.any(Number) },
    });
    expect((await explained()).receipt.token).toEqual({ source: 'memory', generation: 1 });
  });

  it('is understood by every operation, and what it tells holds no token and no secret input', async () => {
    for (const operation of operations) {
      const given = notesOf(operation).example.input;
      const { path, init } = restCall(operation, given);
      const response = await call(`${path}${path.includes('?') ? '&' : '?'}explain=true`, init);
      const { receipt } = (await response.json()) as { receipt: Receipt };
      expect(receipt.operation).toBe(operation.id);
      const secrets = [
        ...vendors.state.huawei.sessions.keys(),
        ...vendors.state.quanshi.sessions.keys(),
        ...Object.values(ACCOUNT_SECRETS),
        DEMO_KEY,
        ...sensitiveInputs(operation, given),
      ];
      for (const secret of secrets) expect(JSON.stringify(receipt)).not.toContain(secret);
    }
  });
});

describe('a receipt', () => {
  it('is found by operators at once, and in every isolate a second later', async () => {
    await call(LIST, { headers: { 'X-Request-Id': 'trace-1' } });
    expect(await (await receiptOf('trace-1')).json()).toMatchObject({ requestId: 'trace-1', status: 200 });
    await delay(1_500);
    forgetIsolate();
    expect(await (await receiptOf('trace-1')).json()).toMatchObject({ requestId: 'trace-1', status: 200 });
  });

  it('is kept of what failed, too', async () => {
    network.use(http.get(ONGOING, () => HttpResponse.json({}, { status: 503 })));
    const { requestId = '' } = await problemOf(await call(LIST));
    expect(await (await receiptOf(requestId)).json()).toMatchObject({
      status: 502,
      problem: 'provider-failed',
      attempts: [{ status: 503 }, { status: 503 }, { status: 503 }],
    });
  });

  it('is gone after ten minutes', async () => {
    await call(LIST, { headers: { 'X-Request-Id': 'old-1' } });
    await delay(1_500);
    forgetIsolate();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + RECEIPT_MS });
    const response = await receiptOf('old-1');
    expect(response.status).toBe(404);
    expect((await problemOf(response)).type).toMatch(/receipt-not-found$/);
  });

  it('tells of each try how it ended, of those without an answer too', async () => {
    network.use(http.get(ONGOING, () => HttpResponse.error()));
    const { requestId = '' } = await problemOf(await call(LIST));
    const { attempts, breaker, cache, timings } = (await (await receiptOf(requestId)).json()) as Receipt;
    expect(attempts).toEqual(
      Array.from({ length: 3 }, (_, n) => ({
        ms: expect.any(Number),
        waitedMs: n === 0 ? 0 : expect.any(Number),
        outcome: 'provider-unreachable',
      })),
    );
    expect([breaker, cache]).toEqual(['closed', 'meetgate; fwd=miss']);
    expect(timings.vendor).toEqual(expect.any(Number));
  });

  it('adds up the times of a stage that was gone through more than once, failed ones included', async () => {
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const notes = newNotes();
    const stage = (ms: number, fails = false) =>
      timed(notes, 'vendor', () => {
        clock += ms;
        if (fails) throw new Error('no');
      });
    await stage(10);
    await expect(stage(5, true)).rejects.toThrow('no');
    await stage(1);
    expect(notes.timings).toEqual({ vendor: 16 });
  });

  it('is for the scope admin only, as are breakers and credentials', async () => {
    const env = await withScopes(['read', 'secrets', 'personal']);
    for (const path of ['/v1/receipts/any', '/v1/breakers', '/v1/credentials']) {
      expect((await call(path, {}, env)).status).toBe(403);
    }
  });

  it('is filed with the next ones where the request that had the timer was killed', async () => {
    const receipt = (requestId: string, at: number) =>
      ({ requestId, at, ms: 0, timings: {}, attempts: [], variants: [] }) as unknown as Receipt;
    const kept: Promise<unknown>[] = [];
    const now = Date.now();
    // The platform drops what it was asked to wait for: the timer never fires.
    vi.spyOn(globalThis, 'setTimeout').mockImplementationOnce(() => 0 as never);
    fileReceipt(receipt('killed', now), { env: bindings(), waitUntil: () => {} });
    fileReceipt(receipt('next', now + 5_000), {
      env: bindings(),
      waitUntil: (promise) => void kept.push(promise),
    });
    await Promise.all(kept);
    forgetIsolate();
    for (const id of ['killed', 'next']) expect((await receiptOf(id)).status).toBe(200);
  });
});

describe('every call', () => {
  it('writes one line of JSON with nothing in it but what may be logged', async () => {
    await call(LIST);
    await invoke('huawei.listOngoingWebinars', { limit: 'many' });
    network.use(http.get(ONGOING, () => HttpResponse.error()));
    await call(LIST);
    expect(calls().map(({ status, problem }) => [status, problem])).toEqual([
      [200, undefined],
      [400, 'invalid-input'],
      [502, 'provider-unreachable'],
    ]);
    expect(lines).toHaveLength(3);
    for (const line of calls()) {
      expect(Object.keys(line).filter((name) => !LOGGED.includes(name))).toEqual([]);
    }
  });

  it('writes its line also where its input was made to break things, or cannot be read', async () => {
    const hostile = [
      '{"password":{"toString":1}}',
      '{"conferenceId":"1","password":{"toString":null,"valueOf":1}}',
      '{"__proto__":{"password":"x"}}',
      '{"password":[[]]}',
      '{"password":',
      '[1]',
    ];
    for (const body of hostile) expect((await invoke('huawei.createAuthRandom', body)).status).toBe(400);
    expect((await call(`${LIST}&limit=2`)).status).toBe(400);
    expect((await call(LIST, { headers: { 'X-Account': '/' } })).status).toBe(400);
    expect(calls().map(({ status, problem }) => `${status} ${problem}`)).toEqual([
      ...Array(4).fill('400 invalid-input'),
      ...Array(2).fill('400 malformed-body'),
      ...Array(2).fill('400 invalid-input'),
    ]);
    expect(lines).toHaveLength(8);
  });

  it('has another request id where the one that was sent may hold a secret of an input that nobody can read', async () => {
    const sent = { headers: { 'X-Request-Id': 'hunter2-hunter2' } };
    await invoke('huawei.createAuthRandom', '{"password":"hunter2-hunter2"', sent);
    await call(`${LIST}&searchKey=hunter2-hunter2`, {
      headers: { ...sent.headers, 'X-Timeout-Ms': 'soon' },
    });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('writes one data point where Analytics Engine is bound, and fails for nothing where that fails', async () => {
    const points: AnalyticsEngineDataPoint[] = [];
    const METRICS = { writeDataPoint: (point: AnalyticsEngineDataPoint) => void points.push(point) };
    await call(LIST, {}, bindings({ METRICS }));
    expect(points).toEqual([
      {
        indexes: ['huawei.listOngoingWebinars'],
        blobs: [
          'huawei.listOngoingWebinars',
          'demo',
          'default',
          '',
          'fwd=bypass',
          'credential',
          expect.any(String),
        ],
        doubles: [200, expect.any(Number), expect.any(Number), expect.any(Number), 1],
      },
    ]);
    const failing = {
      writeDataPoint: () => {
        throw new Error('metrics');
      },
    };
    expect((await call(LIST, {}, bindings({ METRICS: failing }))).status).toBe(200);
  });
});

it('Server-Timing is on every answer, problems included', async () => {
  for (const path of [
    LIST,
    '/healthz',
    '/nowhere',
    '/v1/huawei/webinars/ongoing?limit=0',
    '/v1/receipts/none',
  ]) {
    const timing = (await call(path)).headers.get('Server-Timing') ?? '';
    expect([path, timing]).toEqual([path, expect.stringMatching(/^(\w+;dur=\d+\.\d, )*total;dur=\d+\.\d$/)]);
  }
});

describe('the deadline', () => {
  const slow = () =>
    network.use(
      http.get(ONGOING, async () => {
        await delay(1_000);
        return undefined;
      }),
    );

  it('of a caller is kept where it is shorter than the operator’s', async () => {
    slow();
    expect((await call(LIST, { headers: { 'X-Timeout-Ms': '150' } })).status).toBe(504);
  });

  it('of the operator is kept whatever a caller asks for', async () => {
    slow();
    const env = bindings({ UPSTREAM_TIMEOUT_MS: '150' });
    expect((await call(LIST, { headers: { 'X-Timeout-Ms': '99999' } }, env)).status).toBe(504);
  });

  it.each(['0', '99', '100000', '-5', '1e3', 'soon'])('of %s is refused', async (value) => {
    const response = await call(LIST, { headers: { 'X-Timeout-Ms': value } });
    expect(await problemOf(response)).toMatchObject({ status: 400, errors: [{ field: 'X-Timeout-Ms' }] });
  });
});
