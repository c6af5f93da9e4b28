import { describe, expect, it } from 'vitest';
import type { LoginFailure } from '../../../functions/tokens/cooldown.ts';
import {
  afterDisproof,
  afterFailure,
  afterGrant,
  afterTry,
  afterVainRenewal,
  type CredentialState,
  emptyState,
  endOf,
  loginWait,
  nextAlarm,
} from '../../../functions/tokens/credentialState.ts';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;
const PRINT = 'aaaa';
const at = (now: number, print = PRINT) => ({ now, print });
const failure = (concerns: LoginFailure['concerns']): LoginFailure => ({
  concerns,
  slug: 'provider-failed',
  detail: 'It failed.',
});

/** The state after a login at a time; the token's text tells its generation. */
const loggedIn = (state: CredentialState, now: number, more: object = {}): CredentialState => {
  const generation = state.generation + 1;
  const grant = { token: `t${generation}`, lifetimeMs: HOUR };
  const granted = { token: `sealed ${generation}`, grant, generation, now, jitter: 0 };
  return afterGrant(state, { ...granted, by: 'login', ...more });
};

describe('logins of one credential', () => {
  /** The state after tries at these moments. */
  const tried = (...times: number[]) => times.reduce((state, ms) => afterTry(state, NOW + ms), emptyState());
  const waits = (state: CredentialState, ms: number) => loginWait(state, at(NOW + ms));

  it('are three at once at most, and then one in half a minute', () => {
    expect(waits(tried(), 0)).toBeUndefined();
    expect(waits(tried(0, 0), 0)).toBeUndefined();
    expect(waits(tried(0, 0, 0), 29_999)).toEqual({ until: NOW + 30_000 });
    expect(waits(tried(0, 0, 0), 30_000)).toBeUndefined();
    expect(waits(tried(0, 0, 0, 30_000), 59_999)).toEqual({ until: NOW + 60_000 });
  });

  it('are as free as ever after a pause, and no freer', () => {
    expect(waits(tried(0, 0, 0, 90_000, 90_000), 90_000)).toBeUndefined();
    expect(waits(tried(0, 0, 0, HOUR, HOUR, HOUR), HOUR)).toEqual({ until: NOW + HOUR + 30_000 });
  });

  it('wait after one that failed, longer each time, until one is granted', () => {
    const first = afterFailure(emptyState(), failure('vendor'), at(NOW));
    expect(loginWait(first, at(NOW + 999))).toMatchObject({ until: NOW + 1_000, failure: failure('vendor') });
    expect(loginWait(first, at(NOW + 1_000))).toBeUndefined();
    const second = afterFailure(first, failure('vendor'), at(NOW + 1_000));
    expect(loginWait(second, at(NOW + 2_999))).toMatchObject({ until: NOW + 3_000 });
    expect(loginWait(loggedIn(second, NOW + 1_000), at(NOW + 1_000))).toBeUndefined();
  });

  it('wait no longer once the settings were corrected, and count from one again', () => {
    const refused = afterFailure(
      afterFailure(emptyState(), failure('user'), at(NOW)),
      failure('user'),
      at(NOW),
    );
    expect(loginWait(refused, at(NOW))).toMatchObject({ until: NOW + 10_000 });
    expect(loginWait(refused, at(NOW, 'bbbb'))).toBeUndefined();
    expect(afterFailure(refused, failure('user'), at(NOW, 'bbbb')).cooldown).toMatchObject({ count: 1 });
  });
});

describe('superseded tokens', () => {
  const second = loggedIn(loggedIn(emptyState(), NOW), NOW + 1);

  it('are all remembered until they are logged out, however many there are', () => {
    const { superseded } = loggedIn(second, NOW + 2);
    expect(superseded.map(({ sealed, generation, endsAt }) => [sealed, generation, endsAt])).toEqual([
      ['sealed 1', 1, NOW + HOUR],
      ['sealed 2', 2, NOW + 1 + HOUR],
    ]);
  });

  it('are those that have not ended: the vendor may have refused one and count it all the same', () => {
    expect(loggedIn(loggedIn(emptyState(), NOW), NOW + HOUR).superseded).toEqual([]);
    expect(loggedIn(loggedIn(emptyState(), NOW), NOW + HOUR - 1).superseded).toHaveLength(1);
  });

  it('are never near the 64 that Huawei allows, however hard somebody tries', () => {
    const LOGOUT_MS = 11 * 60_000;
    let state = emptyState();
    let most = 0;
    for (let now = NOW; now < NOW + 2 * HOUR; now += 1_000) {
      state = { ...state, superseded: state.superseded.filter(({ logoutAt }) => logoutAt > now) };
      if (!loginWait(state, at(now))) state = loggedIn(afterTry(state, now), now);
      most = Math.max(most, state.superseded.length + 1);
    }
    expect(state.superseded[0]?.logoutAt).toBeLessThanOrEqual(NOW + 2 * HOUR + LOGOUT_MS);
    expect(most).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(26);
  });

  it('set the alarm where one of them is due before the renewal, and the other way round', () => {
    const [{ logoutAt = 0 } = {}] = second.superseded;
    expect(nextAlarm({ ...second, renewAt: logoutAt + 1 })).toBe(logoutAt);
    expect(nextAlarm({ ...second, renewAt: logoutAt - 1 })).toBe(logoutAt - 1);
    expect(nextAlarm({ ...second, renewAt: undefined })).toBe(logoutAt);
  });
});

