import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberedAnswer, writeAnswer } from '../../../functions/calls/answerStore.ts';
import { STALE_IF_ERROR_S, STALE_WHILE_REVALIDATE_S } from '../../../functions/calls/share.ts';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { vendorOperationOf } from '../../../functions/registry.ts';
import { bindings } from '../../support/gateway.ts';
import { LIST, later, ONGOING, settled, slugOf } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const FRESH_S = vendorOperationOf('huawei.listOngoingWebinars').shareSeconds;
const cacheStatus = (response: Response) => response.headers.get('Cache-Status');
/** The Durable Object that shares answers fails: what is asked for is asked for here, in this environment. */
const alone = (changes: object = {}) =>
  bindings({
    ANSWERS: { getByName: () => ({ answer: () => Promise.reject(new Error('overloaded')) }) },
    ...changes,
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what is put into the Cache API', () => {
  it('is kept for as long as it may be served, however it came about', async () => {
    const kept: (string | null)[] = [];
    const cache = Object.getPrototypeOf(await caches.open('answers')) as Cache;
    vi.spyOn(cache, 'put').mockImplementation(async (_, response) => {
      kept.push(response.headers.get('Cache-Control'));
    });
    await settled();
    await settled(LIST, { 'Cache-Control': 'no-cache' });
    later((FRESH_S + 1) * 1000);
    expect(cacheStatus(await settled())).toMatch(/hit; ttl=-1$/);
    expect(kept).toEqual(Array(3).fill(`max-age=${FRESH_S + STALE_IF_ERROR_S}`));
  });

  it('is as old in another isolate as it is in this one', async () => {
    const first = await settled();
    later(3_000);
    forgetIsolate();
    const second = await settled();
    expect(cacheStatus(second)).toBe(`meetgate; hit; ttl=${FRESH_S - 3}`);
    expect(second.headers.get('Age')).toBe('3');
    expect(second.headers.get('X-Provider-Request-Id')).toBe(first.headers.get('X-Provider-Request-Id'));
    later((FRESH_S + STALE_WHILE_REVALIDATE_S) * 1000);
    forgetIsolate();
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=stale; stored');
  });
});

describe('the memory of an isolate', () => {
  it('lets the oldest answer go where all of them would be too much, and keeps the others', async () => {
    // Three of these are more than an isolate may hold of answers; two are not.
    const subject = 'x'.repeat(6 * 1024 * 1024);
    network.use(
      http.get(ONGOING, () =>
        HttpResponse.json({ offset: 0, limit: 1, count: 1, data: [{ conferenceId: '1', subject }] }),
      ),
    );
    // Neither is there a Cache API nor an object that shares: what is a hit is so from memory.
    vi.spyOn(caches, 'open').mockRejectedValue(new Error('no cache'));
    const ask = async (offset: number) => {
      const response = await settled(`/v1/huawei/webinars/ongoing?offset=${offset}`, {}, alone());
      await response.body?.cancel();
      return cacheStatus(response)?.split('; ')[1];
    };
    expect([await ask(1), await ask(2), await ask(3)]).toEqual(['fwd=miss', 'fwd=miss', 'fwd=miss']);
    expect([await ask(2), await ask(3), await ask(1)]).toEqual(['hit', 'hit', 'fwd=miss']);
    // What was asked for again counts once, and has made room for itself.
    expect([await ask(3), await ask(1), await ask(2)]).toEqual(['hit', 'hit', 'fwd=miss']);
  });
});

it('an isolate remembers five thousand answers and no more, however small they are', async () => {
  vi.spyOn(caches, 'open').mockRejectedValue(new Error('no cache'));
  const body = new TextEncoder().encode('{"offset":0,"limit":1,"count":0,"data":[]}');
  for (let n = 0; n <= 5_000; n++) await writeAnswer(`question ${n}`, { body, storedAt: Date.now() }, 1);
  expect(rememberedAnswer('question 0')).toBeUndefined();
  expect(rememberedAnswer('question 1')).toBeDefined();
  expect(rememberedAnswer('question 5000')).toBeDefined();
});

it('an answer that is a small part of a large buffer counts as the buffer that it keeps alive', async () => {
  vi.spyOn(caches, 'open').mockRejectedValue(new Error('no cache'));
  for (let n = 0; n < 3; n++) {
    const body = new Uint8Array(6 * 1024 * 1024).subarray(0, 43);
    await writeAnswer(`question ${n}`, { body, storedAt: Date.now() }, 1);
  }
  expect([0, 1, 2].filter((n) => rememberedAnswer(`question ${n}`))).toEqual([1, 2]);
});

describe('an answer that is stale', () => {
  it('does not hide that the gateway is not configured', async () => {
    const path = '/v1/quanshi/conferences/lookup';
    const post = { body: JSON.stringify({ attendeeJoinUrl: 'https://n.qsh1.cn/k/ab' }), method: 'POST' };
    network.use(
      http.post('*/confopenapi/conference/getByJoinUrl', () => HttpResponse.json({ status: 0, result: [] })),
    );
    expect((await settled(path, {}, alone(), post)).status).toBe(200);
    later((FRESH_S + STALE_WHILE_REVALIDATE_S + 1) * 1000);
    const response = await settled(path, {}, alone({ QUANSHI_JOIN_URL_PATH: '' }), post);
    expect(await slugOf(response)).toBe('not-configured');
  });

  it('is served at the last moment of its time, and not at the first after it', async () => {
    await settled();
    network.use(http.get(ONGOING, () => new HttpResponse(null, { status: 503 })));
    later((FRESH_S + STALE_IF_ERROR_S) * 1000 - 1);
    expect((await settled()).status).toBe(200);
    later(1);
    expect((await settled()).status).not.toBe(200);
  });

  it('is served while a new one is fetched up to a moment, and from then on waited for', async () => {
    await settled();
    later((FRESH_S + STALE_WHILE_REVALIDATE_S) * 1000);
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=stale; stored');
    later((FRESH_S + STALE_WHILE_REVALIDATE_S) * 1000 - 1);
    expect(cacheStatus(await settled())).toMatch(/^meetgate; hit; ttl=-/);
  });

  it('is fresh until its last moment', async () => {
    await settled();
    later(FRESH_S * 1000 - 1);
    expect(cacheStatus(await settled())).toBe('meetgate; hit; ttl=0');
    later(1);
    expect(cacheStatus(await settled())).toBe('meetgate; hit; ttl=0');
    expect(cacheStatus(await settled())).toBe(`meetgate; hit; ttl=${FRESH_S}`);
  });
});

describe('a caller’s Cache-Control', () => {
  it.each([
    ['no-cache, no-store', 'fwd=bypass'],
    ['no-store, no-cache', 'fwd=bypass'],
    ['No-Store', 'fwd=bypass'],
    ['max-age=0, no-store', 'fwd=bypass'],
    ['no-transform, no-cache', 'fwd=request'],
    ['max-age=0', 'fwd=request'],
    ['max-age=05', 'hit'],
    ['max-age=60', 'hit'],
    ['no-transform', 'hit'],
  ])('of %j means %s', async (wish, way) => {
    await settled();
    const response = await settled(LIST, { 'Cache-Control': wish });
    expect(cacheStatus(response)?.split('; ')[1]).toBe(way);
    // Whoever forbids to store leaves what is stored as it is.
    later(1_000);
    expect((await settled()).headers.get('Age')).toBe('1');
  });
});
