import { describe, expect, it } from 'vitest';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import {
  DAY,
  HUAWEI,
  huaweiCaller,
  huaweiLogin,
  NOW,
  quanshiCaller,
  send,
} from '../../support/simulation.ts';

const RANDOM = `${HUAWEI.random}?conf_id=981326872`;

/** Asks the admin API, with a JSON body where there is one. */
const admin = (vendors: Vendors, method: string, path: string, body?: unknown) =>
  send(vendors, `/__mock${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

describe('/__mock/state', () => {
  it('counts the world and the live tokens of each user, and tells none', async () => {
    const vendors = createVendors({ now: NOW });
    await huaweiLogin(vendors);
    await huaweiLogin(vendors);
    await huaweiLogin(vendors, 'somebody-new');
    await quanshiCaller(vendors);
    const { body } = await admin(vendors, 'GET', '/state');
    expect(body.huawei.ongoingWebinars).toBe(vendors.world.huawei.ongoing('webinar', NOW).length);
    expect(body.huawei.liveTokens).toEqual({ 'demo-app:::72': 2, 'demo-app::somebody-new:72': 1 });
    expect(body.quanshi.liveTokens).toEqual({ 10001: 1 });
    expect(body.clock).toEqual({ now: NOW, iso: '2026-03-02T02:40:00.000Z', speed: 0 });
    expect(body.operations).toContainEqual({
      vendor: 'huawei',
      operation: 'ListOngoingWebinars',
      method: 'GET',
      path: HUAWEI.ongoing,
    });
    const text = JSON.stringify(body);
    for (const token of [...vendors.state.huawei.sessions.keys(), ...vendors.state.quanshi.sessions.keys()])
      expect(text).not.toContain(token);
  });
});

describe('the live tokens', () => {
  it('are those that work: not evicted, ended or expired', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const live = async () => {
      const { huawei, quanshi } = (await admin(vendors, 'GET', '/state')).body;
      return [huawei.liveTokens, quanshi.liveTokens];
    };
    await huaweiLogin(vendors, 'e10007', 50);
    await huaweiLogin(vendors, 'e10007', 50);
    const { accessToken } = (await huaweiLogin(vendors)).body;
    await quanshiCaller(vendors);
    expect(await live()).toEqual([{ 'demo-app::e10007:50': 1, 'demo-app:::72': 1 }, { 10001: 1 }]);
    const init = { method: 'DELETE', headers: { 'X-Access-Token': accessToken } };
    await vendors.fetch(new Request(`https://vendor.test${HUAWEI.token}`, init));
    expect(await live()).toEqual([{ 'demo-app::e10007:50': 1 }, { 10001: 1 }]);
    now += DAY;
    expect(await live()).toEqual([{}, {}]);
  });
});

describe('/__mock/reset', () => {
  it('forgets callers, faults and journal, and brings the clock back', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    vendors.faults.add({ match: { vendor: 'quanshi' }, fault: { type: 'throttled' } });
    vendors.clock.advance(1000);
    await admin(vendors, 'POST', '/reset');
    expect((await call(HUAWEI.ongoing)).status).toBe(401);
    expect(vendors.faults.list()).toEqual([]);
    expect(vendors.state.journal.made).toBe(1);
    expect(vendors.clock.now()).toBe(NOW);
  });

  it('brings back a clock that ran as fast as the options have it, and tells those who wait for it', async () => {
    let machine = NOW;
    const vendors = createVendors({ now: () => machine, speed: 2 });
    let told = 0;
    vendors.clock.onChange(() => told++);
    await admin(vendors, 'PUT', '/clock', { now: '2026-05-01T09:00:00+08:00', speed: 60 });
    told = 0;
    await admin(vendors, 'POST', '/reset');
    machine += 1000;
    expect([vendors.clock.now(), vendors.clock.speed]).toEqual([NOW + 2000, 2]);
    expect(told).toBe(1);
  });

  it('with another seed makes another enterprise, which every route sees', async () => {
    const vendors = createVendors({ now: NOW });
    const names = async () => {
      const { body } = await (await huaweiCaller(vendors))(`${HUAWEI.ongoing}?limit=50`);
      return body.data.map((one: { subject: string }) => one.subject);
    };
    const before = await names();
    expect((await admin(vendors, 'POST', '/reset', { seed: 7 })).body.seed).toBe(7);
    const after = await names();
    expect(after).not.toEqual(before);
    await admin(vendors, 'POST', '/reset', { seed: 42 });
    expect(await names()).toEqual(before);
  });
});

