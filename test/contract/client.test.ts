import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { ClientError, type ClientOptions, createClient } from '../../functions/client/client.ts';
import { bindings, call, DEMO_KEY } from '../support/gateway.ts';
import { LOGIN, ONGOING } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors();
const ID = 'huawei.listOngoingWebinars';

/** A client of the gateway under test, and the requests that it made. */
function client(options: Partial<ClientOptions> = {}, env = bindings()) {
  const requests: Request[] = [];
  const gate = createClient({
    baseUrl: 'https://gate.example',
    apiKey: DEMO_KEY,
    fetch: ((url: string, init: RequestInit) => {
      const request = new Request(url, init);
      requests.push(request.clone() as Request);
      request.signal.throwIfAborted();
      const { pathname, search } = new URL(url);
      return call(pathname + search, init, env);
    }) as typeof fetch,
    ...options,
  });
  return { gate, requests };
}
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the options of the client', () => {
  it('go where the gateway reads them, each of them', async () => {
    const { gate, requests } = client();
    await gate.huawei.listOngoingWebinars(
      {},
      {
        requestId: 'mine',
        account: 'default',
        onBehalfOf: 'user',
        acceptLanguage: 'en-US',
        timeoutMs: 5_000,
        cache: 'no-store',
        raw: true,
        explain: true,
      },
    );
    const [request] = requests;
    expect(new URL(request?.url ?? '').search).toBe('?raw=true&explain=true');
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      'x-request-id': 'mine',
      'x-account': 'default',
      'x-on-behalf-of': 'user',
      'accept-language': 'en-US',
      'x-timeout-ms': '5000',
      'cache-control': 'no-store',
    });
  });

  it('have the receipt told beside the result, and the vendor’s own body given', async () => {
    const { gate } = client();
    const { result, receipt } = await gate.huawei.listOngoingWebinars({ limit: 1 }, { explain: true });
    expect(result.data).toHaveLength(1);
    expect(receipt).toMatchObject({ operation: ID, status: 200 });
    const raw = await gate.huawei.listOngoingWebinars({ limit: 1 }, { raw: true });
    // As the vendor writes it: the document's table has a number.
    expect(raw.limit).toBe('1');
  });
});

describe('the client', () => {
  it('invokes the operation by its id, with the key and the input as JSON', async () => {
    const { gate, requests } = client({ baseUrl: 'https://gate.example/' });
    expect(await gate.huawei.listOngoingWebinars({ limit: 3 })).toMatchObject({ offset: 0, limit: 3 });
    const [request] = requests;
    expect([request?.method, request?.url]).toEqual(['POST', `https://gate.example/v1/invoke/${ID}`]);
    expect(request?.headers.get('Authorization')).toBe(`Bearer ${DEMO_KEY}`);
    expect(request?.headers.get('Content-Type')).toBe('application/json');
    expect(await request?.json()).toEqual({ limit: 3 });
  });

  it('acts on behalf of a user: the vendor is asked for a token of that user', async () => {
    const users: unknown[] = [];
    network.use(
      http.post(LOGIN, async ({ request }) => {
        users.push(((await request.clone().json()) as { userId?: string }).userId);
        return undefined;
      }),
    );
    const { gate } = client();
    await gate.huawei.listOngoingWebinars({}, { onBehalfOf: 'li.si' });
    await gate.huawei.listOngoingWebinars({});
    expect(users).toEqual(['li.si', undefined]);
  });

  it('passes on the wanted language and the request id, to the vendor in the end', async () => {
    const seen: (string | null)[] = [];
    network.use(
      http.get(ONGOING, ({ request }) => {
        seen.push(request.headers.get('Accept-Language'), request.headers.get('X-Request-Id'));
        return undefined;
      }),
    );
    await client().gate.huawei.listOngoingWebinars({}, { acceptLanguage: 'en-US', requestId: 'mine-1' });
    expect(seen).toEqual(['en-US', 'mine-1']);
  });

  it('sends no option that was not asked for', async () => {
    const { gate, requests } = client();
    await gate.quanshi.listLiveConferences({});
    const names = [...(requests[0]?.headers.keys() ?? [])];
    expect(names.toSorted()).toEqual(['authorization', 'content-type']);
  });

  it('gives a call up when its signal says so', async () => {
    const { gate } = client();
    const signal = AbortSignal.abort(new Error('enough'));
    expect(await caught(gate.huawei.listOngoingWebinars({}, { signal }))).toMatchObject({
      message: 'enough',
    });
  });

  it.each([
    ['a wrong input', 400, 'invalid-input', {}, { limit: 'many' }],
    ['a wrong key', 401, 'unauthenticated', { apiKey: 'wrong' }, {}],
  ])('throws the problem of %s', async (_, status, slug, options, input) => {
    const { gate } = client(options);
    const error = await caught(gate.huawei.listOngoingWebinars(input as object));
    expect(error).toBeInstanceOf(ClientError);
    const { problem, message } = error as ClientError;
    expect(problem).toMatchObject({ status, type: `https://gate.example/problems/${slug}` });
    expect(message).toBe(`${problem.title}: ${problem.detail}`);
  });

  it.each([
    [404, 'MMC.111070005', 'provider-not-found'],
    [429, 'APIG.0308', 'provider-throttled'],
    [502, 'MMC.111070003', 'provider-failed'],
  ])('throws what the vendor refuses with (%s), and what it said', async (status, code, slug) => {
    network.use(
      http.get(ONGOING, () =>
        HttpResponse.json(
          { error_code: code, error_msg: 'NO' },
          { status: status === 404 ? 400 : status, headers: { 'X-Request-Id': 'theirs' } },
        ),
      ),
    );
    const error = await caught(client().gate.huawei.listOngoingWebinars({}));
    expect(error).toBeInstanceOf(ClientError);
    expect((error as ClientError).problem).toMatchObject({
      status,
      type: `https://gate.example/problems/${slug}`,
      provider: 'huawei',
      providerCode: code,
      providerMessage: 'NO',
      providerRequestId: 'theirs',
    });
  });
});
