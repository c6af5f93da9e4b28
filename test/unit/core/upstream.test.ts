import { delay, HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { LIST, ONGOING, slugOf } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const LIVE = '/v1/quanshi/conferences/live';
/** A token by hand: then the vendor's address may be any, as nobody logs in. */
const at = (QUANSHI_BASE_URL: string, more: object = {}) =>
  bindings({ QUANSHI_BASE_URL, QUANSHI_TOKEN: 'by-hand', ...more });
const page = () => HttpResponse.json({ status: 0, result: { totalCount: 0, confList: [] } });

describe('the address of a vendor', () => {
  it.each([
    'https://other.example',
    'https://other.example/',
    'https://other.example/open',
    'https://other.example/open/',
  ])('is taken as %s, with one slash before the path', async (baseUrl) => {
    const urls: string[] = [];
    network.use(
      http.post('https://other.example/*', ({ request }) => {
        urls.push(request.url);
        return page();
      }),
    );
    expect((await call(LIVE, {}, at(baseUrl))).status).toBe(200);
    expect(urls).toEqual([`${baseUrl.replace(/\/$/, '')}/confopenapi/conference/listbystatus`]);
  });

  it('may be a service binding, which gets the whole request', async () => {
    const requests: Request[] = [];
    const fetch = async (input: string, init: RequestInit) => {
      requests.push(new Request(input, init));
      return page();
    };
    expect((await call(LIVE, {}, at('binding:OTHER', { OTHER: { fetch } }))).status).toBe(200);
    const [request] = requests;
    expect(request?.url).toBe('https://other.binding/confopenapi/conference/listbystatus');
    expect(await request?.json()).toMatchObject({ page: 1, count: 20 });
    const missing = await call(LIVE, {}, at('binding:NOWHERE'));
    expect(await problemOf(missing)).toMatchObject({
      status: 503,
      detail: expect.stringContaining('NOWHERE'),
    });
  });
});

describe('a request to a vendor', () => {
  it('says that its body is JSON in UTF-8, and asks for JSON', async () => {
    const headers: Record<string, string>[] = [];
    network.use(
      http.post('https://other.example/*', ({ request }) => {
        headers.push(Object.fromEntries(request.headers));
        return page();
      }),
    );
    await call(
      LIVE,
      { headers: { 'X-Request-Id': 'mine', 'Accept-Language': 'en-US' } },
      at('https://other.example'),
    );
    expect(headers).toMatchObject([
      {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'accept-language': 'en-US',
        'x-request-id': 'mine',
        token: 'by-hand',
      },
    ]);
  });

  it('is broken off when its caller’s time is over, so that the vendor need not go on', async () => {
    const aborted = vi.fn();
    const fetch = (_: string, { signal }: RequestInit) => {
      signal?.addEventListener('abort', aborted);
      return new Promise<Response>(() => {});
    };
    const hurry = { headers: { 'X-Timeout-Ms': '100' } };
    const response = await call(LIVE, hurry, at('binding:OTHER', { OTHER: { fetch } }));
    expect(await slugOf(response)).toBe('provider-timeout');
    expect(aborted).toHaveBeenCalledTimes(1);
  });

  it('whose answer begins in time and never ends is given up as well', async () => {
    network.use(
      http.get(ONGOING, () => {
        const body = new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"data":[')),
        });
        return new HttpResponse(body);
      }),
    );
    await call('/v1/huawei/conferences/914047175/auth-random', { headers: { 'X-Password': '1' } });
    expect(await slugOf(await call(LIST, { headers: { 'X-Timeout-Ms': '200' } }))).toBe('provider-timeout');
  });
});

describe('a charset', () => {
  const gbk = new Uint8Array([0xbb, 0xe1, 0xd2, 0xe9]);
  const body = (bytes: Uint8Array) => {
    const encode = (text: string) => new TextEncoder().encode(text);
    return new Uint8Array([
      ...encode('{"offset":0,"limit":1,"count":1,"data":[{"subject":"'),
      ...bytes,
      ...encode('"}]}'),
    ]).buffer;
  };
  const subject = async (type: string, bytes: Uint8Array) => {
    network.use(
      http.get(ONGOING, () => new HttpResponse(body(bytes), { headers: { 'Content-Type': type } })),
    );
    const response = await call(LIST);
    return response.ok
      ? ((await response.json()) as { data: { subject: string }[] }).data[0]?.subject
      : slugOf(response);
  };

  it.each([
    ['application/json;charset=GBK', gbk, '会议'],
    ['application/json; charset="gb18030"', gbk, '会议'],
    ["text/plain; Charset='GBK'; q=1", gbk, '会议'],
    ['application/json;charset=GBK', new TextEncoder().encode('会议'), '会议'],
    ['application/json;charset=no-such', new TextEncoder().encode('会议'), '会议'],
    ['application/json;charset=no-such', gbk, 'provider-malformed'],
    ['application/json', gbk, 'provider-malformed'],
  ])('of %j is believed where the bytes are no UTF-8', async (type, bytes, read) => {
    expect(await subject(type, bytes)).toBe(read);
  });
});

it('a vendor that takes its time within the deadline is waited for', async () => {
  network.use(
    http.get(ONGOING, async () => {
      await delay(150);
      return undefined;
    }),
  );
  expect((await call(LIST, { headers: { 'X-Timeout-Ms': '2000' } })).status).toBe(200);
});
