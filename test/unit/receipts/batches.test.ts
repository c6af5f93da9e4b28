import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileReceipt, findReceipts, listReceipts } from '../../../functions/receipts/fileReceipt.ts';
import type { Receipt } from '../../../functions/receipts/receipt.ts';
import { RECEIPT_MS } from '../../../functions/receipts/receipts.object.ts';
import { bindings } from '../../support/gateway.ts';
import { later } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();
const receipt = (requestId: string, at = Date.now()) =>
  ({
    requestId,
    caller: 'kiosk',
    at,
    status: 200,
    ms: 0,
    timings: {},
    attempts: [],
    variants: [],
  }) as unknown as Receipt;
/** Files receipts, and gives what the platform was asked to wait for. */
const file = (receipts: Receipt[], env = bindings()) => {
  const kept: Promise<unknown>[] = [];
  for (const one of receipts) fileReceipt(one, { env, waitUntil: (promise) => void kept.push(promise) });
  return kept;
};
/** The objects that keep receipts, and what each of them was sent. */
function recorded(keep: (name: string) => Promise<void> = async () => {}) {
  const sent: Record<string, string[]> = {};
  const env = bindings({
    RECEIPTS: {
      getByName: (name: string) => ({
        keep: (receipts: Receipt[]) => {
          sent[name] = [...(sent[name] ?? []), ...receipts.map(({ requestId }) => requestId)];
          return keep(name);
        },
        find: async () => [],
        list: async () => [],
      }),
    },
  });
  return { env, sent };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the receipts of an isolate', () => {
  it('are sent together a second after the first, and those of the next second after that', async () => {
    const { env, sent } = recorded();
    const all = () => Object.values(sent).flat().toSorted();
    const first = file([receipt('a'), receipt('b')], env);
    expect(first).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(999);
    expect(file([receipt('c')], env)).toHaveLength(0);
    expect(all()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(all()).toEqual(['a', 'b', 'c']);
    await vi.advanceTimersByTimeAsync(10);
    expect(file([receipt('d')], env)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(all()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are in memory until they were sent, and no longer', async () => {
    const { env } = recorded();
    file([receipt('a')], env);
    expect(await findReceipts('a', env)).toMatchObject([{ requestId: 'a' }]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await findReceipts('a', env)).toEqual([]);
  });

  it('are found while they are on their way, once each', async () => {
    const { promise, resolve: arrive } = Promise.withResolvers<void>();
    const { env } = recorded(() => promise);
    file([receipt('a')], env);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await findReceipts('a', env)).toHaveLength(1);
    expect(await listReceipts({}, 10, env)).toHaveLength(1);
    arrive();
    await vi.advanceTimersByTimeAsync(1);
    expect(await findReceipts('a', env)).toEqual([]);
  });

  it('are listed once where they arrive while they are looked for', async () => {
    const { env } = recorded(() => new Promise(() => {}));
    const one = receipt('a');
    const arrived = bindings({
      RECEIPTS: { getByName: (name: string) => ({ list: async () => (name === 'receipts-0' ? [one] : []) }) },
    });
    file([one], env);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await listReceipts({}, 10, arrived)).toHaveLength(1);
  });

  it('are two thousand at most: what comes beyond is lost, and the rest is sent', async () => {
    const { env, sent } = recorded();
    file(
      Array.from({ length: 2_001 }, (_, n) => receipt(`r${n}`)),
      env,
    );
    expect(await findReceipts('r1999', env)).toHaveLength(1);
    expect(await findReceipts('r2000', env)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(Object.values(sent).flat()).toHaveLength(2_000);
  });

  it('are spread over all of the objects that keep them, each in one and the same', async () => {
    const { env, sent } = recorded();
    file(
      Array.from({ length: 400 }, () => receipt(crypto.randomUUID())),
      env,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(Object.keys(sent)).toHaveLength(8);
    // Fifty each; a hash that is any good stays well within these bounds.
    for (const some of Object.values(sent))
      expect([some.length > 20, some.length < 90]).toEqual([true, true]);
  });

  it('lose nothing but what the failing object was to keep', async () => {
    const { env, sent } = recorded((name) =>
      name === 'receipts-0' ? Promise.reject(new Error('overloaded')) : Promise.resolve(),
    );
    const kept = file(
      Array.from({ length: 100 }, (_, n) => receipt(`r${n}`)),
      env,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await Promise.allSettled(kept)).map(({ status }) => status)).toEqual(['fulfilled']);
    expect(Object.keys(sent)).toHaveLength(8);
  });
});

describe('an object that keeps receipts', () => {
  const object = () => bindings().RECEIPTS.getByName('test');
  const ids = () =>
    runInDurableObject(object(), (_, { storage }) =>
      storage.sql
        .exec<{ id: string }>('SELECT id FROM calls ORDER BY at')
        .toArray()
        .map(({ id }) => id),
    );
  const alarmAt = () => runInDurableObject(object(), (_, { storage }) => storage.getAlarm());

  it('cleans up ten minutes after its first receipt, however many come in between', async () => {
    const first = Date.now() + RECEIPT_MS;
    await object().keep([receipt('a')]);
    later(RECEIPT_MS / 2);
    await object().keep([receipt('b')]);
    expect(await alarmAt()).toBe(first);
  });

  it('deletes what is ten minutes old, keeps the rest, and comes back for it', async () => {
    await object().keep([receipt('a'), receipt('b', Date.now() + 1)]);
    later(RECEIPT_MS);
    await runDurableObjectAlarm(object());
    expect(await ids()).toEqual(['b']);
    expect(await alarmAt()).toBe(Date.now() + RECEIPT_MS);
    later(RECEIPT_MS);
    await runDurableObjectAlarm(object());
    expect(await ids()).toEqual([]);
    expect(await alarmAt()).toBeNull();
  });

  it('finds a receipt until its last moment, and the newer one of two of a name', async () => {
    await object().keep([receipt('a')]);
    later(RECEIPT_MS - 1);
    expect(await object().find('a')).toMatchObject([{ requestId: 'a' }]);
    later(1);
    expect(await object().find('a')).toEqual([]);
    await object().keep([receipt('a')]);
    expect(await object().find('a')).toMatchObject([{ at: Date.now() }]);
    expect(await object().find('b')).toEqual([]);
  });
});
