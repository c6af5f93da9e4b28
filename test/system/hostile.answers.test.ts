import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Act, type Attacked, json, startAttacked } from '../support/hostile.ts';

const LIST = '/v1/huawei/webinars/ongoing';
const VENDOR_LIST = '/webinar/open/conferences/ongoing';
const MIB = 1024 * 1024;

let attacked: Attacked;
beforeAll(async () => {
  attacked = await startAttacked();
});
beforeEach(() => attacked.vendor.behave());
afterAll(() => attacked.stop());

const lists = () => attacked.vendor.got.filter(({ url }) => url.includes(VENDOR_LIST));

/** The answer is malformed: said so after one call, which does not close the vendor to anybody. */
async function expectMalformed(act: Act, headers: Record<string, string> = {}, times = 6): Promise<void> {
  attacked.vendor.behave();
  attacked.vendor.on(VENDOR_LIST, act);
  // More often than the failures in a row that open a breaker.
  for (let i = 0; i < times; i++) {
    // Each is a question of its own.
    const response = await attacked.call(`${LIST}?offset=${i}`, headers);
    const problem = await response.json();
    expect(problem).toMatchObject({ status: 502, provider: 'huawei' });
    expect(problem).toHaveProperty('type', expect.stringMatching(/provider-malformed$/));
  }
  expect(lists()).toHaveLength(times);
  attacked.vendor.behave();
  expect((await attacked.call(LIST)).status).toBe(200);
}

const SHARED = { 'Cache-Control': 'max-age=60' };
const head = { 'Content-Type': 'application/json' };
const PAGE = '{"offset":0,"limit":10,"count":1,"data":[{"conferenceId":"1","subject":"';

/** Writes without a length until everything is sent or nobody listens any more. Returns how much was sent. */
async function drip(response: ServerResponse, bytes: number): Promise<number> {
  const chunk = Buffer.alloc(256 * 1024, 'x');
  response.writeHead(200, head).write(PAGE);
  const closed = once(response, 'close');
  let sent = 0;
  while (sent < bytes && !response.destroyed) {
    sent += chunk.length;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), closed]);
  }
  response.end('"}]}');
  return sent;
}

test('an answer of unknown length is read no further than 8 MiB', async () => {
  const sent: Promise<number>[] = [];
  await expectMalformed((_, response) => void sent.push(drip(response, 64 * MIB)));
  // What the sockets buffer on the way is lost, too.
  for (const bytes of await Promise.all(sent)) expect(bytes).toBeLessThan(32 * MIB);
});

test('a small gzip that holds 64 MiB is read no further than 8 MiB', async () => {
  const bomb = gzipSync(`${PAGE}${'x'.repeat(64 * MIB)}"}]}`);
  expect(bomb.length).toBeLessThan(100_000);
  await expectMalformed((_, response) => {
    response.writeHead(200, { ...head, 'Content-Encoding': 'gzip', 'Content-Length': bomb.length }).end(bomb);
  });
});

test('an answer that says it is too long is not read', async () => {
  await expectMalformed((_, response) => {
    response.on('error', () => undefined);
    response.writeHead(200, { ...head, 'Content-Length': 9 * MIB }).write(PAGE);
  });
});

test('a length is no leave to send more in chunks', async () => {
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const lengths = { 'Content-Length': 100, 'Transfer-Encoding': 'chunked' };
  const headers = Object.entries({ ...head, ...lengths }).map(([name, value]) => `${name}: ${value}\r\n`);
  await expectMalformed((_, { socket }) => {
    socket?.on('error', () => undefined);
    socket?.write(`HTTP/1.1 200 OK\r\n${headers.join('')}\r\n${chunk(PAGE)}`);
    for (let mib = 0; mib < 12; mib++) socket?.write(chunk('x'.repeat(MIB)));
    socket?.end(`${chunk('"}]}')}0\r\n\r\n`);
  });
});

test('an answer just below the limit is read, whether it says its length or not', async () => {
  const page = `${PAGE}${'x'.repeat(7 * MIB)}"}]}`;
  attacked.vendor.on(VENDOR_LIST, ({ url }, response) => {
    const plain = url.includes('offset=1') ? { 'Content-Length': page.length } : {};
    const packed = url.includes('offset=2');
    response.writeHead(200, { ...head, ...plain, ...(packed && { 'Content-Encoding': 'gzip' }) });
    if (!url.includes('offset=0')) return response.end(packed ? gzipSync(page) : page);
    response.write(page.slice(0, 1_000_001));
    response.end(page.slice(1_000_001));
  });
  for (const offset of [0, 1, 2]) {
    const response = await attacked.call(`${LIST}?offset=${offset}`);
    expect((await response.text()).length).toBe(page.length);
  }
});

