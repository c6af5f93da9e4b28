import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Invocations } from '../../../../functions/webhooks/hooks/invocations.ts';
import { bindings, call } from '../../../support/gateway.ts';
import { callHook, type MadeHook, makeHook, send, signedBy } from '../../../support/hooks.ts';
import { later, ONGOING, slugOf, withScopes } from '../../../support/shorthand.ts';
import { useVendors } from '../../../support/vendors.ts';

const { network } = useVendors();
const ASYNC = { Prefer: 'respond-async' };
let asked = 0;
beforeEach(() => {
  asked = 0;
  vi.spyOn(console, 'log').mockReturnValue();
  network.use(
    http.get(ONGOING, () => {
      asked++;
      return HttpResponse.json({ offset: 0, limit: 10, count: 1, data: [{ conferenceId: '981326872' }] });
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface Invocation {
  id: string;
  state: string;
  status?: number;
  result?: { count: number };
  problem?: { type: string };
  [more: string]: unknown;
}
const object = () => bindings().HOOK_CALLS.getByName('bot');
const stub = () => object() as DurableObjectStub;
const take = async (hook: MadeHook, body = '{}', id = 'a') => {
  const response = await callHook(hook, body, { id, headers: ASYNC });
  return { response, path: response.headers.get('Location') ?? '' };
};
/** The invocation once it is done. */
const done = (path: string) =>
  vi.waitFor(async () => {
    const found = (await (await call(path)).json()) as Invocation;
    expect(found.state).toBe('done');
    return found;
  });

describe('Prefer: respond-async', () => {
  it('gives 202 and where to look, and there the answer once it is done', async () => {
    const { response, path } = await take(await makeHook());
    expect([response.status, response.headers.get('Preference-Applied')]).toEqual([202, 'respond-async']);
    expect(path).toMatch(/^\/v1\/invocations\/inv_[\w-]+$/);
    expect(await response.json()).toMatchObject({ hook: 'bot', state: 'waiting' });
    const found = await done(path);
    expect(found).toMatchObject({ status: 200, result: { count: 1 }, id: path.split('/').at(-1) });
    expect(found).toHaveProperty('finishedAt');
  });

  it.each(['respond-async', 'wait=5, respond-async', 'respond-async; foo=1, wait=1', 'RESPOND-ASYNC'])(
    'is read from %j',
    async (prefer) => {
      expect((await callHook(await makeHook(), '{}', { headers: { Prefer: prefer } })).status).toBe(202);
    },
  );

  it('of the same id is one invocation', async () => {
    const hook = await makeHook();
    const first = await take(hook);
    const second = await take(hook);
    expect([second.response.headers.get('Idempotent-Replayed'), second.path]).toEqual(['true', first.path]);
    await done(first.path);
    expect(asked).toBe(1);
  });

  it('is refused at once where the input is wrong', async () => {
    const { response } = await take(await makeHook(), '{"limit":0}');
    expect([response.status, await slugOf(response)]).toEqual([400, 'invalid-input']);
  });

  it('tells a problem of the vendor as the outcome', async () => {
    network.use(http.get(ONGOING, () => HttpResponse.json({}, { status: 500 })));
    const { path } = await take(await makeHook());
    expect(await done(path)).toMatchObject({
      status: 502,
      problem: { type: expect.stringMatching(/provider-failed$/) },
    });
  });

  it('is kept for 24 hours', async () => {
    const { path } = await take(await makeHook());
    await done(path);
    later(24 * 3_600_000 + 1_000);
    const gone = await call(path);
    expect([gone.status, await slugOf(gone)]).toEqual([404, 'invocation-not-found']);
    await runDurableObjectAlarm(stub());
    await runInDurableObject(stub(), (_, { storage }) => {
      for (const table of ['calls', 'invocations'])
        expect(storage.sql.exec(`SELECT * FROM ${table}`).toArray()).toEqual([]);
    });
  });
});

describe('an invocation', () => {
  it('is shown to whoever can call the hook, by a signature over its id or by the URL token', async () => {
    const hook = await makeHook({ urlToken: true });
    const { path } = await take(hook);
    await done(path);
    const id = path.split('/').at(-1) ?? '';
    const get = (headers: Record<string, string>) =>
      call(path, { headers: { Authorization: '', ...headers } });
    const token = new URL(hook.url).pathname.split('/').at(-1);
    expect((await get(signedBy(hook.secret, '', { id }))).status).toBe(200);
    expect((await get({ Authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await get(signedBy(hook.secret, '', { id: 'msg_overheard' }))).status).toBe(401);
    expect((await get({ Authorization: `Bearer ${'A'.repeat(43)}` })).status).toBe(401);
    expect((await get({})).status).toBe(401);
    const other = await makeHook({ name: 'other' });
    expect((await get(signedBy(other.secret, '', { id }))).status).toBe(401);
  });

  it('is shown to operators who may see all that the hook sees', async () => {
    const { path } = await take(await makeHook({ scopes: ['read', 'secrets'] }));
    await done(path);
    const as = async (scopes: string[]) => (await call(path, {}, await withScopes(scopes))).status;
    expect(await as(['read', 'secrets', 'admin'])).toBe(200);
    expect([await as(['read', 'admin']), await as(['read', 'secrets'])]).toEqual([403, 403]);
  });

  it.each(['inv_x', 'x', `inv_${'0'.repeat(32)}Ym90`, `inv_${'0'.repeat(32)}bm9ib2R5`])(
    'that nobody made, %s, is not found',
    async (id) => {
      await makeHook();
      const response = await call(`/v1/invocations/${id}`);
      expect([response.status, await slugOf(response)]).toEqual([404, 'invocation-not-found']);
    },
  );
});

describe('what waits', () => {
  const NOW = Date.now();
  const one = (n: number, repeatable = true) => ({
    id: `i${n}`,
    call: 'sealed',
    repeatable,
    callback: false,
  });
  const within = (work: (invocations: Invocations, sql: SqlStorage) => void) =>
    runInDurableObject(stub(), (_, { storage }) => work(new Invocations(storage.sql), storage.sql));
  beforeEach(() => makeHook());

  it('is taken up again by the alarm where an eviction has ended it', async () => {
    const hook = await makeHook({ name: 'other' });
    const { path } = await take(hook);
    const other = bindings().HOOK_CALLS.getByName('other') as DurableObjectStub;
    await done(path);
    // As it lies there when the object died under the call.
    await runInDurableObject(other, (_, { storage }) => {
      storage.sql.exec(
        "UPDATE invocations SET state = 'running', outcome = NULL, finishedAt = NULL, until = 1",
      );
    });
    await runDurableObjectAlarm(other);
    expect(await done(path)).toMatchObject({ status: 200 });
    expect(asked).toBe(2);
  });

  it('is not done again where it changes something, nor for ever', () =>
    within((invocations) => {
      invocations.add(one(1, false), NOW);
      invocations.add(one(2), NOW + 1);
      expect([invocations.take(0, NOW), invocations.take(0, NOW)]).toMatchObject([
        { id: 'i1', lost: false },
        { id: 'i2', lost: false },
      ]);
      expect(invocations.take(0, NOW)).toBeUndefined();
      expect(invocations.take(0, NOW + 101_000)).toMatchObject({ id: 'i1', lost: true });
      for (const n of [1, 2])
        expect(invocations.take(0, NOW + n * 201_000)).toMatchObject({ lost: expect.any(Boolean) });
    }));

  it('is a thousand at most, and some at once', async () => {
    await within((invocations) => {
      for (let n = 0; n < 1_000; n++) invocations.add(one(n), NOW);
      expect(invocations.isFull()).toBe(true);
      expect(invocations.take(16, NOW)).toBeUndefined();
    });
    const hook = (await (await call('/v1/hooks/bot/rotate', { method: 'POST' })).json()) as MadeHook;
    const { response } = await take(hook);
    expect([response.status, await slugOf(response)]).toEqual([429, 'rate-limited']);
  });

  it('sends nobody a callback where no URL was told', async () => {
    const { path } = await take(await makeHook({ name: 'quiet' }));
    await done(path);
    expect((await send('/v1/hooks/quiet', '{}')).status).toBe(401);
    await runInDurableObject(
      bindings().HOOK_CALLS.getByName('quiet') as DurableObjectStub,
      (_, { storage }) =>
        expect(storage.sql.exec('SELECT callback FROM invocations').one()).toEqual({ callback: 0 }),
    );
  });
});
