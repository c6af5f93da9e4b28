import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { startServer } from '../../mocks/server/startServer.ts';
import { freePort } from './freePort.ts';
import { startReceiver, verified } from './receiver.ts';

/** What came of a chaos. Sets of events are sorted. */
export interface Chaos {
  /** What the vendor tells that it told, event by event: its own count, whatever the gateway says. */
  told: string[];
  /** The same of what is in the gateway's log. */
  logged: string[];
  /** Ids of the events of the log, of those that the receiver took, and of the deliveries that there are. */
  ids: { logged: string[]; taken: string[]; delivered: string[] };
  /** Requests that the receiver got and did not find well signed. */
  forged: number;
  /** What the gateway answered somebody who signs with a key of their own. */
  refusedWith: number;
  tries: number;
}

export interface ChaosOptions {
  /** How many events the vendor is to tell: half before the gateway is restarted, half after. */
  events: number;
  /** For how long deliveries may take after the last event. ms */
  patienceMs: number;
}

/** Five minutes become a tenth of a second; three days less than two minutes. */
const SPEED = '3000';
const KEY = { Authorization: 'Bearer meetgate-demo-key' };
const FAULTS = ['duplicate', 'reorder', 'late', 'bad-signature', 'truncated'];
/** Of a hundred events so many have each fault. */
const STRUCK = 12;
/** So many people come at once. A small meeting has no more. */
const CROWD = 3;
/** The simulation shows no more deliveries of one subscription. */
const MOST_SHOWN = 500;

/**
 * A vendor that tells twice, in another order, late, damaged and cut short; a receiver that fails a third of the time, hangs
 * and restarts; a gateway that is restarted midway. All of it over sockets, with real parts.
 */
