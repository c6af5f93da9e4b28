import { runInDurableObject } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindings, call } from '../../support/gateway.ts';
import { explained, LIST, LOGIN, later, ONGOING } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { vendors, network } = useVendors();
let logins = 0;

const list = async () => (await call(LIST)).status;
/** The vendor refuses the first so many of its tokens, however often they are sent. */
function refuseTokens(most: number): void {
  const refused = new Set<string | null>();
  network.use(
    http.get(ONGOING, ({ request }) => {
      const token = request.headers.get('X-Access-Token');
      if (refused.size < most) refused.add(token);
      return refused.has(token)
        ? HttpResponse.json({ error_code: 'USG.000000004' }, { status: 401 })
        : undefined;
    }),
  );
}

beforeEach(() => {
  logins = 0;
  network.use(
    http.post(LOGIN, () => {
      logins++;
      return undefined;
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a token that the vendor refuses', () => {
  it('is replaced as often as need be, three times at once and then once in half a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (let round = 1; round <= 6; round++) {
      if (round > 3) {
        expect([round, await list()]).toEqual([round, 503]);
        later(30_000);
      }
      expect([round, await list()]).toEqual([round, 200]);
      vendors.state.huawei.sessions.clear();
    }
    expect(logins).toBe(6);
  });

  it('counts once, however many callers see it refused together', async () => {
    refuseTokens(2);
    // They share one login, which brings a token that is refused as well.
    const statuses = await Promise.all(Array.from({ length: 20 }, list));
    expect(statuses).toEqual(Array(20).fill(503));
    expect(logins).toBe(2);
    // Counted for every caller it would be minutes until the next login.
    // The credential is told after the answers.
    await new Promise((resolve) => setTimeout(resolve, 50));
    later(5_000);
    expect(await list()).toBe(200);
    expect(logins).toBe(3);
  });

  it('stops the logins where a new one is refused as well, for longer each time', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    refuseTokens(Number.POSITIVE_INFINITY);
    const calls = async (seconds: number) => {
      for (let n = 0; n < seconds; n++) {
        expect(await list()).toBe(503);
        later(1_000);
      }
      return logins;
    };
    // The first token, one that proves the refusal, and from then on one after 5, 10, 20 seconds …
    expect(await calls(5)).toBe(2);
    expect(await calls(10)).toBe(3);
    expect(await calls(20)).toBe(4);
    expect(await calls(40)).toBe(5);
    expect(Number((await call(LIST)).headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('is followed by a newer generation, even where the credential has forgotten how far it had come', async () => {
    await list();
    vendors.state.huawei.sessions.clear();
    await list();
    const env = bindings();
    const [{ name = '' } = {}] = (await env.TOKENS.list()).keys;
    await runInDurableObject(env.CREDENTIALS.getByName(name), (_, { storage }) => storage.deleteAll());
    vendors.state.huawei.sessions.clear();
    expect((await explained()).token).toEqual({ source: 'credential', generation: 3 });
  });
});
