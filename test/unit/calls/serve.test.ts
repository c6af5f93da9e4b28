import { reset } from 'cloudflare:test';
import { delay, HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STALE_IF_ERROR_S, STALE_WHILE_REVALIDATE_S } from '../../../functions/calls/share.ts';
import type { Caller } from '../../../functions/core/caller.ts';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { vendorOperationOf } from '../../../functions/registry.ts';
import { bindings } from '../../support/gateway.ts';
import { LIST, later, ONGOING, settled, sha256, slugOf, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
/** How long a list is fresh, as its specification says. */
const FRESH_S = vendorOperationOf('huawei.listOngoingWebinars').shareSeconds;
let calls = 0;

const count = (answer: () => Response | undefined | Promise<Response | undefined> = () => undefined) => {
  network.resetHandlers();
  network.use(
    http.get(ONGOING, () => {
      calls++;
      return answer();
    }),
  );
};
const down = () => new HttpResponse(null, { status: 503 });
const cacheStatus = (response: Response) => response.headers.get('Cache-Status');

beforeEach(() => {
  // It stands still but for `later`.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  calls = 0;
  count();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a shared answer', () => {
  it('is fetched once and then given to whoever asks while it is fresh, with its age', async () => {
    const first = await settled();
    expect(cacheStatus(first)).toBe('meetgate; fwd=miss; stored');
    expect(first.headers.get('Age')).toBeNull();
    expect(first.headers.get('Cache-Control')).toBe(`private, max-age=${FRESH_S}`);
    later(2_000);
    const second = await settled();
    expect(cacheStatus(second)).toBe(`meetgate; hit; ttl=${FRESH_S - 2}`);
    expect(second.headers.get('Age')).toBe('2');
    expect(second.headers.get('Cache-Control')).toBe(`private, max-age=${FRESH_S - 2}`);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('X-Provider-Request-Id')).toBe(first.headers.get('X-Provider-Request-Id'));
    expect(calls).toBe(1);
  });

  it('is found by other isolates', async () => {
    await settled();
    forgetIsolate();
    expect(cacheStatus(await settled())).toMatch(/^meetgate; hit; ttl=/);
    expect(calls).toBe(1);
  });

  it('is one call to the vendor for a hundred who miss it at once', async () => {
    count(async () => {
      await delay(50);
      return undefined;
    });
    const responses = await Promise.all(Array.from({ length: 100 }, () => settled()));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    const ways = responses.map(cacheStatus);
    expect(ways.filter((way) => way === 'meetgate; fwd=miss; stored')).toHaveLength(1);
    expect(ways.filter((way) => way === 'meetgate; fwd=miss; collapsed')).toHaveLength(99);
    expect(calls).toBe(1);
  });

  it('is one call for a thousand pollers while it is fresh', async () => {
    await settled();
    for (let round = 0; round < 10; round++) {
      const responses = await Promise.all(Array.from({ length: 100 }, () => settled()));
      expect(responses.every(({ status }) => status === 200)).toBe(true);
    }
    expect(calls).toBe(1);
  });

  it('that was stored by others a moment ago is no older for whoever is told to keep it', async () => {
    await settled();
    later(3_000);
    // Neither memory nor the Cache API of this data centre has it: the Durable Object does.
    forgetIsolate();
    const cache = vi.spyOn(caches, 'open').mockRejectedValue(new Error('no cache'));
    const response = await settled();
    cache.mockRestore();
    expect(cacheStatus(response)).toBe('meetgate; fwd=miss; collapsed');
    expect(response.headers.get('Age')).toBe('3');
    expect(response.headers.get('Cache-Control')).toBe(`private, max-age=${FRESH_S - 3}`);
    expect(calls).toBe(1);
  });

  it('that is stale is served while one caller’s refresh is under way', async () => {
    await settled();
    later((FRESH_S + 1) * 1000);
    count(async () => {
      await delay(30);
      return undefined;
    });
    const responses = await Promise.all([settled(), settled(), settled()]);
    for (const response of responses) {
      expect(cacheStatus(response)).toBe('meetgate; hit; ttl=-1');
      expect(response.headers.get('Age')).toBe(String(FRESH_S + 1));
      expect(response.headers.get('Cache-Control')).toBe('private, no-cache');
    }
    expect(calls).toBe(2);
    expect(cacheStatus(await settled())).toBe(`meetgate; hit; ttl=${FRESH_S}`);
  });

  it('that is staler is fetched anew before anybody gets it', async () => {
    await settled();
    later((FRESH_S + STALE_WHILE_REVALIDATE_S + 1) * 1000);
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=stale; stored');
    expect(calls).toBe(2);
  });

  it('is served stale for minutes where the vendor is down, and says so', async () => {
    const fresh = await (await settled()).text();
    count(down);
    later(STALE_IF_ERROR_S * 1000);
    const response = await settled();
    expect(response.status).toBe(200);
    expect(cacheStatus(response)).toBe(
      `meetgate; fwd=stale; detail=stale-if-error; ttl=${FRESH_S - STALE_IF_ERROR_S}`,
    );
    expect(await response.text()).toBe(fresh);
    later((FRESH_S + 1) * 1000);
    expect((await settled()).status).toBeGreaterThanOrEqual(500);
  });

  it('is not served stale where the vendor refuses', async () => {
    await settled();
    count(() => HttpResponse.json({ error_code: 'MMC.111070002' }, { status: 403 }));
    later((FRESH_S + STALE_WHILE_REVALIDATE_S + 1) * 1000);
    expect(await slugOf(await settled())).toBe('provider-forbidden');
  });

  it('is served stale where the vendor throttles', async () => {
    await settled();
    count(() =>
      HttpResponse.json({ error_code: 'APIG.0308' }, { status: 429, headers: { 'Retry-After': '60' } }),
    );
    later((FRESH_S + STALE_WHILE_REVALIDATE_S + 1) * 1000);
    for (let n = 0; n < 2; n++) {
      const response = await settled();
      expect([response.status, cacheStatus(response)]).toEqual([
        200,
        expect.stringMatching(/detail=stale-if-error/),
      ]);
    }
    expect(calls).toBe(2);
  });

  it('never holds a refusal: the next caller asks again', async () => {
    count(() => HttpResponse.json({ error_code: 'MMC.111070002' }, { status: 403 }));
    expect((await settled()).status).toBe(403);
    count();
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=miss; stored');
  });

  it('is not given to a caller who says no-cache, and the new one is shared', async () => {
    await settled();
    for (const wish of ['no-cache', 'max-age=0']) {
      expect(cacheStatus(await settled(LIST, { 'Cache-Control': wish }))).toBe(
        'meetgate; fwd=request; stored',
      );
    }
    expect(calls).toBe(3);
    expect(cacheStatus(await settled())).toBe(`meetgate; hit; ttl=${FRESH_S}`);
  });

  it('is neither given to nor kept of a caller who says no-store', async () => {
    expect(cacheStatus(await settled(LIST, { 'Cache-Control': 'no-store' }))).toBe('meetgate; fwd=bypass');
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=miss; stored');
    expect(calls).toBe(2);
  });

  it('that is too large for memory is shared through the Cache API', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({
      conferenceId: String(n),
      subject: '会'.repeat(400),
    }));
    count(() => HttpResponse.json({ offset: 0, limit: 500, count: 500, data: rows }));
    const first = await (await settled()).text();
    expect(first.length).toBeGreaterThan(128 * 1024);
    const second = await settled();
    expect(cacheStatus(second)).toMatch(/^meetgate; hit/);
    expect(await second.text()).toBe(first);
    expect(calls).toBe(1);
  });

  it('tells in its receipt nothing of calls that it did not make', async () => {
    const explained = async () =>
      (
        (await (await settled(`${LIST}&explain=true`)).json()) as {
          receipt: { attempts: object[]; cache: string };
        }
      ).receipt;
    expect((await explained()).attempts).toHaveLength(1);
    expect((await explained()).attempts).toEqual([]);
  });
});

