import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { WINDOW_MS } from '../../../functions/resilience/quota.object.ts';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { LIST, later, ONGOING } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const API = 'huawei/default/huawei.listOngoingWebinars';
const quota = (limit: number, more: object = {}) =>
  bindings({ VENDOR_QUOTAS: JSON.stringify({ 'huawei.listOngoingWebinars': limit }), ...more });
const list = (env = bindings(), headers: Record<string, string> = {}) => call(LIST, { headers }, env);
let calls = 0;

const count = (answer: () => Response | undefined | Promise<Response> = () => undefined) => {
  calls = 0;
  network.use(
    http.get(ONGOING, () => {
      calls++;
      return answer();
    }),
  );
};
const throttled = (retryAfter?: string) => () =>
  HttpResponse.json(
    { error_code: 'APIG.0308', error_msg: 'policy user over ratelimit' },
    { status: 429, headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } },
  );

afterEach(() => {
  vi.useRealTimers();
});

describe('the quota of a vendor API', () => {
  it('lets fifty callers at once make no more calls than its limit, and every one of those', async () => {
    count();
    const env = quota(40);
    const responses = await Promise.all(Array.from({ length: 50 }, () => list(env)));
    expect(calls).toBe(40);
    expect(responses.map(({ status }) => status).toSorted()).toEqual([
      ...Array(40).fill(200),
      ...Array(10).fill(429),
    ]);
  });

  it('is one for all isolates', async () => {
    count();
    const env = quota(4);
    for (let n = 0; n < 6; n++) {
      forgetIsolate();
      await list(env);
    }
    expect(calls).toBe(4);
  });

  it('that is used up is a problem which says when the minute is over', async () => {
    const env = quota(1);
    await list(env);
    const response = await list(env);
    expect(response.status).toBe(429);
    expect(await problemOf(response)).toMatchObject({
      type: expect.stringMatching(/provider-throttled$/),
      provider: 'huawei',
      detail: 'The quota of this vendor API is used up for now.',
    });
    const seconds = Number(response.headers.get('Retry-After'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it('is whole again in the next minute', async () => {
    const env = quota(1);
    await list(env);
    later(WINDOW_MS);
    expect((await list(env)).status).toBe(200);
  });

  it('makes a caller wait for the next minute where that begins before the deadline', async () => {
    count();
    const env = quota(1);
    await list(env);
    // A second before the minute ends, as the real clock goes on from there.
    const object = env.QUOTAS.getByName(API);
    const { until } = await object.take(1, 1);
    const behind = until - Date.now() - 1_000;
    const real = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => real() + behind);
    try {
      const response = await call('/v1/huawei/webinars/ongoing?limit=1&explain=true', {}, env);
      const { receipt } = (await response.json()) as { receipt: { quota: { waitedMs: number } } };
      expect(response.status).toBe(200);
      expect(receipt.quota.waitedMs).toBeGreaterThan(500);
      expect(calls).toBe(2);
      expect((await list(env, { 'X-Timeout-Ms': '200' })).status).toBe(429);
    } finally {
      vi.mocked(Date.now).mockRestore();
    }
  });

  it.each([1_000, 1_200])(
    'tells a caller at once where the next minute begins at the deadline or after it (%i ms)',
    async (ms) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
      const take = async () => ({ granted: 0, until: Date.now() + ms, limit: 1, blocked: {} });
      const env = quota(1, { QUOTAS: { getByName: () => ({ take }) } });
      const started = performance.now();
      expect((await list(env, { 'X-Timeout-Ms': '1000' })).status).toBe(429);
      expect(performance.now() - started).toBeLessThan(800);
    },
  );

  it('does not fail a call where its Durable Object fails or hangs', async () => {
    const failing = { getByName: () => ({ take: () => Promise.reject(new Error('overloaded')) }) };
    expect((await list(quota(1, { QUOTAS: failing }))).status).toBe(200);
    const hanging = { getByName: () => ({ take: () => new Promise(() => {}) }) };
    expect((await list(quota(1, { QUOTAS: hanging }))).status).toBe(200);
  });
});

describe('a vendor that answers 429', () => {
  it('is left alone by this isolate until the time that it names', async () => {
    count(throttled('30'));
    expect((await list()).headers.get('Retry-After')).toBe('30');
    const again = await list();
    expect([again.status, Number(again.headers.get('Retry-After'))]).toEqual([429, expect.closeTo(30, -1)]);
    expect(calls).toBe(1);
    later(31_000);
    network.resetHandlers();
    expect((await list()).status).toBe(200);
  });

  it('is left alone by every other isolate that has a quota to keep', async () => {
    count(throttled('30'));
    const env = quota(100);
    await list(env);
    forgetIsolate();
    expect((await list(env)).status).toBe(429);
    expect(calls).toBe(1);
  });

  it('throttles a user in every isolate, and nobody else in any', async () => {
    const env = quota(100);
    const forUser = (user: string) => list(env, { 'X-On-Behalf-Of': user });
    count(throttled('30'));
    await forUser('li.si');
    network.resetHandlers();
    forgetIsolate();
    expect((await list(env)).status).toBe(200);
    expect((await forUser('li.si')).status).toBe(429);
    expect((await forUser('zhang.san')).status).toBe(200);
  });

  it('is left alone for five minutes at most, whatever it names', async () => {
    count(throttled('86400000'));
    await list();
    expect(Number((await list()).headers.get('Retry-After'))).toBeLessThanOrEqual(300);
  });

  it('stays left alone by callers who were asking for permits at that moment', async () => {
    count(throttled('30'));
    const env = quota(100);
    await Promise.all(Array.from({ length: 5 }, () => list(env)));
    const before = calls;
    expect((await list(env)).status).toBe(429);
    expect(calls).toBe(before);
  });
});

describe('a caller who is asking for permits at the moment at which the vendor answers 429', () => {
  it.each([
    ['gets some', async () => ({ granted: 5, until: Date.now() + WINDOW_MS, limit: 100, blocked: {} })],
    ['gets no answer', () => Promise.reject(new Error('overloaded'))],
  ])('leaves the vendor alone although the caller %s', async (_, second) => {
    let answer429 = () => {};
    let answerSecond = () => {};
    count(() => new Promise((resolve) => (answer429 = () => resolve(throttled('30')()))));
    let taken = 0;
    const take = async (): Promise<object> => {
      if (++taken === 1) return { granted: 1, until: Date.now() + WINDOW_MS, limit: 100, blocked: {} };
      await new Promise<void>((resolve) => (answerSecond = resolve));
      return second();
    };
    const env = quota(100, { QUOTAS: { getByName: () => ({ take, block: async () => {} }) } });
    const first = list(env);
    await vi.waitFor(() => expect(calls).toBe(1), { interval: 5 });
    const other = list(env);
    await vi.waitFor(() => expect(taken).toBe(2), { interval: 5 });
    answer429();
    expect((await first).status).toBe(429);
    answerSecond();
    expect((await other).status).toBe(429);
    expect(calls).toBe(1);
  });
});

describe('a rate header of the vendor', () => {
  /** How often the shared quota was told a limit. */
  const told = async (header: string, env: (QUOTAS: object) => Env) => {
    const limitTo = vi.fn(async () => {});
    const take = async (granted: number, limit: number) => ({
      granted,
      limit,
      until: Date.now() + WINDOW_MS,
      blocked: {},
    });
    count(() =>
      HttpResponse.json(
        { offset: 0, limit: 1, count: 0, data: [] },
        { headers: { 'X-Apig-RateLimit-Api': header } },
      ),
    );
    expect((await list(env({ getByName: () => ({ take, limitTo }) }))).status).toBe(200);
    return limitTo.mock.calls;
  };
  const withQuota = (QUOTAS: object) => quota(100, { QUOTAS });

  it('is passed on where it is smaller than the quota', async () => {
    expect(await told('remain:2,limit:99,time:1 minute', withQuota)).toEqual([[99]]);
  });

  it.each([
    ['is for a second', 'remain:2,limit:3,time:1 second'],
    ['is for ten minutes', 'remain:2,limit:3,time:10 minute'],
    ['is the same', 'remain:2,limit:100,time:1 minute'],
    ['is larger', 'remain:2,limit:101,time:1 minute'],
    ['is nothing', 'remain:0,limit:0,time:1 minute'],
    ['is none', 'unlimited'],
  ])('that %s is not', async (_, header) => {
    expect(await told(header, withQuota)).toEqual([]);
  });

  it('is not where there is no quota: nobody would ask for it', async () => {
    expect(await told('remain:2,limit:3,time:1 minute', (QUOTAS) => bindings({ QUOTAS }))).toEqual([]);
  });
});

it('a quota object that hangs holds nobody past the deadline', async () => {
  const hanging = { getByName: () => ({ take: () => new Promise(() => {}) }) };
  const started = performance.now();
  await list(quota(1, { QUOTAS: hanging }), { 'X-Timeout-Ms': '100' });
  expect(performance.now() - started).toBeLessThan(500);
});

it('rate headers of the vendor loosen the quota again, and say each change once', async () => {
  const told: number[] = [];
  const take = (want: number, limit: number) => {
    const most = Math.min(limit, told.at(-1) ?? limit);
    return Promise.resolve({
      granted: Math.min(want, most),
      until: Date.now() + 500,
      limit: most,
      blocked: {},
    });
  };
  const env = quota(100, {
    QUOTAS: {
      getByName: () => ({ take, limitTo: (limit: number) => Promise.resolve(void told.push(limit)) }),
    },
  });
  for (const limit of [3, 80, 200]) {
    network.use(
      http.get(ONGOING, () =>
        HttpResponse.json(
          { offset: 0, limit: 1, count: 0, data: [] },
          { headers: { 'X-Apig-RateLimit-Api': `remain:2,limit:${limit},time:1 minute` } },
        ),
      ),
    );
    for (let n = 0; n < 3; n++) await list(env);
  }
  expect(told).toEqual([3, 80, 200]);
});

it('rate headers of the vendor tighten the quota', async () => {
  count(() =>
    HttpResponse.json(
      { offset: 0, limit: 1, count: 0, data: [] },
      { headers: { 'X-Apig-RateLimit-Api': 'remain:2,limit:3,time:1 minute' } },
    ),
  );
  const env = quota(100);
  for (let n = 0; n < 12; n++) await list(env);
  // The five permits of the first question were given before the header came.
  expect(calls).toBe(5);
});
