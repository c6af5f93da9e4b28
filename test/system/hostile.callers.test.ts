import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import listed from '../../functions/assets/operations.json' with { type: 'json' };
import { type Act, type Attacked, apiKey, behaved, json, startAttacked } from '../support/hostile.ts';

const WRANGLER = readFileSync(join(import.meta.dirname, '../../wrangler.toml'), 'utf8');
/** The demo key as `npm start` has it, and three callers who can do nothing but read. */
const DEMO = JSON.parse(/^API_KEYS = '(.+)'$/m.exec(WRANGLER)?.[1] ?? '[]') as object[];
const CALLERS = ['kiosk', 'desk', 'wall'] as const;
const API = 'huawei/default/huawei.listOngoingWebinars';

let attacked: Attacked;
beforeEach(async () => {
  const keys = await Promise.all(CALLERS.map((name) => apiKey(`key-of-${name}`, { name, scopes: ['read'] })));
  attacked = await startAttacked({ API_KEYS: JSON.stringify([...DEMO, ...keys]) });
});
afterEach(() => attacked.stop());

const as = (name: (typeof CALLERS)[number], headers: Record<string, string> = {}) => ({
  Authorization: `Bearer key-of-${name}`,
  ...headers,
});
const search = (text: string, headers: Record<string, string> = {}) =>
  attacked.call(`/v1/huawei/webinars/ongoing?searchKey=${text}`, headers);
/** Status, and the problem where there is one. */
const said = async (response: Response) => {
  const { type = '' } = (await response.json()) as { type?: string };
  return [response.status, type.split('/').at(-1)].filter(Boolean).join(' ');
};
/** How often the vendor was asked for its list. */
const asked = () => attacked.vendor.got.filter(({ url }) => url.includes('ongoing')).length;
const breakers = async () =>
  ((await (await attacked.call('/v1/breakers')).json()) as { breakers: Record<string, { state: string }> })
    .breakers;
/** Fails on what has this text, and behaves else. */
const failsOn =
  (text: string, status = 500): Act =>
  (got, response) =>
    got.url.includes(text) ? json(response, {}, status) : behaved(got, response);

describe('a question that the vendor fails on', () => {
  test('is left alone by itself, and nobody else pays for it', async () => {
    attacked.vendor.on('ongoing', failsOn('boom'));
    for (let n = 0; n < 3; n++) await search('boom', as('kiosk'));
    expect(asked()).toBe(5);
    expect(await said(await search('boom', as('desk')))).toBe('503 provider-circuit-open');
    expect(asked()).toBe(5);
    const others = Array.from({ length: 20 }, async (_, n) => (await search(`k${n}`, as('desk'))).status);
    expect(new Set(await Promise.all(others))).toEqual(new Set([200]));
    expect((await search('mine', as('kiosk'))).status).toBe(200);
    expect(await breakers()).toEqual({});
  });

  test('stops the key that asks many of them, and no other key', async () => {
    attacked.vendor.on('ongoing', failsOn('boom'));
    for (let n = 0; n < 5; n++) await search(`boom${n}`, as('kiosk'));
    const before = asked();
    expect(await said(await search('boom9', as('kiosk')))).toBe('503 provider-circuit-open');
    expect(asked()).toBe(before);
    for (let n = 0; n < 20; n++) expect((await search(`k${n}`, as('desk'))).status).toBe(200);
    expect(await breakers()).toEqual({ [`${API}/kiosk`]: expect.objectContaining({ state: 'open' }) });
  });

  test('counts against the vendor where several keys meet several of them', async () => {
    attacked.vendor.on('ongoing', failsOn('boom'));
    for (const name of CALLERS) for (let n = 0; n < 2; n++) await search(`boom-${name}-${n}`, as(name));
    expect(await said(await search('fine'))).toBe('503 provider-circuit-open');
    expect(await breakers()).toMatchObject({ [API]: { state: 'open', isolates: 1 } });
  });
});

describe('a vendor that is down', () => {
  test.each([
    ['answers 502', failsOn('', 502)],
    ['answers 503', failsOn('', 503)],
    ['answers 504', failsOn('', 504)],
    ['breaks every connection', (_, response) => response.destroy()],
  ] satisfies [string, Act][])('and %s is left alone for everybody', async (_, act) => {
    attacked.vendor.on('ongoing', act);
    for (let n = 0; n < 2; n++) await search('any', as('kiosk'));
    expect(asked()).toBe(5);
    expect(await said(await search('other', as('desk')))).toBe('503 provider-circuit-open');
    expect(asked()).toBe(5);
    expect(await breakers()).toMatchObject({ [API]: { state: 'open' } });
  });
});

