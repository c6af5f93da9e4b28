import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { type Receiver, startReceiver, verified } from '../support/receiver.ts';

interface Delivery {
  id: string;
  status: string;
  tries: number;
  attempts: { delivered: boolean; status?: number; error?: string; answer?: string; ms: number }[];
}

/** More than anybody reads of an answer. */
const HUGE = 50 * 1024 * 1024;
let gateway: Gateway;
let receiver: Receiver;
/** How much of a huge body left before the other side had enough. */
let written = 0;

beforeAll(async () => {
  gateway = await startGateway();
  receiver = await startReceiver(({ path }, response) => {
    switch (path) {
      case '/hangs':
        return;
      case '/drips': {
        response.writeHead(200);
        const timer = setInterval(() => response.write('.'), 200);
        response.on('close', () => clearInterval(timer));
        return;
      }
      case '/floods': {
        response.writeHead(200);
        const chunk = Buffer.alloc(64 * 1024, 'x');
        const more = () => {
          while (written < HUGE && !response.destroyed) {
            written += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        return more();
      }
      case '/redirects':
        return void response.writeHead(302, { Location: `${receiver.url}/inner` }).end();
      case '/breaks':
        return void response.destroy();
      default:
        return void response.writeHead(204).end();
    }
  });
});
afterAll(async () => {
  await gateway.stop();
  await receiver.stop();
});

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(gateway.url + path, {
    method,
    headers: { Authorization: 'Bearer meetgate-demo-key' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

const subscribe = (url: string) => ask<{ id: string; secret: string }>('POST', '/v1/subscriptions', { url });
/** Has a subscription deliver an example. Returns the delivery's id. */
const test = async (id: string) =>
  (await ask<{ delivery: string }>('POST', `/v1/subscriptions/${id}/test`, {})).delivery;
const deliveryOf = (id: string) => ask<Delivery>('GET', `/v1/deliveries/${id}`);
const tried = (id: string, timeout = 10_000) =>
  vi.waitFor(
    async () => {
      const delivery = await deliveryOf(id);
      expect(delivery.attempts).not.toEqual([]);
      return delivery;
    },
    { timeout, interval: 50 },
  );

describe('a receiver on a socket', () => {
  it('gets a delivery that the library of the specification verifies', async () => {
    const { id, secret } = await subscribe(`${receiver.url}/good`);
    expect(await tried(await test(id))).toMatchObject({ status: 'delivered' });
    const [got] = receiver.at('/good');
    if (!got) throw new Error('Nothing came.');
    expect(verified(secret, got)).toMatchObject({ type: 'meetgate.meeting.started' });
  });

  it('that hangs is given up after fifteen seconds, and keeps nobody waiting meanwhile', async () => {
    const hanging = await subscribe(`${receiver.url}/hangs`);
    const stuck = await test(hanging.id);
    for (let count = 0; count < 19; count++) await test(hanging.id);
    await vi.waitFor(() => expect(receiver.at('/hangs')).toHaveLength(8), 8_000);
    const good = await subscribe(`${receiver.url}/beside`);
    const started = Date.now();
    await tried(await test(good.id));
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(receiver.at('/hangs')).toHaveLength(8);
    const [attempt] = (await tried(stuck, 25_000)).attempts;
    expect(attempt).toMatchObject({ delivered: false, error: 'There was no answer within 15 seconds.' });
    expect(attempt?.ms).toBeGreaterThan(14_000);
  });

  it('that drips is given up, too', async () => {
    const { id } = await subscribe(`${receiver.url}/drips`);
    const [attempt] = (await tried(await test(id), 25_000)).attempts;
    expect(attempt).toMatchObject({ delivered: false, error: 'There was no answer within 15 seconds.' });
  });

  it('that answers without end is read no further than 4 KiB', async () => {
    const { id } = await subscribe(`${receiver.url}/floods`);
    const { status, attempts } = await tried(await test(id));
    expect(status).toBe('delivered');
    expect(attempts[0]?.answer).toHaveLength(4_096);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // What lies in buffers of sockets on the way counts as written.
    expect(written).toBeLessThan(HUGE / 2);
  });

  it('that redirects is not followed', async () => {
    const { id } = await subscribe(`${receiver.url}/redirects`);
    expect((await tried(await test(id))).attempts).toMatchObject([{ status: 302, delivered: false }]);
    expect(receiver.at('/inner')).toEqual([]);
  });

  it('that breaks off, or is not there, is tried again', async () => {
    const { id } = await subscribe(`${receiver.url}/breaks`);
    expect(await tried(await test(id))).toMatchObject({
      status: 'pending',
      attempts: [{ error: 'The receiver cannot be reached, or broke off.' }],
    });
  });

  it('that comes back after a restart gets what it missed', async () => {
    const own = await startReceiver();
    const { id, secret } = await subscribe(`${own.url}/hook`);
    await own.stop();
    const delivery = await test(id);
    await tried(delivery);
    await own.start();
    await vi.waitFor(async () => expect((await deliveryOf(delivery)).status).toBe('delivered'), 15_000);
    expect(own.got.map((got) => verified(secret, got))).toHaveLength(1);
    await own.stop();
  });

  it('whose certificate nobody vouches for is told nothing', async () => {
    const heard: string[] = [];
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const server = createTlsServer({ key, cert }, (request, response) => {
      heard.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { id } = await subscribe(`https://localhost:${port}/hook`);
    expect((await tried(await test(id))).attempts).toMatchObject([{ delivered: false }]);
    expect(heard).toEqual([]);
    server.close();
  });
});
