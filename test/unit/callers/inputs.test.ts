import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { call, invoke, problemOf } from '../../support/gateway.ts';
import { LIST } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();

describe('an input', () => {
  it.each([
    ['nested deeper than any answer', `{"page":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['that reaches for the prototype', '{"__proto__":{"page":1},"constructor":{}}'],
    ['with a number beyond all numbers', '{"page":1e999}'],
  ])('%s is refused', async (_, body) => {
    expect((await invoke('quanshi.listLiveConferences', body)).status).toBe(400);
  });

  it.each(['..%2F..%2Fv2%2Fusg', '%2e%2e', 'a%00b', 'a%0d%0aX-Evil:1', 'a?b', '%E4%BC%9A', 'x'.repeat(65)])(
    'in the path, %s, never reaches the vendor',
    async (id) => {
      let asked = 0;
      network.use(
        http.all('*/v2/mms/*', () => {
          asked++;
          return undefined;
        }),
      );
      const response = await call(`/v1/huawei/conferences/${id}/auth-random`);
      expect([400, 404]).toContain(response.status);
      expect(asked).toBe(0);
    },
  );

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://n.qsh1.cn/k/x',
    '//n.qsh1.cn/k/x',
    'https://n.qsh1.cn/k/\u0000',
    `https://n.qsh1.cn/${'x'.repeat(512)}`,
  ])('as join link, %j, is refused', async (attendeeJoinUrl) => {
    const response = await invoke('quanshi.getConferenceByJoinUrl', { attendeeJoinUrl });
    expect(await problemOf(response)).toMatchObject({ status: 400, errors: [{ field: 'attendeeJoinUrl' }] });
  });

  it.each([' https://n.qsh1.cn/k/ab ', 'https://n.qsh1.cn/k/a\r\nb', 'https://n.qsh1.cn/k/a\tb'])(
    'as join link, %j, reaches the vendor clean',
    async (attendeeJoinUrl) => {
      const sent: unknown[] = [];
      network.use(
        http.post('*/confopenapi/conference/getByJoinUrl', async ({ request }) => {
          sent.push(await request.json());
          return HttpResponse.json({ status: 0, result: [] });
        }),
      );
      expect((await invoke('quanshi.getConferenceByJoinUrl', { attendeeJoinUrl })).status).toBe(200);
      expect(sent).toEqual([{ attendeeJoinUrl: 'https://n.qsh1.cn/k/ab' }]);
    },
  );

  it.each([
    ['Authorization', `Bearer ${'x'.repeat(600)}`, 401],
    ['X-Account', 'x'.repeat(65), 400],
    ['X-Timeout-Ms', '1'.repeat(9), 400],
    ['Accept-Language', 'x'.repeat(129), 400],
    ['X-On-Behalf-Of', 'x'.repeat(129), 400],
  ])('in the header %s is refused where it is too long', async (name, value, status) => {
    expect((await call(LIST, { headers: { [name]: value } })).status).toBe(status);
  });

  it('as request id is taken where it is plain, and replaced where it is not', async () => {
    const id = async (given: string) =>
      (await call('/healthz', { headers: { 'X-Request-Id': given } })).headers.get('X-Request-Id');
    expect(await id('a-b_c=1')).toBe('a-b_c=1');
    for (const odd of ['<script>', '{"a":1}', 'a b', 'x'.repeat(256)])
      expect(await id(odd)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a request id', () => {
  const random = (password: string) => ({
    path: '/v1/huawei/conferences/914047175/auth-random',
    headers: { 'X-Password': password },
  });
  const idOf = async (given: string, path = LIST, headers: Record<string, string> = {}) => {
    const response = await call(path, { headers: { 'X-Request-Id': given, ...headers } });
    const id = response.headers.get('X-Request-Id') ?? '';
    // The one that is told is the one that was sent, logged and filed.
    expect((await call(`/v1/receipts/${id}`)).status).toBe(200);
    return id;
  };
  const MADE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  it.each([
    ['is a secret input, however short', '123', '123'],
    ['holds a secret input', 'of-12345678-mine', '12345678'],
  ])('that %s is replaced', async (_, given, password) => {
    const { path, headers } = random(password);
    expect(await idOf(given, path, headers)).toMatch(MADE);
  });

  it.each([
    ['holds a short secret input by chance', 'of-1234567-mine', '1234567'],
    ['has nothing to do with it', 'mine', '12345678'],
  ])('that %s is kept', async (_, given, password) => {
    const { path, headers } = random(password);
    expect(await idOf(given, path, headers)).toBe(given);
  });

  it('that is what was searched for is replaced', async () => {
    expect(await idOf('zhangsan', `${LIST}&searchKey=zhangsan`)).toMatch(MADE);
  });

  it.each(['meetgate-demo-key', 'a-meetgate-demo-key-b'])(
    'that holds the caller’s key (%s) is replaced',
    async (given) => {
      expect(await idOf(given)).toMatch(MADE);
      expect(await idOf(given, LIST, { Authorization: 'bearer   meetgate-demo-key' })).toMatch(MADE);
    },
  );

  it('that was replaced is also the one that the vendor gets', async () => {
    const sent: (string | null)[] = [];
    network.use(
      http.get('*/v2/mms/*', ({ request }) => {
        sent.push(request.headers.get('X-Request-Id'));
        return undefined;
      }),
    );
    const { path, headers } = random('12345678');
    const id = await idOf('12345678', path, headers);
    expect(sent).toEqual([id]);
  });
});