const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
const badRows = Array.from({ length: 400_000 }, () => 1);
const listOf = (data: unknown) => ({ offset: 0, limit: 10, count: 1, data });
const text =
  (body: string): Act =>
  (_, response) =>
    void response.writeHead(200, head).end(body);

test.each<[string, Act]>([
  ['a megabyte of bad rows', (_, response) => json(response, listOf(badRows))],
  [
    'rows with nothing right in them',
    (_, response) =>
      json(
        response,
        listOf(
          Array.from({ length: 5_000 }, () => ({
            subject: [],
            deptName: {},
            startTime: [],
            corpId: [],
            description: {},
          })),
        ),
      ),
  ],
  ['rows 20,000 deep', text(`{"offset":0,"limit":10,"count":1,"data":${nested(20_000)}}`)],
  ['a number 20,000 deep', text(`{"offset":0,"limit":${nested(20_000)},"count":1,"data":[]}`)],
  [
    'an unknown field 20,000 deep',
    text(`{"offset":0,"limit":"10","count":1,"data":[{"new":${nested(20_000)}}]}`),
  ],
  ['20,000 objects in each other', text(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)],
])('%s is malformed, and asked for once', async (_, act) => {
  await expectMalformed(act, {}, 2);
  // Shared answers are asked for in a Durable Object: nobody takes its problem for a fault of the object.
  await expectMalformed(act, SHARED, 1);
});

test('what is wrong with an answer is told in a few words', async () => {
  attacked.vendor.on(VENDOR_LIST, (_, response) => json(response, listOf(badRows.slice(0, 1_000))));
  const response = await attacked.call(LIST);
  expect((await response.text()).length).toBeLessThan(1_000);
});

test('a page of a thousand rows with every number as text is read', async () => {
  const numbers = [
    'hostId',
    'startTime',
    'stopTime',
    'confDuration',
    'status',
    'attendeeCnt',
    'eventId',
    'voipCnt',
  ];
  const row = Object.fromEntries(numbers.map((name) => [name, '12']));
  attacked.vendor.on('/listbystatus', (_, response) =>
    json(response, { status: 0, result: { totalCount: '1000', confList: Array(1_000).fill(row) } }),
  );
  const response = await attacked.call('/v1/quanshi/conferences/live?count=1000');
  const { confList } = (await response.json()) as { confList: object[] };
  expect(confList[999]).toEqual(Object.fromEntries(numbers.map((name) => [name, 12])));
});

const invoke = (id: string, input: unknown, headers = {}) =>
  attacked.call(`/v1/invoke/${id}`, headers, { method: 'POST', body: JSON.stringify(input) });

test.each([
  '{ "toString": 1 }',
  '{ "toString": 1, "valueOf": 1 }',
  '[{ "toString": null }]',
  '{ "constructor": { "name": "x" }, "length": 9 }',
  '[]',
  'null',
  'true',
])('the password %s is refused before anything is done with it', async (password) => {
  const id = `odd-${crypto.randomUUID()}`;
  const response = await invoke(
    'huawei.createAuthRandom',
    { conferenceId: '981326872', password: JSON.parse(password) },
    { 'X-Request-Id': id },
  );
  expect(await response.json()).toMatchObject({
    status: 400,
    errors: [{ field: 'password' }],
    requestId: id,
  });
  // Receipts are sent by the second.
  await expect
    .poll(async () => (await attacked.call(`/v1/receipts/${id}`)).status, { timeout: 5_000, interval: 200 })
    .toBe(200);
  expect(await (await attacked.call(`/v1/receipts/${id}`)).json()).toMatchObject({
    status: 400,
    problem: 'invalid-input',
  });
  expect(attacked.vendor.got).toEqual([]);
});

test('61 KB of unknown keys come back as a few', async () => {
  const keys = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, 1]));
  const response = await invoke('huawei.listOngoingWebinars', { ...keys, ['y'.repeat(5_000)]: 1 });
  expect(response.status).toBe(400);
  const body = await response.text();
  expect(body.length).toBeLessThan(10_000);
  expect(JSON.parse(body)).toHaveProperty('detail', expect.stringMatching(/ and 4981 more$/));
});
