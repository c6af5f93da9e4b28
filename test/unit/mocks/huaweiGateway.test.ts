import { describe, expect, it } from 'vitest';
import random from '../../../fixtures/documents/huawei.createAuthRandom.response.json';
import ongoing from '../../../fixtures/documents/huawei.listOngoingWebinars.response.json';
import attendance from '../../../fixtures/documents/huawei.searchAttendanceRecords.response.json';
import { DOCUMENTED_TOKENS } from '../../../mocks/huawei/world/documented.ts';
import type { VendorsOptions } from '../../../mocks/options.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, NOW, send } from '../../support/simulation.ts';

const ATTENDANCE =
  '/v1/mmc/management/conferences/history/confAttendeeRecord?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e';
const RANDOM = `${HUAWEI.random}?conf_id=914047175`;
const DEBUG = { 'X-Apig-Mode': 'debug' };

describe('throttling', () => {
  const setUp = async (huawei: NonNullable<VendorsOptions['huawei']>) => {
    let now = NOW;
    const vendors = createVendors({ now: () => now, huawei });
    return {
      vendors,
      pass: (ms: number) => {
        now += ms;
      },
      one: await huaweiCaller(vendors, 'one'),
      other: await huaweiCaller(vendors, 'other'),
    };
  };

  it('is off by default, though the gateway counts', async () => {
    const { one } = await setUp({});
    for (let i = 0; i < 101; i++) expect((await one(HUAWEI.ongoing)).status).toBe(200);
    expect((await one(HUAWEI.ongoing, DEBUG)).headers.get('X-Apig-RateLimit-api')).toBe(
      'remain:0,limit:100,time:1 minute',
    );
  });

  it('counts by operation, user and minute of the simulation’s clock', async () => {
    const { one, other, pass } = await setUp({ throttle: true, callsPerMinute: 3 });
    for (let i = 0; i < 3; i++) expect((await one(HUAWEI.ongoing)).status).toBe(200);
    const refused = await one(HUAWEI.ongoing);
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({
      error_msg:
        'The throttling threshold has been reached: policy user over ratelimit,limit:3,time:1 minute',
      error_code: 'APIG.0308',
      request_id: refused.headers.get('X-Request-Id'),
    });
    expect(refused.hint).toContain('4 calls in 1 minute');
    expect((await one(ATTENDANCE)).status).toBe(200);
    expect((await other(HUAWEI.ongoing)).status).toBe(200);
    pass(60_000);
    expect((await one(HUAWEI.ongoing)).status).toBe(200);
  });

  it('can be set for single operations, and for all calls of a second', async () => {
    const single = await setUp({ throttle: true, callsPerMinuteOf: { ListOngoingWebinars: 1 } });
    expect([(await single.one(HUAWEI.ongoing)).status, (await single.one(HUAWEI.ongoing)).status]).toEqual([
      200, 429,
    ]);
    // The two logins count as well.
    const all = await setUp({ throttle: true, callsPerSecond: 3 });
    expect([(await all.one(HUAWEI.ongoing)).status, (await all.one(HUAWEI.ongoing)).status]).toEqual([
      200, 429,
    ]);
    all.pass(1000);
    expect((await all.one(HUAWEI.ongoing)).status).toBe(200);
  });

  it('is told only to who asks for debug mode, and truly', async () => {
    const { one } = await setUp({});
    expect((await one(HUAWEI.ongoing)).headers.has('X-Apig-RateLimit-api')).toBe(false);
    const { headers } = await one(HUAWEI.ongoing, DEBUG);
    expect(headers.get('X-Apig-RateLimit-api')).toBe('remain:98,limit:100,time:1 minute');
    expect(headers.get('X-Apig-RateLimit-api-allenv')).toBe('remain:196,limit:200,time:1 second');
    expect(Number(headers.get('X-Apig-Latency'))).toBeGreaterThan(
      Number(headers.get('X-Apig-Upstream-Latency')),
    );
  });
});

describe('the gateway', () => {
  it.each([
    ['a long URI', 414, `${HUAWEI.ongoing}?searchKey=${'x'.repeat(33_000)}`, {}],
    ['large headers', 494, HUAWEI.ongoing, { 'X-Large': 'x'.repeat(33_000) }],
    ['a broken percent sign', 400, `${HUAWEI.ongoing}?searchKey=%E5%91`, {}],
  ])('refuses %s with APIG.0201 and %i', async (_, status, path, headers) => {
    const answer = await send(createVendors({ now: NOW }), path, { headers });
    expect([answer.status, answer.body.error_code]).toEqual([status, 'APIG.0201']);
    expect(answer.body.request_id).toBe(answer.headers.get('X-Request-Id'));
    expect(answer.hint).toBeTruthy();
  });

  it('refuses a large body with 413', async () => {
    const answer = await send(createVendors({ now: NOW }), '/v2/usg/acs/auth/appauth', {
      method: 'POST',
      body: 'x'.repeat(12 * 1024 * 1024 + 1),
    });
    expect([answer.status, answer.body.error_code]).toEqual([413, 'APIG.0201']);
  });
});

describe('an answer’s bytes and headers', () => {
  const raw = async (path: string, headers: Record<string, string>) => {
    const response = await createVendors({ now: NOW }).fetch(
      new Request(`https://vendor.test${path}`, { headers }),
    );
    return { headers: response.headers, text: await response.text() };
  };
  const [list = '', records = ''] = DOCUMENTED_TOKENS.keys();

  it('are compact JSON in UTF-8, unescaped, in the printed order: 134 bytes and the printed Etag', async () => {
    const { text, headers } = await raw(RANDOM, { 'X-Password': '123456' });
    expect(text).toBe(JSON.stringify(random.body));
    expect(new TextEncoder().encode(text).length).toBe(Number(random.headers['Content-Length']));
    expect(headers.get('Etag')).toBe(random.headers.Etag);
  });

  it.each([
    [
      'listOngoingWebinars',
      `${HUAWEI.ongoing}?limit=10&offset=0`,
      { 'X-Access-Token': list, ...DEBUG },
      ongoing,
    ],
    ['searchAttendanceRecords', ATTENDANCE, { 'X-Access-Token': records }, attendance],
    ['createAuthRandom', RANDOM, { 'X-Password': '123456' }, random],
  ])('carry every header printed for %s, and no other', async (_, path, sent, printed) => {
    const { headers } = await raw(path, sent);
    // These belong to the connection, whose server writes them.
    const ofConnection = ['transfer-encoding', 'connection', 'content-length'];
    const names = (all: Iterable<string>) =>
      [...all]
        .map((name) => name.toLowerCase())
        .filter((name) => !ofConnection.includes(name))
        .sort();
    expect(names(headers.keys())).toEqual(names(Object.keys(printed.headers)));
    const changing = /date|request-?id|latency|service-time|http_proxy_id/i;
    for (const [name, value] of Object.entries(printed.headers))
      if (!changing.test(name) && !ofConnection.includes(name.toLowerCase()))
        expect([name, headers.get(name)]).toEqual([name, value]);
  });
});