describe('/__mock/clock', () => {
  it('is read, set and advanced', async () => {
    const vendors = createVendors({ now: NOW });
    expect((await admin(vendors, 'GET', '/clock')).body.now).toBe(NOW);
    await admin(vendors, 'PUT', '/clock', { now: '2026-05-01T09:00:00+08:00' });
    expect(vendors.clock.now()).toBe(Date.UTC(2026, 4, 1, 1));
    await admin(vendors, 'POST', '/clock/advance', { by: '15m' });
    expect(vendors.clock.now()).toBe(Date.UTC(2026, 4, 1, 1, 15));
    await admin(vendors, 'PUT', '/clock', { speed: 60 });
    expect(vendors.clock.speed).toBe(60);
  });
});

describe('/__mock/faults', () => {
  it('are added, listed with what they have done, replaced and removed', async () => {
    const vendors = createVendors({ now: NOW });
    const rule = { id: 'down', match: { vendor: 'huawei' }, fault: { type: 'status', status: 503 } };
    expect((await admin(vendors, 'POST', '/faults', rule)).status).toBe(201);
    expect((await send(vendors, HUAWEI.ongoing)).status).toBe(503);
    const listed = (await admin(vendors, 'GET', '/faults')).body;
    expect(listed.faults).toEqual([{ ...rule, matched: 1, struck: 1 }]);
    expect((await admin(vendors, 'DELETE', '/faults/down')).status).toBe(200);
    expect((await admin(vendors, 'DELETE', '/faults/down')).status).toBe(404);
    await admin(vendors, 'PUT', '/faults', { faults: [{ fault: { type: 'throttled' } }] });
    expect(vendors.faults.list().map(({ id }) => id)).toEqual(['throttled-1']);
    await admin(vendors, 'DELETE', '/faults');
    expect((await send(vendors, HUAWEI.ongoing)).status).toBe(401);
  });

  it('stay as they are when a new set of them cannot be read', async () => {
    const vendors = createVendors({ now: NOW, faults: [{ fault: { type: 'throttled' } }] });
    const { status, body } = await admin(vendors, 'PUT', '/faults', [{ fault: { type: 'nothing' } }]);
    expect([status, body.error]).toEqual([
      400,
      expect.stringContaining('faults[0].fault.type must be one of'),
    ]);
    expect(vendors.faults.list()).toHaveLength(1);
  });
});

describe('/__mock/journal', () => {
  it('shows each request with its secrets masked', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    await call(RANDOM, { 'X-Password': '264301', 'X-Request-Id': 'mine' });
    const quanshi = await quanshiCaller(vendors);
    const attendeeJoinUrl = 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk';
    const token = [...vendors.state.quanshi.sessions.keys()][0] ?? '';
    await quanshi('/confopenapi/conference/getByJoinUrl', { attendeeJoinUrl, token });
    const { body } = await admin(vendors, 'GET', '/journal');
    const [login, random, , lookup] = body.entries;
    expect(login).toMatchObject({ operation: 'CreateAppIdToken', status: 200, at: NOW });
    expect(login.headers.authorization).toBe('***');
    expect(login.body).toMatchObject({ appId: 'demo-app', clientType: 72 });
    expect(random.headers).toMatchObject({ 'x-password': '***', 'x-request-id': 'mine' });
    expect(lookup.body).toEqual({ attendeeJoinUrl: '***', token: '***' });
    const text = JSON.stringify(body);
    for (const secret of ['264301', token, attendeeJoinUrl, ...vendors.state.huawei.sessions.keys()])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/signature=[0-9a-f]/);
  });

  it('masks a CheckSum, and every secret member of a query wherever it stands', async () => {
    const vendors = createVendors({ now: NOW });
    await quanshiCaller(vendors);
    await send(vendors, `${HUAWEI.ongoing}?limit=1&token=one&searchKey=a&random=two`);
    await send(vendors, `${HUAWEI.ongoing}?password=three&X-Token-Type=four`);
    const [token, list, other] = (await admin(vendors, 'GET', '/journal')).body.entries;
    expect(token.headers).toMatchObject({ checksum: '***', nonce: '571163', curtime: String(NOW) });
    expect(list.query).toBe('?limit=1&token=***&searchKey=a&random=***');
    expect(other.query).toBe('?password=***&X-Token-Type=***');
  });

  it('shows what was refused, why, and which fault it was', async () => {
    const vendors = createVendors({ now: NOW });
    await send(vendors, HUAWEI.ongoing);
    vendors.faults.add({ id: 'slow', fault: { type: 'latency', ms: 1 } });
    await send(vendors, `${HUAWEI.ongoing}?limit=x&searchKey=a`);
    await send(vendors, '/v1/nothing');
    const { entries } = (await admin(vendors, 'GET', '/journal')).body;
    expect(entries[0]).toMatchObject({ status: 401, hint: expect.stringContaining('X-Access-Token') });
    expect(entries[1]).toMatchObject({ faults: ['slow'], query: '?limit=x&searchKey=a' });
    expect(entries[2]).toMatchObject({ vendor: null, operation: null, status: 404, path: '/v1/nothing' });
  });

  it('is filtered, counted and cleared', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    for (const limit of [1, 2, 2]) await call(`${HUAWEI.ongoing}?limit=${limit}`);
    const count = async (query: string) => (await admin(vendors, 'GET', `/journal?${query}`)).body.count;
    expect(await count('operation=ListOngoingWebinars')).toBe(3);
    expect(await count('query.limit=2&status=200')).toBe(2);
    expect(await count('header.X-Access-Token=*')).toBe(3);
    expect(await count('vendor=quanshi')).toBe(0);
    expect(await count('after=3')).toBe(1);
    expect((await admin(vendors, 'GET', '/journal?limit=1')).body).toMatchObject({
      count: 4,
      entries: [{ number: 4 }],
    });
    await admin(vendors, 'DELETE', '/journal');
    expect(await count('')).toBe(0);
    await call(HUAWEI.ongoing);
    expect((await admin(vendors, 'GET', '/journal')).body.entries).toMatchObject([{ number: 5 }]);
  });

  it('keeps the last ones only', async () => {
    const vendors = createVendors({ now: NOW, journal: 3 });
    for (let n = 0; n < 10; n++) await send(vendors, HUAWEI.ongoing);
    const { body } = await admin(vendors, 'GET', '/journal');
    expect(body.entries.map((one: { number: number }) => one.number)).toEqual([8, 9, 10]);
    expect([body.made, body.dropped, vendors.state.journal.ring.length]).toEqual([10, 7, 3]);
  });
});

