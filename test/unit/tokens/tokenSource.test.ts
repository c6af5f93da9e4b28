import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import type { CredentialState } from '../../../functions/tokens/credentialState.ts';
import { call } from '../../support/gateway.ts';
import {
  theCredential as credential,
  described,
  explained,
  LIST,
  LOGIN,
  later,
  settled,
  TOKEN,
} from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const MINUTE = 60_000;
/** Later than any token is renewed (90 per cent of 24 hours), earlier than a refresh token ends. */
const LATE = 22 * 60 * MINUTE;
const USER = { 'X-On-Behalf-Of': 'li.si' };

afterEach(() => {
  vi.useRealTimers();
});

describe('a token in the memory of an isolate', () => {
  it('is used for five minutes, and then looked for in KV, where there may be a newer one', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const source = async () => (await explained()).token?.source;
    expect(await source()).toBe('credential');
    later(5 * MINUTE - 1);
    expect(await source()).toBe('memory');
    later(1);
    expect(await source()).toBe('kv');
    later(1);
    expect(await source()).toBe('memory');
  });
});

describe('a token of a user', () => {
  /** Lets the alarm renew it, as nobody has used the renewed one by then. */
  const renewed = async () => {
    await call(LIST, { headers: USER });
    later(LATE);
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ generation: 2 });
  };

  it('that was taken from KV counts as used, and is renewed again', async () => {
    await renewed();
    forgetIsolate();
    expect((await settled(LIST, USER)).status).toBe(200);
    later(LATE);
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ generation: 3 });
  });
});

describe('a renewal that the vendor refuses', () => {
  it('is not tried again by the alarm: whoever comes next logs in', async () => {
    await call(LIST);
    const refuse = () => HttpResponse.json({ error_code: 'USG.206010025' }, { status: 401 });
    network.use(http.put(TOKEN, refuse), http.post(LOGIN, refuse));
    later(LATE);
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ generation: 1, nextRenewal: null, cooldown: { refusals: 1 } });
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ cooldown: { refusals: 1 } });
    network.resetHandlers();
    forgetIsolate();
    later(3 * 60 * MINUTE);
    expect((await explained()).token).toEqual({ source: 'credential', generation: 2 });
  });
});

describe('a renewal that fails', () => {
  it('is tried again by the alarm, and callers notice nothing', async () => {
    await call(LIST);
    network.use(
      http.put(TOKEN, () => new HttpResponse(null, { status: 500 })),
      http.post(LOGIN, () => new HttpResponse(null, { status: 500 })),
    );
    // Late enough to be renewed, early enough for the token to live on.
    await runInDurableObject(await credential(), (_, { storage }) =>
      storage.kv.put('state', { ...storage.kv.get<CredentialState>('state'), renewAt: Date.now() }),
    );
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ generation: 1, nextRenewal: expect.any(String) });
    expect((await call(LIST)).status).toBe(200);
    network.resetHandlers();
    later(1_000);
    await runDurableObjectAlarm(await credential());
    expect(await described()).toMatchObject({ generation: 2, cooldown: null });
  });
});
