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
  it('is replaced as often as need be where each one had worked', async () => {
    for (let round = 1; round <= 6; round++) {
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
    // Counted for every caller it would be beyond what is borne, and nobody would log in now.
    expect(await list()).toBe(200);
    expect(logins).toBe(3);
  });

  it('stops the logins where it is the third in a row that nobody could use', async () => {
    refuseTokens(Number.POSITIVE_INFINITY);
    for (let n = 0; n < 5; n++) expect(await list()).toBe(503);
    expect(logins).toBe(3);
    expect(Number((await call(LIST)).headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('does not stop them where it had lain about for half a minute', async () => {
    refuseTokens(Number.POSITIVE_INFINITY);
    for (let n = 0; n < 5; n++) {
      expect(await list()).toBe(503);
      later(30_000);
    }
    // One for the first token, and one for each time that the newest was refused.
    expect(logins).toBe(6);
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
