import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_TYPES } from '../../../mocks/faults/faultTypes.ts';
import { faultReader } from '../../../mocks/faults/readFaults.ts';
import { createNetwork } from '../../../mocks/network.ts';
import type { FaultRule } from '../../../mocks/options.ts';
import { VENDOR_IDS } from '../../../mocks/registry.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import {
  HUAWEI,
  huaweiCaller,
  huaweiLogin,
  NOW,
  QUANSHI,
  quanshiCaller,
  send,
} from '../../support/simulation.ts';

const HUAWEI_LIST = { operation: 'ListOngoingWebinars' } as const;
const QUANSHI_LIST = { operation: 'ListByStatus' } as const;

const { readFaults } = faultReader(VENDOR_IDS);

/** A simulation with one fault, and a caller of each vendor's. */
async function faulty(rule: FaultRule) {
  const vendors = createVendors({ now: NOW });
  const [huawei, quanshi] = [await huaweiCaller(vendors), await quanshiCaller(vendors)];
  vendors.faults.add(rule);
  const token = [...vendors.state.huawei.sessions.keys()][0] ?? '';
  /** The answer itself, for what is no JSON. */
  const raw = (path = HUAWEI.ongoing) =>
    vendors.fetch(new Request(`https://vendor.test${path}`, { headers: { 'X-Access-Token': token } }));
  return { vendors, huawei, quanshi, raw };
}

describe('a fault happens to', () => {
  const refused = { type: 'status', status: 503 } as const;
  const statuses = async (match: FaultRule['match'], calls = 4, headers: Record<string, string> = {}) => {
    const { huawei } = await faulty({ match, fault: refused });
    const seen: number[] = [];
    for (let n = 0; n < calls; n++) seen.push((await huawei(HUAWEI.ongoing, headers)).status);
    return seen;
  };

  it('every request where nothing is matched', async () => {
    expect(await statuses({})).toEqual([503, 503, 503, 503]);
  });
  it('its vendor and operation only', async () => {
    expect(await statuses({ vendor: 'quanshi' })).toEqual([200, 200, 200, 200]);
    expect(await statuses({ operation: 'CreateAuthRandom' })).toEqual([200, 200, 200, 200]);
    expect(await statuses({ vendor: 'huawei', ...HUAWEI_LIST })).toEqual([503, 503, 503, 503]);
  });
  it('the nth that matches', async () => {
    expect(await statuses({ nth: 2 })).toEqual([200, 503, 200, 200]);
  });
  it('the nth that matches, where it may happen once', async () => {
    expect(await statuses({ nth: 3, count: 1 })).toEqual([200, 200, 503, 200]);
    expect(await statuses({ nth: 1, count: 2 })).toEqual([503, 200, 200, 200]);
  });
  it('so many and no more', async () => {
    expect(await statuses({ count: 2 })).toEqual([503, 503, 200, 200]);
  });
  it('requests with a header', async () => {
    expect(await statuses({ header: { 'x-test': 'a' } }, 1, { 'X-Test': 'a' })).toEqual([503]);
    expect(await statuses({ header: { 'x-test': '*' } }, 1, { 'X-Test': 'b' })).toEqual([503]);
    expect(await statuses({ header: { 'x-test': 'a' } }, 1, { 'X-Test': 'b' })).toEqual([200]);
  });
  it('a share of them, the same for the same seed', async () => {
    const one = await statuses({ probability: 0.3, seed: 1 }, 60);
    const struck = one.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(8);
    expect(struck).toBeLessThan(30);
    expect(await statuses({ probability: 0.3, seed: 1 }, 60)).toEqual(one);
    expect(await statuses({ probability: 0.3, seed: 2 }, 60)).not.toEqual(one);
  });
});