test('one user’s 429 stops that user and nobody else', async () => {
  const throttles: Act = (_, response) =>
    json(response, { error_code: 'APIG.0308' }, 429, { 'Retry-After': '60' });
  attacked.vendor.on('ongoing', throttles);
  const act = (user?: string) => search('any', user === undefined ? {} : { 'X-On-Behalf-Of': user });
  expect(await said(await act('li.si'))).toBe('429 provider-throttled');
  attacked.vendor.on('ongoing', behaved);
  const before = asked();
  expect(await said(await act('li.si'))).toBe('429 provider-throttled');
  expect(asked()).toBe(before);
  expect((await act('zhang.san')).status).toBe(200);
  expect((await act()).status).toBe(200);
  attacked.vendor.on('ongoing', throttles);
  expect(await said(await act())).toBe('429 provider-throttled');
  attacked.vendor.on('ongoing', behaved);
  expect((await act('zhang.san')).status).toBe(200);
});

test('a caller’s deadline holds on answers that are shared, too', async () => {
  attacked.vendor.on('ongoing', () => undefined);
  await attacked.call('/v1/operations');
  const took: number[] = [];
  for (let n = 0; n < 5; n++) {
    const started = performance.now();
    const response = await search(`slow${n}`, { 'X-Timeout-Ms': '100', 'Cache-Control': 'max-age=60' });
    took.push(performance.now() - started);
    expect(await said(response)).toBe('504 provider-timeout');
  }
  // The machine may be busy at times, and not each time.
  expect(Math.min(...took)).toBeLessThan(200);
});

test('receipts are each caller’s own, whatever request ids they choose', async () => {
  const id = { 'X-Request-Id': 'chosen-1' };
  const filed = () => new Promise((resolve) => setTimeout(resolve, 1_500));
  await search('first', as('kiosk', id));
  await filed();
  await attacked.call('/v1/quanshi/conferences/live', as('desk', id));
  const find = async () => (await attacked.call('/v1/receipts/chosen-1')).json();
  const both = {
    caller: 'desk',
    operation: 'quanshi.listLiveConferences',
    others: [{ caller: 'kiosk', operation: 'huawei.listOngoingWebinars' }],
  };
  expect(await find()).toMatchObject(both);
  await filed();
  expect(await find()).toMatchObject(both);
  expect((await attacked.call('/v1/receipts/chosen-1', as('desk'))).status).toBe(403);
});

describe('an input made to break things', () => {
  const HOSTILE: unknown[] = [
    { toString: 1 },
    { valueOf: null, toString: null },
    { toJSON: 'x' },
    { length: 1e9 },
    [[[]]],
    [{ toString: 1 }],
    { constructor: { prototype: 1 } },
  ];
  test('is refused in any field of any operation, and has its receipt', async () => {
    for (const { id, example } of listed.operations) {
      for (const field of [...Object.keys(example.input), 'password', 'searchKey', '__proto__']) {
        for (const [n, value] of HOSTILE.entries()) {
          const requestId = `hostile-${id.replace('.', '-')}-${field}-${n}`;
          const body = `{${JSON.stringify(field)}:${JSON.stringify(value)}}`;
          const response = await attacked.call(
            `/v1/invoke/${id}`,
            { 'X-Request-Id': requestId },
            { method: 'POST', body },
          );
          expect([requestId, await said(response)]).toEqual([requestId, '400 invalid-input']);
          const receipt = await attacked.call(`/v1/receipts/${response.headers.get('X-Request-Id')}`);
          expect(await receipt.json()).toMatchObject({
            operation: id,
            status: 400,
            problem: 'invalid-input',
          });
        }
      }
    }
    expect(attacked.vendor.got).toEqual([]);
  });

  test.each([
    ['is no JSON', '/v1/invoke/huawei.listOngoingWebinars', {}, '{"limit":'],
    ['is given twice', '/v1/huawei/webinars/ongoing?limit=1&limit=2', {}, undefined],
    [
      'comes with an option that is none',
      '/v1/huawei/webinars/ongoing',
      { 'X-Timeout-Ms': 'soon' },
      undefined,
    ],
  ])('and that %s has its receipt, too', async (_, path, headers, body) => {
    const response = await attacked.call(path, headers, body === undefined ? {} : { method: 'POST', body });
    expect(response.status).toBe(400);
    const receipt = await attacked.call(`/v1/receipts/${response.headers.get('X-Request-Id')}`);
    expect(await receipt.json()).toMatchObject({ operation: 'huawei.listOngoingWebinars', status: 400 });
  });
});