it('a key that is stopped for its failing questions stops nobody who asks the same at the same time', async () => {
  count(() => new HttpResponse(null, { status: 500 }));
  const kiosk = await withScopes(['read']);
  for (let n = 0; n < 5; n++)
    await settled(`${LIST}&searchKey=boom${n}`, { 'Cache-Control': 'no-store' }, kiosk);
  calls = 0;
  count();
  const ask = (name: string) =>
    bindings()
      .ANSWERS.getByName('one question')
      .answer(
        {
          requestId: name,
          operation: 'huawei.listOngoingWebinars',
          input: { limit: 1 },
          caller: { name, scopes: ['read'], accounts: ['*'] } as Caller,
          // A user without a token yet: who comes second comes while the first is under way.
          options: { onBehalfOf: 'li.si' },
          at: Date.now(),
        },
        FRESH_S * 1000,
      );
  const [first, ...others] = await Promise.all(['kiosk', 'desk', 'desk', 'kiosk', 'desk'].map(ask));
  expect(first).toMatchObject({ ok: false, problem: { slug: 'provider-circuit-open' } });
  expect(others.map(({ ok }) => ok)).toEqual(Array(4).fill(true));
  expect(calls).toBe(1);
});

it('a key that is stopped for its failing questions stops nobody of its isolate either, where the object is overloaded', async () => {
  count(() => new HttpResponse(null, { status: 500 }));
  const keys = ['kiosk', 'desk'].map(async (name) => ({
    name,
    sha256: await sha256(name),
    scopes: ['read'],
    users: ['*'],
  }));
  const overloaded = { answer: () => Promise.reject(Object.assign(new Error(), { overloaded: true })) };
  const env = bindings({
    API_KEYS: JSON.stringify(await Promise.all(keys)),
    ANSWERS: { getByName: () => overloaded },
  });
  const as = (name: string, path = LIST, more: Record<string, string> = {}) =>
    settled(path, { Authorization: `Bearer ${name}`, ...more }, env);
  for (let n = 0; n < 5; n++)
    await as('kiosk', `${LIST}&searchKey=boom${n}`, { 'Cache-Control': 'no-store' });
  count();
  // A user without a token yet: who comes second comes while the first is under way.
  const user = { 'X-On-Behalf-Of': 'li.si' };
  const both = await Promise.all([as('kiosk', LIST, user), as('desk', LIST, user)]);
  expect(both.map(({ status }) => status)).toEqual([503, 200]);
});

