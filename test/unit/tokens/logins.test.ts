import { delay, HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { ACCOUNT_SECRETS, LIST, LOGIN, slugOf } from '../../support/shorthand.ts';
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
/** A deadline of ten seconds becomes one of a second, and every part of it likewise. */
function hurry(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 10));
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a login that hangs', () => {
  it('leaves time for another to those who joined it, and to nobody else', async () => {
    hurry();
    // The other takes its time as well: it needs a good part of the deadline.
    answerLogins(never, async () => {
      await delay(200);
      return undefined;
    });
    const first = call(LIST);
    await vi.waitFor(() => expect(logins).toBe(1), { interval: 5 });
    const joined = [call(LIST), call(LIST), call(LIST)];
    const slug = await slugOf(await first);
    const statuses = (await Promise.all(joined)).map(({ status }) => status);
    expect([slug, statuses]).toEqual(['provider-timeout', [200, 200, 200]]);
    expect(logins).toBe(2);
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
  ])('is its own fault where it is %s: the next caller logs in at once', async (_, answer) => {
    network.use(http.post(LOGIN, answer));
    expect((await call(LIST)).status).toBe(502);
    network.resetHandlers();
    expect((await call(LIST)).status).toBe(200);
  });

  it.each([
    ['HTTP 503 that names a locked account', refuse(503, 'USG.206030015'), '300'],
    ['HTTP 400 with a code that nobody knows', refuse(400, 'USG.NEW'), '5'],
    // As a redirection would be: nobody's fault, and certainly no token.
    ['HTTP 302 with words that nobody knows', refuse(302, 'USG.NEW'), '5'],
    ['HTTP 404', refuse(404, 'APIG.0101'), '5'],
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
