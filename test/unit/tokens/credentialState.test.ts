import { describe, expect, it } from 'vitest';
import { LoginRefused } from '../../../functions/core/loginRefused.ts';
import {
  afterGrant,
  afterRefusal,
  afterRejection,
  type CredentialState,
  describeCredential,
  emptyState,
  nextAlarm,
} from '../../../functions/tokens/credentialState.ts';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;
/** The longest that a refusal may come after the login for its token to count as stillborn. */
const SOON = 29_999;

/** The state after a login at a time; the token's text tells its generation. */
const loggedIn = (state: CredentialState, now: number, more: object = {}): CredentialState => {
  const generation = state.generation + 1;
  const grant = { token: `t${generation}`, lifetimeMs: HOUR };
  const granted = { token: `sealed ${generation}`, grant, generation, rejected: 0, now, jitter: 0 };
  return afterGrant(state, { ...granted, by: 'login', ...more });
};
/** So many tokens in a row, each refused some time after it was issued. */
const rejections = (ages: number[], worked = false): CredentialState =>
  ages.reduce(
    (state, age) =>
      afterRejection(
        loggedIn(state, NOW, { rejected: state.generation }),
        { rejected: state.generation + 1, worked },
        NOW + age,
      ),
    emptyState(),
  );

describe('tokens that the vendor refuses as soon as it has issued them', () => {
  it('stop the logins at the third in a row, for longer with each one more', () => {
    expect(rejections([0, SOON]).refusal).toBeUndefined();
    expect(rejections([0, 0, SOON]).refusal).toEqual({
      count: 1,
      until: NOW + SOON + 5_000,
      locked: false,
    });
    expect(rejections([0, 0, 0, 0]).refusal).toMatchObject({ count: 2, until: NOW + 10_000 });
  });

  it('count no more when the refusal came half a minute after the login', () => {
    expect(rejections([0, 0, SOON + 1])).toMatchObject({ stillborn: 0, refusal: undefined });
    expect(rejections([SOON + 1, SOON + 1, SOON + 1, SOON + 1]).refusal).toBeUndefined();
  });

  it('count no more when one of them had worked', () => {
    expect(rejections([0, 0, 0, 0], true)).toMatchObject({ stillborn: 0, refusal: undefined });
  });

  it('are counted once each: an older generation, or none, is no news', () => {
    const state = rejections([0, 0]);
    for (const rejected of [0, state.generation - 1, state.generation + 1])
      expect(afterRejection(state, { rejected, worked: false }, NOW)).toBe(state);
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

  it('are those that still live: neither one that has ended nor one that the vendor refused', () => {
    expect(loggedIn(loggedIn(emptyState(), NOW), NOW + HOUR).superseded).toEqual([]);
    expect(loggedIn(loggedIn(emptyState(), NOW), NOW + HOUR - 1).superseded).toHaveLength(1);
    expect(loggedIn(second, NOW + 2, { rejected: 2 }).superseded.map(({ generation }) => generation)).toEqual(
      [1],
    );
  });

  it('set the alarm where one of them is due before the renewal, and the other way round', () => {
    const [{ logoutAt = 0 } = {}] = second.superseded;
    expect(nextAlarm({ ...second, renewAt: logoutAt + 1 })).toBe(logoutAt);
    expect(nextAlarm({ ...second, renewAt: logoutAt - 1 })).toBe(logoutAt - 1);
    expect(nextAlarm({ ...second, renewAt: undefined })).toBe(logoutAt);
    expect(nextAlarm(emptyState())).toBeUndefined();
  });
});

describe('a new token', () => {
  it('ends what was held against the credential, and is counted by how it was come by', () => {
    const state = rejections([0, 0, 0]);
    expect(loggedIn(state, NOW).refusal).toBeUndefined();
    const refreshed = loggedIn(state, NOW + 1, { by: 'refresh' });
    expect(refreshed).toMatchObject({ logins: 3, refreshes: 1, lastLogin: { at: NOW + 1, by: 'refresh' } });
  });

  it('takes the refresh token along, or leaves none of an older one', () => {
    const refresh = { sealed: 'r', endsAt: NOW + HOUR };
    const first = loggedIn(emptyState(), NOW, { refresh });
    expect(first.refresh).toEqual(refresh);
    expect(loggedIn(first, NOW).refresh).toBeUndefined();
  });
});

describe('a refused login', () => {
  const refused = (means: LoginRefused['means'], state = emptyState(), message = 'NO') =>
    afterRefusal(state, new LoginRefused({ status: 401, code: 'X', message }, means), NOW);

  it('waits longer each time in a row, and longest where the account is locked', () => {
    const first = refused('token-rejected');
    expect(first.refusal).toMatchObject({ count: 1, until: NOW + 5_000, locked: false, code: 'X' });
    expect(refused('token-rejected', first).refusal).toMatchObject({ count: 2, until: NOW + 10_000 });
    expect(refused('account-locked').refusal).toMatchObject({ until: NOW + 300_000, locked: true });
  });

  it('is kept in words that fit into a line', () => {
    const { message = '' } = refused('token-rejected', emptyState(), `a\n${'b'.repeat(400)}`).refusal ?? {};
    expect(message).toMatch(/^a b+$/);
    expect(message).toHaveLength(300);
  });

  it('is told of to operators until its time is over', () => {
    const state = refused('token-rejected');
    expect(describeCredential(state, NOW + 4_999).cooldown).toEqual({
      until: new Date(NOW + 5_000).toISOString(),
      refusals: 1,
      locked: false,
      code: 'X',
    });
    expect(describeCredential(state, NOW + 5_000).cooldown).toBeNull();
  });
});

it('an operator sees how many tokens live at that moment', () => {
  const state = loggedIn(loggedIn(emptyState(), NOW), NOW + 1_000);
  const alive = (now: number) => describeCredential(state, now).liveTokens;
  expect([NOW + 1_000, NOW + HOUR, NOW + HOUR + 1_000].map(alive)).toEqual([2, 1, 0]);
});
