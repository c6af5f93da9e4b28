import { describe, expect, it } from 'vitest';
import {
  type ApplicationState,
  admitLogin,
  emptyApplication,
  type LoginOutcome,
  settleLogin,
} from '../../../functions/tokens/applicationState.ts';
import type { LoginFailure } from '../../../functions/tokens/cooldown.ts';

const NOW = 1_700_000_000_000;
const LIMIT = 10;
const own = { key: 'own', own: true, print: 'aaaa' };
const user = (key: string) => ({ key, own: false, print: 'aaaa' });
const failure = (concerns: LoginFailure['concerns']): LoginFailure => ({
  concerns,
  slug: 'provider-failed',
  detail: 'It failed.',
});
const admit = (state: ApplicationState, asking = own, now = NOW) =>
  admitLogin(state, asking, { now, limit: LIMIT });
/** A login that is let out and comes to something. */
const through = (state: ApplicationState, asking = own, outcome: LoginOutcome = {}, now = NOW) =>
  settleLogin(admit(state, asking, now).state, asking, outcome, now);
const may = (state: ApplicationState, asking = own, now = NOW) => admit(state, asking, now).leave.ok;
const failed = (concerns: LoginFailure['concerns']) => ({ failure: failure(concerns) });
const many = (times: number, next: (state: ApplicationState, n: number) => ApplicationState) =>
  Array.from({ length: times }).reduce<ApplicationState>((state, _, n) => next(state, n), emptyApplication());

describe('the budget of an application', () => {
  it('counts logins by the minute, whoever asks', () => {
    const used = many(LIMIT, (state) => through(state));
    expect(admit(used).leave).toEqual({ ok: false, until: NOW + 60_000 });
    expect(may(used, user('u'), NOW + 59_999)).toBe(false);
    expect(may(used, own, NOW + 60_000)).toBe(true);
  });

  it('keeps half of them for the accounts themselves', () => {
    const used = many(LIMIT / 2, (state, n) => through(state, user(`u${n}`)));
    expect(may(used, user('another'))).toBe(false);
    expect(may(used)).toBe(true);
    expect(may(used, user('another'), NOW + 60_000)).toBe(true);
  });

  it('counts what is on its way, and not what is refused', () => {
    let state = emptyApplication();
    for (let n = 0; n < LIMIT; n++) ({ state } = admit(state));
    expect(may(state)).toBe(false);
    expect(admit(state).state).toBe(state);
  });
});

describe('a refusal that concerns the application', () => {
  it.each(['application', 'clock', 'throttled'] as const)('(%s) has everybody wait', (concerns) => {
    const state = through(emptyApplication(), own, failed(concerns));
    expect(admit(state, user('u'), NOW + 4_999).leave).toEqual({
      ok: false,
      until: NOW + 5_000,
      failure: failure(concerns),
    });
  });

  it('lets one login ahead when its time is over, and all when that is granted', () => {
    const state = through(emptyApplication(), own, failed('application'));
    const probing = admit(state, user('u'), NOW + 5_000);
    expect(probing.leave.ok).toBe(true);
    expect(may(probing.state, own, NOW + 5_001)).toBe(false);
    expect(may(settleLogin(probing.state, user('u'), {}, NOW + 5_001), own, NOW + 5_001)).toBe(true);
    // One that never came back leaves its place to the next.
    expect(may(probing.state, own, NOW + 15_000)).toBe(true);
  });

  it('waits twice as long each time, and not at all once the settings were corrected', () => {
    const once = through(emptyApplication(), own, failed('application'));
    const twice = through(once, own, failed('application'), NOW + 5_000);
    expect(twice.refused).toMatchObject({ count: 2, until: NOW + 15_000 });
    expect(may(twice, { ...own, print: 'bbbb' }, NOW + 5_000)).toBe(true);
  });
});

describe('a failure of one login', () => {
  it.each(['user', 'locked', 'vendor'] as const)('(%s) is nobody else’s', (concerns) => {
    const state = many(6, (before) => through(before, user('u'), failed(concerns)));
    expect(may({ ...state, userLogins: 0 }, user('another'))).toBe(true);
    expect(may(state)).toBe(true);
  });

  it('of the vendor for three users in a row has other users wait, and not the account', () => {
    const state = many(3, (before, n) => through(before, user(`u${n}`), failed('vendor')));
    expect(admit(state, user('another')).leave).toMatchObject({ ok: false, until: NOW + 1_000 });
    expect(may(state)).toBe(true);
    expect(may(state, user('another'), NOW + 1_000)).toBe(true);
  });

  it('is forgotten with a login of a user that is granted', () => {
    const two = many(2, (before, n) => through(before, user(`u${n}`), failed('vendor')));
    const state = through(through(two, user('good')), user('u3'), failed('vendor'));
    expect(may(state, user('another'))).toBe(true);
  });
});

describe('the vendor’s clock', () => {
  it('is what its last answer told', () => {
    const ahead = through(emptyApplication(), own, { clockOffsetMs: 5_000 });
    expect(admit(ahead).leave).toEqual({ ok: true, clockOffsetMs: 5_000 });
    const silent = through(ahead, own, { ...failed('vendor'), clockOffsetMs: undefined });
    expect(admit(silent, user('u')).leave).toMatchObject({ clockOffsetMs: 5_000 });
    const refused = through(ahead, user('u'), { ...failed('user'), clockOffsetMs: -9_000 });
    expect(admit(refused).leave).toMatchObject({ clockOffsetMs: -9_000 });
  });
});