describe('/__mock/expect', () => {
  const twice = async (journal = 100) => {
    const vendors = createVendors({ now: NOW, journal });
    await send(vendors, HUAWEI.ongoing);
    await send(vendors, HUAWEI.ongoing);
    return (expectation: object) => admin(vendors, 'POST', '/expect', expectation);
  };

  it.each([
    [{ atLeast: 2 }, 200],
    [{ atLeast: 3 }, 417],
    [{ atMost: 2 }, 200],
    [{ atMost: 1 }, 417],
    [{ exactly: 2 }, 200],
    [{ exactly: 1 }, 417],
    [{ atLeast: 1, atMost: 3 }, 200],
    [{ match: { operation: 'CreateAuthRandom' }, exactly: 0 }, 200],
    [{ match: { status: 200 }, atLeast: 1 }, 417],
  ])('%j answers %i', async (expectation, status) => {
    const answer = await (await twice())(expectation);
    expect(answer.status).toBe(status);
    expect(answer.body.seen).toHaveLength(answer.body.count);
  });

  it('answers 409 where the journal has lost what it would take to know', async () => {
    const ask = await twice(1);
    const [exactly, enough] = [await ask({ exactly: 2 }), await ask({ atLeast: 1 })];
    expect([exactly.status, exactly.body.outcome]).toEqual([409, 'unknown']);
    expect(exactly.body.error).toContain('--journal');
    expect(enough.status).toBe(200);
    expect((await ask({ exactly: 0 })).status).toBe(417);
  });
});

describe('the admin API', () => {
  it.each([
    ['POST', '/reset', { seed: -1 }, 'seed must be'],
    ['POST', '/reset', { sead: 1 }, 'no member "sead"'],
    ['POST', '/reset', '[1]', 'must be a JSON object'],
    ['PUT', '/clock', {}, 'now, speed or both'],
    ['PUT', '/clock', { now: '2026-03-02T09:00:00' }, 'now must be ISO 8601 with an offset'],
    ['PUT', '/clock', { speed: -1 }, 'speed must be'],
    ['POST', '/clock/advance', { by: 'soon' }, 'by must be'],
    ['POST', '/clock/advance', { by: 8e15 }, 'beyond'],
    ['POST', '/faults', '{', 'the body must be JSON'],
    ['POST', '/faults', { fault: { type: 'x' } }, 'fault.type must be one of'],
    ['POST', '/expect', { match: {} }, 'one of atLeast, atMost and exactly'],
    ['POST', '/expect', { match: { operatoin: 'x' }, exactly: 1 }, 'operatoin'],
    ['GET', '/journal?status=many', undefined, 'status'],
    ['GET', '/journal?limit=-1', undefined, 'limit must be'],
  ])('refuses %s %s %j: %s', async (method, path, sent, message) => {
    const { status, body } = await admin(createVendors({ now: NOW }), method, path, sent);
    expect([status, body.error]).toEqual([400, expect.stringContaining(message)]);
  });

  it('has nothing else', async () => {
    expect((await admin(createVendors(), 'GET', '/nothing')).status).toBe(404);
  });

  it('is out of reach for the pages of other sites', async () => {
    const vendors = createVendors({ now: NOW });
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await send(vendors, '/__mock/reset', { method: 'POST', headers })).status).toBe(403);
  });

  it('is no part of the journal', async () => {
    const vendors = createVendors({ now: NOW });
    await admin(vendors, 'GET', '/state');
    expect(vendors.state.journal.made).toBe(0);
  });
});
