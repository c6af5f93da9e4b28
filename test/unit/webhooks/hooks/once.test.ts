import { runInDurableObject } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptCalls } from '../../../../functions/webhooks/hooks/keptCalls.ts';
import { bindings } from '../../../support/gateway.ts';
import { callHook, type MadeHook, makeHook, send } from '../../../support/hooks.ts';
import { later, ONGOING, slugOf } from '../../../support/shorthand.ts';
import { useVendors } from '../../../support/vendors.ts';

const { network } = useVendors();
afterEach(() => {
  vi.useRealTimers();
});

/** How often the vendor was asked, and what it does meanwhile. */
let asked = 0;
let act: () => Promise<Response> | Response;
let hook: MadeHook;
const ROWS = { offset: 0, limit: 10, count: 1, data: [{ conferenceId: '981326872' }] };
const answers = () => HttpResponse.json(ROWS);
beforeEach(async () => {
  asked = 0;
  act = answers;
  network.use(
    http.get(ONGOING, () => {
      asked++;
      return act() as Response;
    }),
  );
  hook = await makeHook();
});
const uncached = { headers: { 'Cache-Control': 'no-store' } };

describe('an id', () => {
  it('gets the same answer again, without a call of the vendor', async () => {
    const first = await callHook(hook, '{}', { id: 'a' });
    const second = await callHook(hook, '{}', { id: 'a' });
    expect([first.status, first.headers.get('Idempotent-Replayed')]).toEqual([200, null]);
    expect([second.status, second.headers.get('Idempotent-Replayed')]).toEqual([200, 'true']);
    expect(await second.text()).toBe(await first.text());
    for (const name of ['Content-Type', 'X-Provider-Request-Id'])
      expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect(asked).toBe(1);
  });

  it('of its own is a call of its own, whatever the body', async () => {
    await callHook(hook, '{}', { id: 'a', ...uncached });
    await callHook(hook, '{}', { id: 'b', ...uncached });
    expect(asked).toBe(2);
  });

  it('with another body is refused', async () => {
    await callHook(hook, '{}', { id: 'a' });
    const other = await callHook(hook, '{ }', { id: 'a' });
    expect([other.status, await slugOf(other), asked]).toEqual([409, 'id-reused', 1]);
  });

  it('is one call where two come at once: the other one is told to come again', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    act = () => promise.then(answers);
    const first = callHook(hook, '{}', { id: 'a' });
    await vi.waitFor(() => expect(asked).toBe(1));
    const second = await callHook(hook, '{}', { id: 'a' });
    expect([second.status, await slugOf(second.clone() as Response)]).toEqual([409, 'call-under-way']);
    expect(Number(second.headers.get('Retry-After'))).toBeGreaterThan(0);
    resolve();
    expect((await first).status).toBe(200);
    const third = await callHook(hook, '{}', { id: 'a' });
    expect([third.status, third.headers.get('Idempotent-Replayed'), asked]).toEqual([200, 'true', 1]);
  });

  it('is one call though its object is evicted while the vendor thinks', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    act = () => promise.then(answers);
    const first = callHook(hook, '{}', { id: 'a' });
    await vi.waitFor(() => expect(asked).toBe(1));
    const stub = bindings().HOOK_CALLS.getByName('bot') as DurableObjectStub;
    await vi.waitFor(
      () =>
        runInDurableObject(stub, (_, { storage }) =>
          expect(storage.sql.exec('SELECT answer FROM calls').toArray()).toEqual([{ answer: null }]),
        ),
      { timeout: 5_000 },
    );
    await runInDurableObject(stub, (_, state) => state.abort()).catch(() => undefined);
    expect(await slugOf(await callHook(hook, '{}', { id: 'a' }))).toBe('call-under-way');
    resolve();
    expect((await first).status).toBe(200);
    const third = await callHook(hook, '{}', { id: 'a' });
    expect([third.headers.get('Idempotent-Replayed'), asked]).toEqual(['true', 1]);
  });

  it('is free again after 24 hours', async () => {
    await callHook(hook, '{}', { id: 'a', ...uncached });
    // Once it has the answer again, the answer is kept.
    await callHook(hook, '{}', { id: 'a', ...uncached });
    later(24 * 3_600_000 - 1_000);
    await callHook(hook, '{}', { id: 'a', ...uncached });
    expect(asked).toBe(1);
    later(2_000);
    await callHook(hook, '{}', { id: 'a', ...uncached });
    expect(asked).toBe(2);
  });

  it('may be tried again where the vendor failed', async () => {
    act = () => HttpResponse.json({}, { status: 500 });
    expect((await callHook(hook, '{}', { id: 'a' })).status).toBe(502);
    act = answers;
    const again = await callHook(hook, '{}', { id: 'a' });
    expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([200, null]);
  });
});

