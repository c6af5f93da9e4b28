import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';

/** What came over the socket: the bytes, and nothing parsed. */
interface Heard {
  bytes: Buffer;
  headers: IncomingHttpHeaders;
  method: string | undefined;
}

const heard: Heard[] = [];
let answer: (message: { nonce?: string; eventInfo?: { event: string } }) => {
  status: number;
  body: string;
  headers?: Record<string, string>;
};
const wellBehaved: typeof answer = ({ nonce, eventInfo }) =>
  eventInfo?.event === 'meeting.verify'
    ? { status: 200, body: JSON.stringify({ event: 'meeting.verify', nonce }) }
    : { status: 200, body: '' };
let hook: Server;
let url = '';

beforeAll(async () => {
  answer = wellBehaved;
  hook = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    heard.push({ bytes, headers: request.headers, method: request.method });
    const { status, body, headers = {} } = answer(JSON.parse(bytes.toString('utf8')));
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/openapi/meetingevent`;
});
afterEach(() => {
  heard.splice(0);
  answer = wellBehaved;
});
afterAll(() => hook.close());

/** Checks a signature as the document says a subscriber should, over the raw bytes: HMAC-SHA256 in lower-case hex. */
function isSigned({ bytes }: Heard, key: string): boolean {
  const text = bytes.toString('latin1');
  const read = (name: string) => new RegExp(`"${name}":"?([^",]*)`).exec(text)?.[1] ?? '';
  // eventInfo is the last member, so it ends one brace before the message does.
  const eventInfo = bytes.subarray(text.indexOf('"eventInfo":') + '"eventInfo":'.length, -1);
  const mac = createHmac('sha256', key).update(read('appID') + read('timestamp') + read('nonce'));
  return mac.update(eventInfo).digest('hex') === read('signature');
}

const event = ({ bytes }: Heard): string => {
  const { eventInfo, method } = JSON.parse(bytes.toString('utf8'));
  return eventInfo?.event ?? method;
};

describe('events over real sockets', () => {
  let server: RunningServer;
  const ask = async (path: string, body?: object, method = body ? 'POST' : 'GET') => {
    const response = await fetch(`${server.url}/__mock/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
    return { status: response.status, body: (await response.json()) as any };
  };
  beforeAll(async () => {
    server = await startServer({ now: Date.UTC(2026, 2, 2, 1), speed: 0 });
  });
  afterEach(() => ask('reset', {}));
  afterAll(() => server.close());

  it('go by curl alone: subscribe, let one happen, receive it signed', async () => {
    const made = await ask('subscriptions', {
      vendor: 'huawei',
      url,
      subscriberId: 'sub-1',
      subscriberKey: '密钥',
    });
    expect(made.status).toBe(201);
    const emitted = await ask('events', { event: 'meeting.join' });
    expect(emitted.body.deliveries).toMatchObject([{ event: 'meeting.join', status: 'delivered' }]);
    expect(heard.map(event)).toEqual(['meeting.verify', 'meeting.join']);
    for (const one of heard) {
      expect(one.method).toBe('POST');
      expect(isSigned(one, '密钥')).toBe(true);
      expect(isSigned(one, 'another key')).toBe(false);
      expect(one.headers).toMatchObject({
        'content-type': 'application/json;charset=UTF-8',
        'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
        'content-length': String(one.bytes.length),
      });
    }
  });

  it('come by themselves as the clock runs, and what is told can be looked up', async () => {
    await ask('subscriptions', { vendor: 'huawei', url, events: ['meeting.started', 'meeting.end'] });
    await ask('subscriptions', { vendor: 'quanshi', url });
    await ask('clock', { speed: 600 }, 'PUT');
    await expect.poll(() => new Set(heard.map(event)).size, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
    await ask('clock', { speed: 0 }, 'PUT');
    const started = heard.find((one) => event(one) === 'meeting.started');
    const { meetingID, meetingUUID } = JSON.parse(String(started?.bytes)).eventInfo.payload.meetingInfo;
    expect(server.vendors.world.huawei.byUUID(meetingUUID)?.conferenceId).toBe(meetingID);
  });

  it('are repeated as documented when the subscriber fails, and the ledger tells', async () => {
    await ask('subscriptions', { vendor: 'huawei', url, events: ['meeting.cancel'] });
    answer = () => ({ status: 500, body: '' });
    await ask('events', { event: 'meeting.cancel' });
    await ask('clock/advance', { by: '32m' });
    const { body } = await ask('deliveries?status=pending');
    const { at, attempts, nextAttempt } = body.deliveries[0];
    expect(attempts.map((one: { at: number; status: number }) => [one.at - at, one.status])).toEqual([
      [0, 500],
      [30_000, 500],
      [60_000, 500],
      [90_000, 500],
      [31.5 * 60_000, 500],
    ]);
    expect(nextAttempt - at).toBe(61.5 * 60_000);
    answer = wellBehaved;
    await ask('clock/advance', { by: '30m' });
    // Beside what else was cancelled meanwhile.
    const told = (await ask('deliveries?status=delivered&event=meeting.cancel')).body.deliveries;
    expect(told.map((one: { at: number }) => one.at)).toContain(at);
  });

  it.each([302, 307, 308])('do not follow a redirect (%i), which could lead anywhere', async (status) => {
    await ask('subscriptions', { vendor: 'quanshi', url });
    answer = () => ({ status, body: '', headers: { Location: `${url}/elsewhere` } });
    await ask('events', { event: 'meetingbegin' });
    expect(heard.map(({ method }) => method)).toEqual(['POST']);
    const { body } = await ask('deliveries');
    expect(body.deliveries).toMatchObject([{ status: 'pending', attempts: [{ status }] }]);
  });

  it('say why nobody could be reached', async () => {
    const closed = await startServer();
    await closed.close();
    const { status, body } = await ask('subscriptions', { vendor: 'huawei', url: closed.url });
    expect([status, body.error]).toEqual([422, expect.stringContaining('ECONNREFUSED')]);
  });
});

describe('npm run mock -- --subscribe', () => {
  const run = (...options: string[]) =>
    spawn(process.execPath, [join(import.meta.dirname, '../../mocks/bin.ts'), '--port', '0', ...options]);

  it('tells of both vendors’ events, without being asked for anything', async () => {
    const command = run('--subscribe', url, '--speed', '600', '--now', '2026-03-02T09:00:00+08:00');
    try {
      await expect
        .poll(() => heard.map(event), { timeout: 15_000 })
        .toEqual(expect.arrayContaining(['meeting.join', 'meetingbegin']));
      const joined = heard.find((one) => event(one) === 'meeting.join');
      expect(joined && isSigned(joined, 'demo-key')).toBe(true);
    } finally {
      command.kill();
    }
  });

  it('refuses a host that was not allowed', async () => {
    const command = run('--subscribe', 'https://hooks.example.com/');
    const [line, code] = await Promise.all([
      new Promise<string>((resolve) => createInterface({ input: command.stderr }).once('line', resolve)),
      new Promise((resolve) => command.once('exit', resolve)),
    ]);
    expect([code, line]).toEqual([2, expect.stringContaining('hooks.example.com')]);
  });
});
