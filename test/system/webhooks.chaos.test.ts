import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { freePort } from '../support/freePort.ts';
import { type Receiver, startReceiver, verified } from '../support/receiver.ts';

const EVENTS = 200;
/** Five minutes become a tenth of a second; three days less than two minutes. */
const SPEED = '3000';
const KEY = { Authorization: 'Bearer meetgate-demo-key' };

let gateway: Gateway;
let vendor: RunningServer;
let receiver: Receiver;
let state: string;
let port: number;
let tries = 0;
/** Requests that were answered well, by event. */
const taken = new Map<string, number>();
/** The gateway as it is to be started, again on the same port and with what it had stored. */
const start = () =>
  startGateway({
    port,
    persistTo: state,
    vendors: vendor.url,
    vars: { DELIVERY_SPEED: SPEED },
    log: () => undefined,
  });

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'meetgate-chaos-'));
  port = await freePort();
  vendor = await startServer();
  receiver = await startReceiver(({ headers }, response) => {
    tries += 1;
    // Every third try fails, and of those that are left every fortieth hangs.
    if (tries % 3 === 0) return void response.writeHead(tries % 2 ? 500 : 503).end('no');
    if (tries % 40 === 1) return;
    const id = String(headers['webhook-id']);
    taken.set(id, (taken.get(id) ?? 0) + 1);
    response.writeHead(204).end();
  });
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([vendor.close(), receiver.stop()]);
  await rm(state, { recursive: true, force: true, maxRetries: 3 });
});

async function ask<T>(url: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    headers: KEY,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

/** The events of the log, by id. */
async function logged(): Promise<Map<string, { type: string }>> {
  const found = new Map<string, { type: string }>();
  for (let after = ''; ; ) {
    const page = await ask<{ data: { id: string; type: string }[]; nextCursor?: string }>(
      `${gateway.url}/v1/events?limit=100${after}`,
    );
    for (const event of page.data) found.set(event.id, event);
    if (page.data.length === 0 || !page.nextCursor) return found;
    after = `&after=${encodeURIComponent(page.nextCursor)}`;
  }
}

it('every genuine event arrives, and is one delivery; no forged one does', async () => {
  const { secret, id } = await ask<{ secret: string; id: string }>(`${gateway.url}/v1/subscriptions`, {
    url: `${receiver.url}/hook`,
    types: ['meetgate.attendee.joined'],
    scopes: ['read', 'secrets', 'personal'],
  });
  const hook = { subscriberId: 'meetgate', subscriberKey: 'demo-key', events: ['meeting.join'] };
  const url = `${gateway.url}/v1/events/huawei/default`;
  for (const fault of ['duplicate', 'reorder', 'late', 'bad-signature', 'truncated'])
    await ask(`${vendor.url}/__mock/events/faults`, { fault, event: 'meeting.join', count: 12, seconds: 20 });

  /** Has the vendor tell so many events, and more that its world brings meanwhile, until all of them are told. */
  const emit = async (count: number) => {
    const made = await ask<{ id: string }>(`${vendor.url}/__mock/subscriptions`, {
      vendor: 'huawei',
      url,
      ...hook,
    });
    for (let number = 0; number < count; number++)
      await ask(`${vendor.url}/__mock/events`, { event: 'meeting.join', attendee: number % 10 });
    // What was damaged comes again after half a minute, by the vendor's clock.
    for (let pending = 1; pending > 0; ) {
      await ask(`${vendor.url}/__mock/clock/advance`, { by: 35_000 });
      ({ pending } = await ask<{ pending: number }>(`${vendor.url}/__mock/events/drive`, {}));
    }
    await fetch(`${vendor.url}/__mock/subscriptions/${made.id}`, { method: 'DELETE' });
    // The local queue is in memory, unlike the platform's: what it was given is in the log before the power goes.
    for (let [before, size] = [-1, 0]; size !== before; ) {
      before = size;
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      size = (await logged()).size;
    }
  };
  await emit(EVENTS / 2);
  await receiver.stop();
  await gateway.stop();
  await receiver.start();
  gateway = await start();
  await emit(EVENTS / 2);

  const forged = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({
      ...{ appID: 'meetgate', timestamp: Date.now(), nonce: '1', signature: 'f'.repeat(64) },
      eventInfo: { event: 'meeting.join', timestamp: Date.now(), payload: {} },
    }),
  });
  expect(forged.status).toBe(401);

  const genuine = [...(await logged()).keys()].sort();
  expect(genuine.length).toBeGreaterThanOrEqual(EVENTS);
  await expect.poll(() => taken.size, { timeout: 100_000, interval: 250 }).toBe(genuine.length);
  expect([...taken.keys()].sort()).toEqual(genuine);
  for (const got of receiver.got) verified(secret, got);
  const deliveries: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await ask<{ data: { event: string }[]; nextCursor?: string }>(
      `${gateway.url}/v1/deliveries?subscription=${id}&limit=200${cursor}`,
    );
    deliveries.push(...page.data.map(({ event }) => event));
    if (!page.nextCursor) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  expect(deliveries.sort()).toEqual(genuine);
}, 240_000);
