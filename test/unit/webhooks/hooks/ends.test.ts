import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../../functions/core/isolate.ts';
import { bindings, call } from '../../../support/gateway.ts';
import { callHook, makeHook, send } from '../../../support/hooks.ts';
import { later, slugOf } from '../../../support/shorthand.ts';
import { useVendors } from '../../../support/vendors.ts';

useVendors();
beforeEach(() => void vi.spyOn(console, 'log').mockReturnValue());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const rotate = (body = '{}') => call('/v1/hooks/bot/rotate', { method: 'POST', body });
const revoke = () => call('/v1/hooks/bot', { method: 'DELETE' });

describe('a rotated secret', () => {
  it('leaves the former one good for 24 hours, and both at once', async () => {
    const old = await makeHook();
    const fresh = (await (await rotate()).json()) as typeof old;
    expect(fresh.secret).not.toBe(old.secret);
    for (const one of [old, fresh]) expect((await callHook(one)).status).toBe(200);
    forgetIsolate();
    for (const one of [old, fresh]) expect((await callHook(one)).status).toBe(200);
    later(24 * 3_600_000 + 1_000);
    expect([(await callHook(old)).status, (await callHook(fresh)).status]).toEqual([401, 200]);
  });

  it('cannot be rotated again meanwhile but by force, which ends the oldest at once, everywhere', async () => {
    const first = await makeHook();
    const second = (await (await rotate()).json()) as typeof first;
    const refused = await rotate();
    expect([refused.status, await slugOf(refused)]).toEqual([409, 'rotation-under-way']);
    // An isolate that does not hear of it goes on with what it remembers.
    await bindings().HOOK_CALLS.getByName('bot').rotate(true);
    expect([(await callHook(first)).status, (await callHook(second)).status]).toEqual([401, 200]);
  });

  it('brings a new URL, too', async () => {
    const old = await makeHook({ urlToken: true });
    const fresh = (await (await rotate()).json()) as typeof old;
    expect(fresh.url).not.toBe(old.url);
    for (const { url } of [old, fresh]) expect((await send(new URL(url).pathname, '{}')).status).toBe(200);
  });

  it('is refused where force is neither true nor false', async () => {
    await makeHook();
    expect((await rotate('{"force":1}')).status).toBe(400);
  });
});

describe('a revoked hook', () => {
  it('takes no call from that moment, in no isolate, and leaves nothing', async () => {
    const hook = await makeHook({ urlToken: true });
    expect((await callHook(hook, '{}', { id: 'a' })).status).toBe(200);
    // Not through the route: this isolate does not hear of it, and remembers the hook.
    await bindings().HOOK_CALLS.getByName('bot').remove();
    expect((await callHook(hook, '{}', { id: 'a' })).status).toBe(401);
    expect((await send(new URL(hook.url).pathname, '{}')).status).toBe(401);
    expect((await bindings().HOOKS.list()).keys).toEqual([]);
    await runInDurableObject(
      bindings().HOOK_CALLS.getByName('bot') as DurableObjectStub,
      async (_, { storage }) => {
        expect([...storage.kv.list()]).toEqual([]);
        expect(
          storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('calls', 'invocations')").toArray(),
        ).toEqual([]);
        expect(await storage.getAlarm()).toBeNull();
      },
    );
  });

  it('made anew under its name has another secret, and does not know the ids of the former one', async () => {
    const former = await makeHook();
    await callHook(former, '{}', { id: 'a' });
    await revoke();
    const anew = await makeHook();
    expect((await callHook(former, '{}', { id: 'b' })).status).toBe(401);
    const answer = await callHook(anew, '{}', { id: 'a' });
    expect([answer.status, answer.headers.get('Idempotent-Replayed')]).toEqual([200, null]);
  });
});