export async function webhookChaos({ events, patienceMs }: ChaosOptions): Promise<Chaos> {
  const state = await mkdtemp(join(tmpdir(), 'meetgate-chaos-'));
  const port = await freePort();
  const vendor = await startServer();
  const taken = new Set<string>();
  let tries = 0;
  const receiver = await startReceiver(({ headers }, response) => {
    tries += 1;
    // Every third try fails, and of those that are left every fortieth hangs.
    if (tries % 3 === 0) return void response.writeHead(tries % 2 ? 500 : 503).end('no');
    if (tries % 40 === 1) return;
    taken.add(String(headers['webhook-id']));
    response.writeHead(204).end();
  });
  /** On the same port each time, with what it had stored. */
  const start = () =>
    startGateway({
      port,
      persistTo: state,
      vendors: vendor.url,
      vars: { DELIVERY_SPEED: SPEED },
      log: () => undefined,
    });
  let gateway: Gateway = await start();
  try {
    const { secret, id } = await ask<{ secret: string; id: string }>(`${gateway.url}/v1/subscriptions`, {
      url: `${receiver.url}/hook`,
      types: ['meetgate.attendee.joined'],
      scopes: ['read', 'secrets', 'personal'],
    });
    const told = await tell(vendor.url, gateway.url, events / 2);
    await settled(gateway.url);
    await receiver.stop();
    await gateway.stop();
    await receiver.start();
    gateway = await start();
    told.push(...(await tell(vendor.url, gateway.url, events / 2)));
    const refusedWith = await forge(gateway.url);
    const log = await settled(gateway.url);
    for (const ends = Date.now() + patienceMs; taken.size < log.size && Date.now() < ends; ) await pause(250);
    return {
      told: [...new Set(told)].sort(),
      logged: [...log.values()].sort(),
      ids: {
        logged: [...log.keys()].sort(),
        taken: [...taken].sort(),
        delivered: (await deliveriesOf(gateway.url, id)).sort(),
      },
      forged: receiver.got.filter((got) => !isGenuine(secret, got)).length,
      refusedWith,
      tries,
    };
  } finally {
    await gateway.stop();
    await Promise.all([vendor.close(), receiver.stop()]);
    await rm(state, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Has the vendor tell so many events, and more that its world brings meanwhile, until all are told. Gives what it told. */
async function tell(vendor: string, gateway: string, count: number): Promise<string[]> {
  for (const fault of FAULTS)
    await ask(`${vendor}/__mock/events/faults`, { fault, event: 'meeting.join', count: STRUCK, seconds: 20 });
  const { id } = await ask<{ id: string }>(`${vendor}/__mock/subscriptions`, {
    vendor: 'huawei',
    url: `${gateway}/v1/events/huawei/default`,
    subscriberId: 'meetgate',
    subscriberKey: 'demo-key',
    events: ['meeting.join'],
  });
  for (let made = 0; made < count; made += CROWD)
    await Promise.all(
      Array.from({ length: Math.min(CROWD, count - made) }, (_, attendee) =>
        // Of a meeting that has fewer, the first one comes again.
        ask(`${vendor}/__mock/events`, { event: 'meeting.join', attendee }).catch(() =>
          ask(`${vendor}/__mock/events`, { event: 'meeting.join' }),
        ),
      ),
    );
  // What was damaged comes again after half a minute, by the vendor's clock.
  for (let pending = 1; pending > 0; ) {
    await ask(`${vendor}/__mock/clock/advance`, { by: 35_000 });
    ({ pending } = await ask<{ pending: number }>(`${vendor}/__mock/events/drive`, {}));
  }
  const found = await ask<{ count: number; deliveries: { event: string; message: object }[] }>(
    `${vendor}/__mock/deliveries?subscription=${id}&event=meeting.join&limit=${MOST_SHOWN}`,
  );
  if (found.count > MOST_SHOWN)
    throw new Error(`The vendor told ${found.count} events: too many to be shown.`);
  await fetch(`${vendor}/__mock/subscriptions/${id}`, { method: 'DELETE' });
  return found.deliveries.map(({ message }) => JSON.stringify(message));
}

/** A message of somebody who knows the vendor's form, and not the key. */
async function forge(gateway: string): Promise<number> {
  const { status } = await fetch(`${gateway}/v1/events/huawei/default`, {
    method: 'POST',
    body: JSON.stringify({
      ...{ appID: 'meetgate', timestamp: Date.now(), nonce: '1', signature: 'f'.repeat(64) },
      eventInfo: { event: 'meeting.join', timestamp: Date.now(), payload: {} },
    }),
  });
  return status;
}

/**
 * The log once nothing more comes into it. The local queue is in memory, unlike the platform's: what it was given is in the log
 * before the power goes.
 */
async function settled(gateway: string): Promise<Map<string, string>> {
  for (let before = -1; ; ) {
    const log = await logOf(gateway);
    if (log.size === before) return log;
    before = log.size;
    await pause(3_000);
  }
}

/** What the vendor said, by the id of the event that it became. */
async function logOf(gateway: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let after = ''; ; ) {
    const page = await ask<{
      data: { id: string; data: { raw: { eventInfo: object } } }[];
      nextCursor: string;
      hasMore: boolean;
    }>(`${gateway}/v1/events?type=meetgate.attendee.joined&limit=500${after}`);
    for (const { id, data } of page.data) found.set(id, JSON.stringify(data.raw.eventInfo));
    if (!page.hasMore) return found;
    after = `&after=${encodeURIComponent(page.nextCursor)}`;
  }
}

async function deliveriesOf(gateway: string, subscription: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await ask<{ data: { event: string }[]; nextCursor?: string }>(
      `${gateway}/v1/deliveries?subscription=${subscription}&limit=200${cursor}`,
    );
    found.push(...page.data.map(({ event }) => event));
    if (!page.nextCursor) return found;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}

function isGenuine(secret: string, got: Parameters<typeof verified>[1]): boolean {
  try {
    verified(secret, got);
    return true;
  } catch {
    return false;
  }
}

async function ask<T>(url: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    headers: KEY,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
