import { runDurableObjectAlarm } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { call } from '../../support/gateway.ts';
import { described, explained, LIST, LOGIN, later, TOKEN, theCredential } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const MINUTE = 60_000;
/** Later than any token is renewed (90 per cent of 24 hours), earlier than a refresh token ends. */
const LATE = 22 * 60 * MINUTE;
const USER = { headers: { 'X-On-Behalf-Of': 'li.si' } };
const asked: string[] = [];

/** Lets so much time go by, and the alarm ring. */
const ringAfter = async (ms: number) => {
  later(ms);
  return runDurableObjectAlarm(await theCredential());
};
/** The vendor issues tokens of these lifetimes in seconds, and refreshes none. */
const issue = (validPeriod: number, refreshValidPeriod: number) => {
  let issued = 0;
  const grant = () =>
    HttpResponse.json({ accessToken: `t${++issued}`, validPeriod, refreshToken: 'r', refreshValidPeriod });
  network.use(
    http.post(LOGIN, () => {
      asked.push('login');
      return grant();
    }),
    http.put(TOKEN, () => {
      asked.push('refresh');
      return HttpResponse.json({}, { status: 401 });
    }),
    http.delete(TOKEN, ({ request }) => {
      asked.push(`log-out of ${request.headers.get('X-Access-Token')}`);
      return new HttpResponse(null);
    }),
    http.get('*/ongoing', () => HttpResponse.json({ offset: 0, limit: 1, count: 0, data: [] })),
  );
};

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the alarm of a credential', () => {
  it('renews the account’s own token again and again while somebody uses it, and no longer', async () => {
    await call(LIST);
    for (const generation of [2, 3, 4]) {
      await ringAfter(LATE);
      expect(await described()).toMatchObject({ generation });
      await (await theCredential()).markUsed(generation);
    }
    await ringAfter(LATE);
    expect(await described()).toMatchObject({ generation: 5 });
    await ringAfter(LATE);
    expect(asked.filter((what) => what === 'login').length).toBeLessThanOrEqual(5);
  });

  it('renews a user’s token where the newest was used, whatever older copies are used elsewhere', async () => {
    await call(LIST, USER);
    await ringAfter(LATE);
    const credential = await theCredential();
    await credential.markUsed(2);
    await credential.markUsed(1);
    await ringAfter(LATE);
    expect(await described()).toMatchObject({ generation: 3 });
  });

  it('refreshes for as long as the refresh token lives, which is not as long as the token', async () => {
    issue(3_600, 7_200);
    await call(LIST);
    // The token has ended by then, its refresh token has not.
    await ringAfter(90 * MINUTE);
    expect(asked).toEqual(['login', 'refresh', 'login']);
  });

  it('logs in where the refresh token has ended', async () => {
    issue(7_200, 3_600);
    await call(LIST);
    await ringAfter(110 * MINUTE);
    expect(asked).toEqual(['login', 'login']);
  });

  it('logs out each superseded token in its time, and forgets none of them', async () => {
    issue(24 * 3_600, 24 * 3_600);
    await call(LIST);
    await ringAfter(LATE);
    // A second one is superseded by a caller who cannot open what was kept, five minutes later.
    later(5 * MINUTE);
    const credential = await theCredential();
    await credential.lease(String(credential.name), { provider: 'huawei', account: 'default' });
    expect(await described()).toMatchObject({ generation: 2, liveTokens: 2 });
    await ringAfter(6 * MINUTE);
    expect(asked.filter((what) => what.startsWith('log-out'))).toEqual(['log-out of t1']);
    await ringAfter(LATE);
    await ringAfter(10 * MINUTE);
    expect(asked.filter((what) => what.startsWith('log-out'))).toEqual(['log-out of t1']);
    await ringAfter(MINUTE);
    expect(asked.filter((what) => what.startsWith('log-out'))).toEqual(['log-out of t1', 'log-out of t2']);
  });

  it('does not log out what has ended by itself', async () => {
    issue(30 * 60, 60);
    await call(LIST);
    // Renewed at 25 minutes, so that the old one ends before it may be logged out.
    await ringAfter(25 * MINUTE);
    expect(await described()).toMatchObject({ generation: 2, liveTokens: 2 });
    await ringAfter(12 * MINUTE);
    expect(asked.filter((what) => what.startsWith('log-out'))).toEqual([]);
  });

  it('goes on where the vendor is not there for a log-out, and tries no second time', async () => {
    issue(24 * 3_600, 24 * 3_600);
    let tried = 0;
    network.use(
      http.delete(TOKEN, () => {
        tried++;
        return HttpResponse.error();
      }),
    );
    await call(LIST);
    await ringAfter(LATE);
    await ringAfter(11 * MINUTE);
    await (await theCredential()).markUsed(2);
    await ringAfter(LATE);
    expect([tried, (await described()).generation]).toEqual([1, 3]);
  });

  it('that the vendor refuses does not try again: whoever comes next logs in', async () => {
    await call(LIST);
    const refuse = () => HttpResponse.json({ error_code: 'USG.206010025' }, { status: 401 });
    network.use(http.put(TOKEN, refuse), http.post(LOGIN, refuse));
    await ringAfter(LATE);
    expect(await described()).toMatchObject({ generation: 1, nextRenewal: null, cooldown: { refusals: 1 } });
    await runDurableObjectAlarm(await theCredential());
    expect(await described()).toMatchObject({ cooldown: { refusals: 1 } });
    network.resetHandlers();
    forgetIsolate();
    later(180 * MINUTE);
    expect((await explained()).token).toEqual({ source: 'credential', generation: 2 });
  });
});
