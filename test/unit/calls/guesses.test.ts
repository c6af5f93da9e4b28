import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MOST_REFUSALS, REFUSAL_MS } from '../../../functions/calls/guesses.object.ts';
import { bindings } from '../../support/gateway.ts';
import { later } from '../../support/shorthand.ts';

afterEach(() => void vi.useRealTimers());

const guesses = () => bindings().GUESSES.getByName(crypto.randomUUID());

/** Is refused with guesses of its own, so many times. */
async function refuse(object: ReturnType<typeof guesses>, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    expect(await object.enter(`wrong ${i}`)).toBe(0);
    await object.leave(`wrong ${i}`, 'wrong');
  }
}

describe('guesses at one secret', () => {
  it('end after a few refusals, and go on when the first of them is ten minutes old', async () => {
    const object = guesses();
    later(0);
    await refuse(object, 1);
    later(60_000);
    await refuse(object, MOST_REFUSALS - 1);
    expect(await object.enter('x')).toBe((REFUSAL_MS - 60_000) / 1000);
    later(REFUSAL_MS - 60_000 - 1_000);
    expect(await object.enter('x')).toBe(1);
    later(1_500);
    expect(await object.enter('x')).toBe(0);
    await object.leave('x', 'wrong');
    // The others were a minute later.
    expect(await object.enter('y')).toBeGreaterThan(50);
  });

  it('count while they are on their way, each once', async () => {
    const object = guesses();
    for (let i = 0; i < MOST_REFUSALS; i++) expect(await object.enter(`on its way ${i}`)).toBe(0);
    expect(await object.enter('on its way 0')).toBe(0);
    expect(await object.enter('one more')).toBeGreaterThan(0);
    await object.leave('on its way 1', 'unknown');
    expect(await object.enter('one more')).toBe(0);
  });

  it('that never came back are forgotten', async () => {
    const object = guesses();
    later(0);
    for (let i = 0; i < MOST_REFUSALS; i++) await object.enter(`lost ${i}`);
    expect(await object.enter('x')).toBeGreaterThan(0);
    later(100_001);
    expect(await object.enter('x')).toBe(0);
  });

  it('that were right go on whatever others do, until they are wrong', async () => {
    const object = guesses();
    await object.enter('right');
    await object.leave('right', 'right');
    await refuse(object, MOST_REFUSALS);
    expect(await object.enter('right')).toBe(0);
    await object.leave('right', 'wrong');
    expect(await object.enter('right')).toBeGreaterThan(0);
  });

  it('leave times and nothing else in storage, and those not for ever', async () => {
    const object = guesses();
    await refuse(object, 2);
    await runInDurableObject(object, (_, { storage }) => {
      expect([...storage.kv.list()]).toEqual([['refused', [expect.any(Number), expect.any(Number)]]]);
    });
    expect(await runDurableObjectAlarm(object)).toBe(true);
    await runInDurableObject(object, (_, { storage }) => expect([...storage.kv.list()]).toEqual([]));
  });

  it('are remembered where the object was evicted', async () => {
    const object = guesses();
    await refuse(object, MOST_REFUSALS);
    await evictDurableObject(object);
    expect(await object.enter('x')).toBeGreaterThan(0);
  });
});
