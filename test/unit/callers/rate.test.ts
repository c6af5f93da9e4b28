import { describe, expect, it, vi } from 'vitest';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { LIST } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();

describe('the rate of a caller', () => {
  it('is told in every answer, and a caller beyond it is told when to come again', async () => {
    const asked: unknown[] = [];
    const env = (success: boolean) =>
      bindings({
        CALLER_RATE: '5/10',
        CALLERS: {
          limit: async (question: unknown) => {
            asked.push(question);
            return { success };
          },
        },
      });
    const policy = '"caller";q=5;w=10';
    const fine = await call(LIST, {}, env(true));
    expect([fine.status, fine.headers.get('RateLimit-Policy')]).toEqual([200, policy]);
    const refused = await call(LIST, {}, env(false));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Policy')).toBe(policy);
    expect(refused.headers.get('RateLimit')).toBe('"caller";r=0;t=10');
    expect(refused.headers.get('Retry-After')).toBe('10');
    expect((await problemOf(refused)).type).toMatch(/rate-limited$/);
    expect(asked).toEqual([{ key: 'demo' }, { key: 'demo' }]);
  });

  it('is not asked of somebody whose key is wrong, nor where none is bound', async () => {
    const limit = vi.fn(async () => ({ success: false }));
    expect(
      (await call(LIST, { headers: { Authorization: 'Bearer no' } }, bindings({ CALLERS: { limit } })))
        .status,
    ).toBe(401);
    expect(limit).not.toHaveBeenCalled();
    expect((await call(LIST, {}, bindings({ CALLERS: undefined }))).headers.get('RateLimit-Policy')).toBe(
      null,
    );
  });

  it('is no limit where the limiter fails, whatever way it does', async () => {
    for (const limit of [
      () => Promise.reject(new Error('limiter')),
      async () => {
        throw new Error('limiter');
      },
    ]) {
      const response = await call(LIST, {}, bindings({ CALLER_RATE: '5/10', CALLERS: { limit } }));
      expect([response.status, response.headers.get('RateLimit-Policy')]).toEqual([200, '"caller";q=5;w=10']);
    }
  });

  it('is counted before the call is looked at: an invalid one counts as well', async () => {
    const limit = vi.fn(async () => ({ success: false }));
    const env = bindings({ CALLER_RATE: '5/10', CALLERS: { limit } });
    expect((await call(`${LIST}&limit=many`, {}, env)).status).toBe(429);
    expect((await call('/v1/nowhere', {}, env)).status).toBe(429);
    expect((await call('/healthz', {}, env)).status).toBe(200);
    expect(limit).toHaveBeenCalledTimes(2);
  });
});