describe('the fault', () => {
  it.each([
    ['fixed', 60, 60],
    ['uniform', { min: 40, max: 80 }, 40],
    ['lognormal', { median: 80, sigma: 0.1 }, 40],
  ] as const)('latency (%s) holds a good answer up', async (_, ms, least) => {
    const { huawei } = await faulty({ fault: { type: 'latency', ms } });
    const start = Date.now();
    const { status, hint } = await huawei(HUAWEI.ongoing);
    expect(status).toBe(200);
    expect(hint).toContain('latency');
    expect(Date.now() - start).toBeGreaterThanOrEqual(least - 2);
  });

  it('slow-drip sends the same body in pieces', async () => {
    const { raw, vendors } = await faulty({ fault: { type: 'slow-drip', bytes: 1500, everyMs: 5 } });
    const reader = (await raw()).body?.getReader();
    const pieces: Uint8Array[] = [];
    for (let next = await reader?.read(); next?.value; next = await reader?.read()) pieces.push(next.value);
    expect(pieces.length).toBeGreaterThan(2);
    vendors.faults.clear();
    const whole = await (await raw()).arrayBuffer();
    expect(pieces.reduce((sum, one) => sum + one.length, 0)).toBe(whole.byteLength);
  });

  it('status is the vendor’s own error, or the one that is given', async () => {
    const own = await faulty({ fault: { type: 'status', status: 500 } });
    const huawei = await own.huawei(HUAWEI.ongoing);
    expect([huawei.status, huawei.body]).toEqual([
      500,
      { error_code: 'MMC.111070003', error_msg: 'CONF_EXCEPTION' },
    ]);
    const quanshi = await own.quanshi(QUANSHI.live, {});
    expect([quanshi.status, quanshi.body.result]).toEqual([500, null]);
    expect(quanshi.body.status).not.toBe(0);
    const given = await faulty({
      fault: { type: 'status', status: 403, code: 'MMC.111070010', message: 'ROLE' },
    });
    expect((await given.huawei(HUAWEI.ongoing)).body).toMatchObject({
      error_code: 'MMC.111070010',
      error_msg: 'ROLE',
    });
  });

  it('throttled is 429 APIG.0308 at Huawei, a failure in an HTTP 200 at Quanshi', async () => {
    const { huawei, quanshi } = await faulty({ fault: { type: 'throttled', limit: 7 } });
    const refused = await huawei(HUAWEI.ongoing);
    expect([refused.status, refused.body.error_code]).toEqual([429, 'APIG.0308']);
    expect(refused.body.error_msg).toContain('policy user over ratelimit,limit:7,time:1 minute');
    expect(refused.body.request_id).toBe(refused.headers.get('X-Request-Id'));
    const live = await quanshi(QUANSHI.live, {});
    expect([live.status, live.body.status === 0]).toEqual([200, false]);
  });

  it('malformed-json cannot be parsed though it says it is JSON', async () => {
    const response = await (await faulty({ fault: { type: 'malformed-json' } })).raw();
    expect(response.headers.get('Content-Type')).toContain('application/json');
    await expect(response.json()).rejects.toThrow();
  });

  it('wrong-content-type says that good JSON is something else', async () => {
    const response = await (await faulty({ fault: { type: 'wrong-content-type' } })).raw();
    expect(response.headers.get('Content-Type')).toBe('text/plain');
    expect(await response.json()).toMatchObject({ offset: 0 });
  });

  it('html-error-page is what a proxy in between says', async () => {
    const response = await (await faulty({ fault: { type: 'html-error-page' } })).raw();
    expect([response.status, response.headers.get('Content-Type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toMatch(/^<html>/);
  });

  it('wrong-charset names another encoding than the bytes have', async () => {
    const response = await (await faulty({ fault: { type: 'wrong-charset' } })).raw();
    expect(response.headers.get('Content-Type')).toContain('charset=GBK');
    expect(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await response.arrayBuffer()),
    ).toContain('研讨会');
  });

  it('repeated-last-page never lets a caller come to an end', async () => {
    const { huawei, quanshi, vendors } = await faulty({ fault: { type: 'repeated-last-page' } });
    const pages = (page: number) =>
      quanshi(QUANSHI.live, { page, count: 20 }).then(({ body }) => body.result);
    const first = await pages(1);
    const last = Math.ceil(first.totalCount / 20);
    const ids = (result: { confList: { eventId: number }[] }) => result.confList.map((one) => one.eventId);
    expect(ids(await pages(1))).toEqual(ids(first));
    expect(ids(await pages(last + 5))).toEqual(ids(await pages(last)));
    const uuid = '9a0fa6d10a5b11eaae5e191763c22c0e';
    const path = `/v1/mmc/management/conferences/history/confAttendeeRecord?confUUID=${uuid}&limit=1`;
    const rows = async (offset: number) => (await huawei(`${path}&offset=${offset}`)).body.data;
    expect(await rows(9)).toEqual(await rows(1));
    vendors.faults.clear();
    expect(await rows(9)).toEqual([]);
  });

  it('repeated-last-page begins where the offset is the count, also where the last page is full', async () => {
    const { huawei, quanshi } = await faulty({ fault: { type: 'repeated-last-page' } });
    const ids = async (page: number, count: number) =>
      (await quanshi(QUANSHI.live, { page, count })).body.result.confList.map(
        (one: { eventId: number }) => one.eventId,
      );
    const count: number = (await quanshi(QUANSHI.live, {})).body.result.totalCount;
    const half = Math.ceil(count / 2);
    expect(await ids(3, half)).toEqual(await ids(2, half));
    expect(await ids(2, count)).toEqual(await ids(1, count));
    expect(await ids(count + 1, 1)).toEqual(await ids(count, 1));
    const path = `${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`;
    const rows = async (query: string) => (await huawei(`${path}&${query}`)).body.data;
    expect(await rows('limit=1&offset=2')).toEqual(await rows('limit=1&offset=1'));
    expect(await rows('limit=2&offset=2')).toEqual(await rows('limit=2&offset=0'));
    expect(await rows('limit=1&offset=1')).toHaveLength(1);
  });

  it('token-revoked takes the token away for good', async () => {
    const { huawei, quanshi, vendors } = await faulty({
      match: { count: 1 },
      fault: { type: 'token-revoked' },
    });
    expect((await huawei(HUAWEI.ongoing)).body.error_code).toBe('USG.000000004');
    expect((await huawei(HUAWEI.ongoing)).body.error_code).toBe('USG.000000004');
    vendors.faults.add({ fault: { type: 'token-revoked' } });
    expect((await quanshi(QUANSHI.live, {})).body.msg).toBe('invalid token');
  });

  it('token-evicted is what the 65th login does to the first', async () => {
    const { huawei, quanshi } = await faulty({ fault: { type: 'token-evicted' } });
    expect((await huawei(HUAWEI.ongoing)).body.error_code).toBe('USG.206020002');
    expect((await quanshi(QUANSHI.live, {})).body.msg).toBe('token expired');
  });

  it('clock-skewed puts the vendor’s clock wrong for one request', async () => {
    const { huawei } = await faulty({
      match: { ...HUAWEI_LIST, count: 1 },
      fault: { type: 'clock-skewed', byMs: 90_000_000 },
    });
    const skewed = await huawei(HUAWEI.ongoing);
    expect([skewed.status, skewed.headers.get('Date')]).toEqual([401, 'Tue, 03 Mar 2026 03:40:00 GMT']);
    expect((await huawei(HUAWEI.ongoing)).status).toBe(200);
  });

  it('stale-list shows what ran a while ago, under today’s date', async () => {
    const { quanshi, vendors } = await faulty({
      match: QUANSHI_LIST,
      fault: { type: 'stale-list', ageMs: 7_200_000 },
    });
    const stale = await quanshi(QUANSHI.live, { count: 100 });
    const ids = stale.body.result.confList.map((one: { eventId: number }) => one.eventId);
    expect(ids).toEqual(vendors.world.quanshi.live(NOW - 7_200_000).map((one) => one.eventId));
    expect(ids).not.toEqual(vendors.world.quanshi.live(NOW).map((one) => one.eventId));
    expect(stale.headers.get('Date')).toBe(new Date(NOW).toUTCString());
  });

  it('of a login is one that callers meet as well', async () => {
    const { vendors } = await faulty({
      match: { operation: 'CreateAppIdToken' },
      fault: { type: 'throttled' },
    });
    expect((await huaweiLogin(vendors)).status).toBe(429);
  });
});

describe('where there is no socket', () => {
  it.each(['connection-reset', 'empty-response', 'half-body', 'malformed-chunk'] as const)(
    '%s breaks the body off, and says what could not be done',
    async (type) => {
      const response = await (await faulty({ fault: { type } })).raw();
      expect(response.headers.get('X-Mock-Hint')).toContain(type);
      if (type !== 'half-body') expect(response.headers.get('X-Mock-Hint')).toContain('no socket');
      await expect(response.text()).rejects.toThrow('broke off');
    },
  );

  describe('under MSW', () => {
    const vendors = createVendors({ now: NOW });
    const network = createNetwork(vendors);
    beforeAll(() => network.enable());
    afterAll(() => network.disable());

    it.each(['connection-reset', 'empty-response'] as const)('%s fails the request', async (type) => {
      vendors.faults.add({ id: 'one', fault: { type } });
      await expect(fetch(`https://api.meeting.huaweicloud.com${HUAWEI.ongoing}`)).rejects.toThrow();
    });

    it('half-body fails the reading', async () => {
      vendors.faults.add({ id: 'one', fault: { type: 'half-body' } });
      const response = await fetch(`https://api.meeting.huaweicloud.com${HUAWEI.ongoing}`);
      await expect(response.text()).rejects.toThrow();
    });
  });
});

describe('several faults', () => {
  it('add their delays and fail once, by the first', async () => {
    const vendors = createVendors({
      now: NOW,
      faults: [
        { fault: { type: 'latency', ms: 20 } },
        { fault: { type: 'status', status: 502 } },
        { fault: { type: 'latency', ms: 20 } },
        { fault: { type: 'status', status: 504 } },
      ],
    });
    const start = Date.now();
    const { status, hint } = await send(vendors, HUAWEI.ongoing);
    expect(Date.now() - start).toBeGreaterThanOrEqual(38);
    expect(status).toBe(502);
    expect(hint).toBe('fault latency-1 (latency); fault status-1 (status); fault latency-2 (latency)');
  });
});

describe('a fault that is put in force by code', () => {
  it('gets the defaults of what it leaves out, and keeps what it says', () => {
    const { faults } = createVendors();
    expect(faults.add({ fault: { type: 'slow-drip', bytes: 8 } }).fault).toEqual({
      type: 'slow-drip',
      bytes: 8,
      everyMs: 50,
    });
    expect(faults.add({ id: 'a', fault: { type: 'half-body' } })).toEqual({
      id: 'a',
      match: {},
      fault: { type: 'half-body' },
      matched: 0,
      struck: 0,
    });
  });

  it('must be one that there is', () => {
    const wrong = { fault: { type: 'letency' } } as unknown as FaultRule;
    expect(() => createVendors().faults.add(wrong)).toThrow('fault.type must be one of latency, slow-drip');
  });

  it('has the defaults that it has as text', () => {
    const { faults } = createVendors();
    const rules: readonly FaultRule[] = [
      { fault: { type: 'slow-drip' } },
      { fault: { type: 'throttled' } },
      { fault: { type: 'wrong-content-type' } },
      { fault: { type: 'html-error-page' } },
      { fault: { type: 'wrong-charset' } },
      { fault: { type: 'stale-list' } },
    ];
    expect(rules.map((rule) => faults.add(rule).fault)).toEqual(readFaults(rules).map(({ fault }) => fault));
  });
});

describe('a description of faults', () => {
  it('knows each of them', () => {
    expect(FAULT_TYPES).toHaveLength(17);
    const needs: Record<string, object> = {
      latency: { ms: 1 },
      status: { status: 500 },
      'clock-skewed': { byMs: 1 },
    };
    expect(readFaults(FAULT_TYPES.map((type) => ({ fault: { type, ...needs[type] } })))).toHaveLength(17);
  });

  it.each([
    [{}, 'the faults must be an array'],
    [{ faults: [], more: 1 }, 'nothing beside it'],
    [[{ fault: { type: 'letency' } }], 'faults[0].fault.type must be one of latency, slow-drip'],
    [[{ fault: { type: 'status', status: 99 } }], 'faults[0].fault.status'],
    [[{ fault: { type: 'status' } }], 'faults[0].fault.status is missing'],
    [[{ fault: { type: 'latency', ms: 'long' } }], 'faults[0].fault.ms must'],
    [[{ fault: { type: 'latency', ms: { min: 9, max: 1 } } }], 'faults[0].fault.ms must'],
    [
      [{ match: { opration: 'x' }, fault: { type: 'half-body' } }],
      'faults[0].match has no member "opration"',
    ],
    [[{ match: { probability: 2 }, fault: { type: 'half-body' } }], 'faults[0].match.probability'],
    [[{ match: { nth: 0 }, fault: { type: 'half-body' } }], 'faults[0].match.nth'],
    [[{ fault: { type: 'half-body' } }, {}], 'faults[1].fault is missing'],
  ])('%j is refused: %s', (value, message) => expect(() => readFaults(value)).toThrow(message));
});