describe('a new token', () => {
  it('is counted by how it was come by', () => {
    const refreshed = loggedIn(loggedIn(emptyState(), NOW), NOW + 1, { by: 'refresh' });
    expect(refreshed).toMatchObject({ logins: 1, refreshes: 1, lastLogin: { at: NOW + 1, by: 'refresh' } });
  });

  it('takes the refresh token along, or leaves none of an older one', () => {
    const refresh = { sealed: 'r', endsAt: NOW + HOUR };
    const first = loggedIn(emptyState(), NOW, { refresh });
    expect(first.refresh).toEqual(refresh);
    expect(loggedIn(first, NOW).refresh).toBeUndefined();
  });
});

describe('a renewal that came to nothing', () => {
  const failed = (concerns: LoginFailure['concerns'], now: number) =>
    afterVainRenewal(afterFailure(loggedIn(emptyState(), NOW), failure(concerns), at(now)));

  it('is tried again when the vendor failed and the token lives on', () => {
    expect(failed('vendor', NOW + HOUR / 2).renewAt).toBe(NOW + HOUR / 2 + 1_000);
  });

  it('is left to whoever comes next when the vendor refused, or the token ends before', () => {
    expect(failed('user', NOW + HOUR / 2).renewAt).toBeUndefined();
    expect(failed('vendor', NOW + HOUR - 1_000).renewAt).toBeUndefined();
    expect(afterVainRenewal(loggedIn(emptyState(), NOW)).renewAt).toBeUndefined();
  });
});

describe('a refusal that a new token did not help against', () => {
  let generation = 0;
  const doubted = (state: CredentialState, now: number, ...abouts: string[]) =>
    afterDisproof(state, { abouts, certain: false, generation: ++generation }, now);
  const certain = (state: CredentialState, now: number) =>
    afterDisproof(state, { abouts: ['a'], certain: true, generation: ++generation }, now);

  it('is taken at its word for three minutes where it only sounds like a dead token', () => {
    const twice = doubted(doubted(emptyState(), NOW, 'a'), NOW + 180_000, 'a', 'b');
    expect(twice.disproved).toEqual({
      a: { count: 2, generation: 2, until: NOW + 360_000 },
      b: { count: 1, generation: 2, until: NOW + 360_000 },
    });
  });

  it('is no reason for a login for five seconds where it is known to mean one, and for longer each time', () => {
    const once = certain(emptyState(), NOW);
    expect(once.disproved.a).toMatchObject({ count: 1, until: NOW + 5_000 });
    expect(certain(once, NOW + 5_000).disproved.a).toMatchObject({ count: 2, until: NOW + 15_000 });
  });

  it('counts once, however many callers tell of it', () => {
    const once = certain(emptyState(), NOW);
    const told = { abouts: ['a'], certain: true, generation };
    expect(afterDisproof(once, told, NOW + 1).disproved).toEqual(once.disproved);
  });

  it('is forgotten an hour later', () => {
    const once = certain(emptyState(), NOW);
    expect(doubted(once, NOW + 5_000 + HOUR - 1, 'b').disproved).toHaveProperty('a');
    expect(doubted(once, NOW + 5_000 + HOUR, 'b').disproved).not.toHaveProperty('a');
  });

  it('is one of fifty at most: the oldest make room', () => {
    let state = emptyState();
    for (let n = 0; n < 60; n++) state = doubted(state, NOW, `code-${n}`);
    expect(Object.keys(state.disproved)).toHaveLength(50);
    expect(Object.keys(state.disproved).at(-1)).toBe('code-59');
    expect(state.disproved).not.toHaveProperty('code-9');
  });
});

describe('the end of a credential', () => {
  it('comes when its token has ended and nothing is left to be logged out', () => {
    const first = loggedIn(emptyState(), NOW);
    expect(endOf(first)).toBe(NOW + HOUR);
    expect(nextAlarm({ ...first, renewAt: undefined })).toBe(NOW + HOUR);
    const late = loggedIn(first, NOW + HOUR - 1);
    expect(endOf({ ...late, endsAt: 0 })).toBe(late.superseded[0]?.logoutAt);
  });

  it('comes an hour after the cool-down of one that was never let in: the next refusal must not count as the first', () => {
    const refused = afterFailure(afterTry(emptyState(), NOW), failure('user'), at(NOW));
    expect(endOf(refused)).toBe(NOW + 5_000 + HOUR);
    expect(nextAlarm(refused)).toBe(endOf(refused));
  });
});
