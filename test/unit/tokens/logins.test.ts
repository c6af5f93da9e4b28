import { delay, HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { ACCOUNT_SECRETS, LIST, LOGIN, later, slugOf } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
let logins = 0;

/** The vendor answers logins so, one after the other, and then as usual. */
const answerLogins = (...answers: (() => Response | undefined | Promise<Response | undefined>)[]) => {
  logins = 0;
  network.use(http.post(LOGIN, () => answers[logins++]?.()));
};
const never = () => new Promise<never>(() => {});
const refuse =
  (status: number, error_code: string, error_msg = 'NO') =>
  () =>
    HttpResponse.json({ error_code, error_msg }, { status });
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a login that hangs', () => {
  it('is one for all who wait for it: none of them tries another', async () => {
    answerLogins(never);
    const env = bindings();
    const first = call(LIST, {}, env);
    await vi.waitFor(() => expect(logins).toBe(1), { interval: 5 });
    const all = await Promise.all([first, call(LIST, {}, env), call(LIST, {}, env), call(LIST, {}, env)]);
    expect(all.map(({ status }) => status)).toEqual([504, 504, 504, 504]);
    expect(logins).toBe(1);
  });
});

describe('a login that takes its time', () => {
  it('holds no caller beyond the deadline, and is there for the next one', async () => {
    answerLogins(async () => {
      await delay(600);
      return undefined;
    });
    const hasty = await call(LIST, { headers: { 'X-Timeout-Ms': '200' } });
    // Not the vendor API: that was never asked, and its breaker learns nothing.
    expect(await problemOf(hasty)).toMatchObject({
      status: 504,
      detail: 'The vendor gave no token in time.',
      provider: 'huawei',
    });
    expect((await call(LIST)).status).toBe(200);
    expect(logins).toBe(1);
  });
});

describe('a login that breaks the gateway', () => {
  it('is not joined by those who come later', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValueOnce(new Error('no entropy'));
    expect((await call(LIST)).status).toBe(500);
    expect((await call(LIST)).status).toBe(200);
  });
});

describe('a login that KV does not keep', () => {
  it('is as good as any', async () => {
    const kv = Object.getPrototypeOf(bindings().TOKENS) as KVNamespace;
    vi.spyOn(kv, 'put').mockRejectedValue(new Error('KV'));
    answerLogins();
    for (let n = 0; n < 2; n++) expect((await call(LIST)).status).toBe(200);
    expect(logins).toBe(1);
  });
});

describe('what the vendor says to a login', () => {
  it.each([
    ['HTTP 500', refuse(500, 'USG.000000001')],
    ['HTTP 503 without a word', () => new HttpResponse(null, { status: 503 })],
    ['no connection', () => HttpResponse.error()],
    ['no token', () => HttpResponse.json({})],
    ['HTTP 404', refuse(404, 'APIG.0101')],
  ])('is its own fault where it is %s: a second later the next caller logs in', async (_, answer) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    answerLogins(answer);
    for (let n = 0; n < 2; n++) expect((await call(LIST)).status).toBe(502);
    expect(logins).toBe(1);
    later(1_000);
    expect((await call(LIST)).status).toBe(200);
    expect(logins).toBe(2);
  });

  it.each([
    ['HTTP 503 that names a locked account', refuse(503, 'USG.206030015'), '300'],
    ['HTTP 400 with a code that nobody knows', refuse(400, 'USG.NEW'), '5'],
    // As a redirection would be: nobody's fault, and certainly no token.
    ['HTTP 302 with words that nobody knows', refuse(302, 'USG.NEW'), '5'],
  ])('is held against the credentials where it is %s', async (_, answer, retryAfter) => {
    answerLogins(answer);
    const response = await call(LIST);
    expect([response.headers.get('Retry-After'), await slugOf(response)]).toEqual([
      retryAfter,
      'provider-login-refused',
    ]);
    expect((await call(LIST)).status).toBe(503);
    expect(logins).toBe(1);
  });

  it('is told without what it echoes of the login: key, signature, and control characters', async () => {
    const sent: string[] = [];
    network.use(
      http.post(LOGIN, async ({ request }) => {
        const { authorization = '' } = Object.fromEntries(request.headers);
        sent.push(/signature=([^,]+)/.exec(authorization)?.[1] ?? '');
        return refuse(401, 'USG.1', `no ${ACCOUNT_SECRETS.huawei}\n${authorization}`)();
      }),
    );
    const { providerMessage = '' } = await problemOf(await call(LIST));
    expect(sent[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(providerMessage).toMatch(/^no \[withheld\] \S*\[withheld\]/);
    for (const secret of [ACCOUNT_SECRETS.huawei, ...sent]) expect(providerMessage).not.toContain(secret);
  });
});
