import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../../functions/core/notes.ts';
import { Problem } from '../../../functions/core/problem.ts';
import { vendorOperations as operations } from '../../../functions/registry.ts';
import { retryDelay } from '../../../functions/resilience/retry.ts';
import { bindings, call, invoke } from '../../support/gateway.ts';
import { LIST } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const problem = (slug: Problem['slug'], vendorRetryAfter?: number) => {
  const one = new Problem(slug, '');
  one.vendorRetryAfter = vendorRetryAfter;
  return one;
};
const at = (attempt: number, random = 1, leftMs = 10_000) => ({ attempt, random, leftMs });

describe('the delay before another try', () => {
  it('grows with every try and is anything from nothing to its most', () => {
    expect([0, 0.5, 1].map((random) => retryDelay(problem('provider-failed'), at(1, random)))).toEqual([
      0, 50, 100,
    ]);
    expect(retryDelay(problem('provider-unreachable'), at(2))).toBe(200);
  });

  it('is two seconds at most, and no longer than what is left', () => {
    expect(retryDelay(problem('provider-failed', 2), at(1))).toBe(2_000);
    expect(retryDelay(problem('provider-failed', 2.001), at(1))).toBeUndefined();
    expect(retryDelay(problem('provider-failed', 1), at(1, 0, 1_001))).toBe(1_000);
  });

  it('is the one that the vendor asks for', () => {
    for (const slug of ['provider-failed', 'provider-throttled'] as const) {
      expect(retryDelay(problem(slug, 1), at(1, 0))).toBe(1_000);
    }
  });

  it.each([
    ['after three tries', problem('provider-failed'), at(3)],
    ['where the vendor asks for longer than a caller would wait', problem('provider-failed', 3), at(1)],
    ['where it would end past the deadline', problem('provider-failed', 1), at(1, 0, 1_000)],
    ['where a throttling vendor names no time', problem('provider-throttled'), at(1)],
    ['where the deadline is spent', problem('provider-timeout'), at(1)],
    ['for what will not pass', problem('provider-not-found'), at(1)],
    ['for what cannot be read', problem('provider-malformed'), at(1)],
    ['for a fault of the gateway', new Error('x'), at(1)],
  ])('does not exist %s', (_, error, context) => {
    expect(retryDelay(error, context)).toBeUndefined();
  });
});

describe('the pipeline', () => {
  let calls = 0;
  const failing = (times: number, status = 503, headers: Record<string, string> = {}) => {
    calls = 0;
    network.use(
      http.get('*/v1/wss/webinar/open/conferences/ongoing', () => {
        calls++;
        return calls <= times ? HttpResponse.json({}, { status, headers }) : undefined;
      }),
    );
  };
  const explained = async (headers: Record<string, string> = {}) => {
    const response = await call('/v1/huawei/webinars/ongoing?limit=1&explain=true', { headers });
    const { receipt } = (await response.json()) as {
      receipt: { attempts: { outcome: string; status: number; waitedMs: number }[] };
    };
    return { status: response.status, attempts: receipt?.attempts };
  };

  it('tries again where the vendor failed, and tells of each try', async () => {
    failing(2);
    const { status, attempts } = await explained();
    expect(status).toBe(200);
    expect(attempts.map((attempt) => attempt.status)).toEqual([503, 503, 200]);
    expect(attempts[1]?.waitedMs).toBeLessThanOrEqual(100);
    expect(attempts[2]?.waitedMs).toBeLessThanOrEqual(200);
  });

  it('gives up after three tries', async () => {
    failing(9);
    expect((await explained()).status).toBe(502);
    expect(calls).toBe(3);
  });

  it('waits as long as the vendor’s Retry-After asks', async () => {
    failing(1, 429, { 'Retry-After': '1' });
    const { status, attempts } = await explained();
    expect([status, attempts[1]?.waitedMs]).toEqual([200, 1_000]);
  });

  it('tries again at once where a throttling vendor asks for no wait', async () => {
    failing(1, 429, { 'Retry-After': '0' });
    const { status, attempts } = await explained();
    expect([status, attempts[1]?.waitedMs]).toEqual([200, 0]);
  });

  it('tells callers of a failing vendor when it asks them to come again', async () => {
    failing(9, 503, { 'Retry-After': '30' });
    const response = await call(LIST);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([502, '30']);
    expect(calls).toBe(1);
  });

  it.each(['soon', '-1', '1.5', ''])('takes no time from the Retry-After %j', async (asked) => {
    failing(9, 503, { 'Retry-After': asked });
    expect((await call(LIST)).headers.get('Retry-After')).toBeNull();
    expect(calls).toBe(3);
  });

  it('reads a Retry-After that is a date', async () => {
    failing(1, 503, {
      Date: 'Mon, 02 Mar 2026 01:00:00 GMT',
      'Retry-After': 'Mon, 02 Mar 2026 01:00:01 GMT',
    });
    expect((await explained()).attempts[1]?.waitedMs).toBe(1_000);
  });

  it('does not try again past the deadline', async () => {
    failing(9, 503, { 'Retry-After': '1' });
    const started = Date.now();
    expect((await explained({ 'X-Timeout-Ms': '800' })).status).toBe(502);
    expect(calls).toBe(1);
    expect(Date.now() - started).toBeLessThan(800);
  });

  it('sends only once what may not be repeated', async () => {
    for (const operation of operations) {
      network.resetHandlers();
      calls = 0;
      network.use(
        http.all('*', ({ request }) => {
          if (/token|auth\/appauth/.test(request.url)) return undefined;
          calls++;
          return new HttpResponse(null, { status: 503 });
        }),
      );
      const { effect } = operation;
      Object.assign(operation, { effect: 'write' });
      try {
        expect((await invoke(operation.id, notesOf(operation).example.input, {}, bindings())).status).toBe(
          502,
        );
        expect([operation.id, calls]).toEqual([operation.id, 1]);
      } finally {
        Object.assign(operation, { effect });
      }
    }
  });
});