describe('the way to the Durable Object that shares', () => {
  const objects = (answer: () => Promise<never>) => bindings({ ANSWERS: { getByName: () => ({ answer }) } });

  it('does not fail a call when it breaks', async () => {
    const response = await settled(
      LIST,
      {},
      objects(() => Promise.reject(new Error('overloaded'))),
    );
    expect([response.status, cacheStatus(response)]).toEqual([200, 'meetgate; fwd=miss; stored']);
  });

  it('is asked once more, by a stub of its own, where the object was reset, and not where it is overloaded', async () => {
    const asked: string[] = [];
    const failing = (...errors: object[]) =>
      bindings({
        ANSWERS: {
          getByName: (name: string) => {
            const stub = errors.length;
            return {
              answer: (...args: never[]) => {
                asked.push(`stub ${stub}`);
                const error = errors.shift();
                return error
                  ? Promise.reject(Object.assign(new Error('reset'), error))
                  : (
                      bindings().ANSWERS.getByName(name) as never as { answer: (...a: never[]) => object }
                    ).answer(...args);
              },
            };
          },
        },
      });
    expect((await settled(LIST, {}, failing({ retryable: true }))).status).toBe(200);
    expect(asked).toEqual(['stub 1', 'stub 0']);
    for (const errors of [
      [{}],
      [{ overloaded: true, retryable: true }],
      [{ retryable: true }, { retryable: true }],
    ]) {
      asked.length = 0;
      forgetIsolate();
      await reset();
      expect((await settled(LIST, {}, failing(...errors))).status).toBe(200);
      expect(asked).toHaveLength(errors.length);
    }
  });

  describe('that is overloaded', () => {
    const overloaded = () =>
      objects(() => Promise.reject(Object.assign(new Error('overloaded'), { overloaded: true })));
    const slowly = (answer: () => Response | undefined) => async () => {
      await delay(300);
      return answer();
    };

    it('does not send every caller to the vendor: one of the isolate asks for all', async () => {
      count(slowly(() => undefined));
      const env = overloaded();
      const responses = await Promise.all(Array.from({ length: 50 }, () => settled(LIST, {}, env)));
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
      const ways = responses.map(cacheStatus);
      expect(ways.filter((way) => way === 'meetgate; fwd=miss; stored')).toHaveLength(1);
      expect(ways.filter((way) => way === 'meetgate; fwd=miss; collapsed')).toHaveLength(49);
      expect(calls).toBe(1);
    });

    it('lets all have the same refusal, and the next one ask again', async () => {
      count(slowly(() => HttpResponse.json({ error_code: 'MMC.111070002' }, { status: 403 })));
      const env = overloaded();
      const responses = await Promise.all(Array.from({ length: 20 }, () => settled(LIST, {}, env)));
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([403]));
      expect(calls).toBe(1);
      count();
      expect((await settled(LIST, {}, env)).status).toBe(200);
    });

    it('does not make callers pay for the haste of the one who came first', async () => {
      count(slowly(() => undefined));
      const env = overloaded();
      const hasty = settled(LIST, { 'X-Timeout-Ms': '100' }, env);
      const patient = settled(LIST, {}, env);
      expect([(await hasty).status, (await patient).status]).toEqual([504, 200]);
      expect(calls).toBe(1);
    });
  });

  it('does not hold a caller past the deadline when it hangs', async () => {
    const started = performance.now();
    const response = await settled(
      LIST,
      { 'X-Timeout-Ms': '200' },
      objects(() => new Promise(() => {})),
    );
    expect(await slugOf(response)).toBe('provider-timeout');
    expect(performance.now() - started).toBeLessThan(400);
  });

  it('does not make callers pay for the haste of the one who came first', async () => {
    count(async () => {
      await delay(800);
      return undefined;
    });
    const [hasty, patient] = await Promise.all([settled(LIST, { 'X-Timeout-Ms': '100' }), settled()]);
    expect([hasty.status, patient.status]).toEqual([504, 200]);
    expect(calls).toBe(1);
  });
});

it('Cache-Status is a list of one item with parameters of the grammar, hit or forwarded and never both', async () => {
  const seen: (string | null)[] = [cacheStatus(await settled()), cacheStatus(await settled())];
  later((FRESH_S + 1) * 1000);
  seen.push(cacheStatus(await settled()), cacheStatus(await settled(LIST, { 'Cache-Control': 'no-store' })));
  count(down);
  later((FRESH_S + STALE_WHILE_REVALIDATE_S + 1) * 1000);
  seen.push(cacheStatus(await settled()));
  for (const value of seen) {
    expect(value).toMatch(
      /^meetgate(; (hit|stored|collapsed|ttl=-?\d+|fwd=(bypass|miss|stale|request)|detail=[a-z-]+))+$/,
    );
    expect(/hit/.test(value ?? '') !== /fwd/.test(value ?? '')).toBe(true);
  }
});