describe('a hook with a URL token', () => {
  const tokenPath = (made: MadeHook) => new URL(made.url).pathname;

  it('is called without a signature, by any of the two names of an id', async () => {
    const made = await makeHook({ name: 'flow', urlToken: true });
    expect(tokenPath(made)).toMatch(/^\/v1\/hooks\/flow\/[\w-]{43}$/);
    for (const header of ['webhook-id', 'Idempotency-Key']) {
      const id = { [header]: `id of ${header}`, 'Cache-Control': 'no-store' };
      expect((await send(tokenPath(made), '{}', id)).status).toBe(200);
      expect((await send(tokenPath(made), '{}', id)).headers.get('Idempotent-Replayed')).toBe('true');
      expect(await slugOf(await send(tokenPath(made), '{"limit":1}', id))).toBe('id-reused');
    }
    expect(asked).toBe(2);
  });

  it('takes the same body without an id as the same call, for half a minute', async () => {
    const made = await makeHook({ name: 'flow', urlToken: true });
    const post = () => send(tokenPath(made), '{}', { 'Cache-Control': 'no-store' });
    expect((await post()).headers.get('Idempotent-Replayed')).toBeNull();
    expect((await post()).headers.get('Idempotent-Replayed')).toBe('true');
    later(31_000);
    expect((await post()).headers.get('Idempotent-Replayed')).toBeNull();
    expect(asked).toBe(2);
  });

  it('may be called signed, too', async () => {
    expect((await callHook(await makeHook({ name: 'flow', urlToken: true }))).status).toBe(200);
  });
});

describe('what is kept of calls', () => {
  const NOW = Date.now();
  const DAY = 24 * 3_600_000;
  const ask = (n: number, more: object = {}) => ({
    key: `k${n}`,
    visit: `v${n}`,
    fingerprint: 'f',
    repeatable: true,
    keepMs: DAY,
    ...more,
  });
  const within = (work: (calls: KeptCalls, sql: SqlStorage) => void) =>
    runInDurableObject(bindings().HOOK_CALLS.getByName('bot') as DurableObjectStub, (_, { storage }) =>
      work(new KeptCalls(storage.sql), storage.sql),
    );

  it('answers the same attempt as before: the object may be asked twice by it', () =>
    within((calls) => {
      expect(calls.begin(ask(1), NOW)).toEqual({ is: 'first' });
      expect(calls.begin(ask(1), NOW)).toEqual({ is: 'first' });
      expect(calls.begin(ask(1, { visit: 'other' }), NOW)).toEqual({ is: 'under-way' });
    }));

  it('does a call again that was lost under way, unless it changes something', () =>
    within((calls) => {
      for (const n of [1, 2]) calls.begin(ask(n, { repeatable: n === 1 }), NOW);
      const again = (n: number) =>
        calls.begin(ask(n, { visit: 'other', repeatable: n === 1 }), NOW + 101_000);
      expect([again(1), again(2)]).toEqual([{ is: 'first' }, { is: 'unknown' }]);
    }));

  it('does a call again whose answer was too long to keep, unless it changes something', () =>
    within((calls) => {
      for (const n of [1, 2]) {
        calls.begin(ask(n, { repeatable: n === 1 }), NOW);
        calls.finish(ask(n, { repeatable: n === 1 }), undefined, NOW);
      }
      const again = (n: number) => calls.begin(ask(n, { visit: 'other', repeatable: n === 1 }), NOW);
      expect([again(1), again(2)]).toEqual([{ is: 'first' }, { is: 'unknown' }]);
    }));

  it('is bounded: the oldest ids go, and before them the oldest answers', () =>
    within((calls, sql) => {
      sql.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100200)
         INSERT INTO calls SELECT 'old' || i, '', 'f', 1, 0, ? + i, 0, NULL FROM n`,
        NOW + DAY,
      );
      const long = 'x'.repeat(1_300_000);
      for (let n = 0; n < 64; n++) {
        calls.begin(ask(n), NOW);
        calls.finish(ask(n, { keepMs: 2 * DAY + n }), long, NOW);
      }
      calls.begin(ask(64), NOW);
      const { rows, size } = sql
        .exec<{ rows: number; size: number }>(
          'SELECT count(*) AS rows, total(length(answer)) AS size FROM calls',
        )
        .one();
      expect(rows).toBeLessThanOrEqual(100_002);
      expect(size).toBeLessThanOrEqual(65 * 1024 * 1024);
      expect(calls.begin(ask(0, { visit: 'x' }), NOW)).not.toMatchObject({ is: 'repeated' });
      expect(calls.begin(ask(63, { visit: 'x' }), NOW)).toMatchObject({ is: 'repeated' });
    }));

  it('goes when it has had its time', () =>
    within((calls, sql) => {
      calls.begin(ask(1), NOW);
      calls.finish(ask(1), 'sealed', NOW);
      expect(calls.sweep(NOW + DAY - 1)).toBe(true);
      expect(calls.sweep(NOW + DAY)).toBe(false);
      expect(sql.exec('SELECT * FROM calls').toArray()).toEqual([]);
    }));
});
