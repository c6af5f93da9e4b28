import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readServerEvents, type ServerEvent } from '../../functions/cli/readServerEvents.ts';
import { connectEvents } from '../../mocks/local/connectEvents.ts';
import { demoKey } from '../../mocks/local/listOperations.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { freePort } from '../support/freePort.ts';

const KEY = { Authorization: `Bearer ${demoKey}` };
const open: (() => void)[] = [];
let gateway: Gateway;
let port: number;
let state: string;
const start = () => startGateway({ port, persistTo: state, log: () => undefined });

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'meetgate-stream-'));
  port = await freePort();
  gateway = await start();
  // Only what a test lets happen does, from before anybody is told of it.
  const body = JSON.stringify({ speed: 0 });
  await fetch(`${gateway.url}/__mock/clock`, { method: 'PUT', headers: KEY, body });
  await connectEvents(gateway.url, demoKey, AbortSignal.timeout(30_000));
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});
afterAll(async () => {
  await gateway.stop();
  await rm(state, { recursive: true, force: true, maxRetries: 3 });
});

/** Lets an event happen at the simulation, which pushes it to the gateway. */
async function trigger(event: string): Promise<void> {
  const body = JSON.stringify({ event });
  const response = await fetch(`${gateway.url}/__mock/events`, { method: 'POST', headers: KEY, body });
  if (!response.ok) throw new Error(await response.text());
}

/** Follows the stream: what comes, one after another. */
async function follow(lastEventId?: string) {
  const stop = new AbortController();
  open.push(() => stop.abort());
  const headers = {
    ...KEY,
    Accept: 'text/event-stream',
    ...(lastEventId && { 'Last-Event-ID': lastEventId }),
  };
  const response = await fetch(`${gateway.url}/v1/events`, { headers, signal: stop.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  const events = readServerEvents(response);
  return {
    close: () => stop.abort(),
    /** The next event of that type, and the last id that came up to it. The simulated offices live: their events come in between. */
    async next(wanted: string): Promise<{ id: string; type: string; event: string }> {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error('The stream has ended.');
        const { id = '', data } = value as ServerEvent;
        if (data === undefined) continue;
        const event = JSON.parse(data) as { id: string; type: string };
        if (event.type === wanted) return { id, type: event.type, event: event.id };
      }
    },
  };
}

describe('the stream of events', () => {
  it('goes on behind the last event that was read, also after the gateway was restarted', async () => {
    const first = await follow();
    await trigger('meeting.started');
    const seen = await first.next('meetgate.meeting.started');
    first.close();
    // Nobody listens while this happens.
    await trigger('record.finish');
    const again = await follow(seen.id);
    const missed = await again.next('meetgate.recording.finished');
    await gateway.stop();
    await expect(again.next('none')).rejects.toThrow();
    gateway = await start();
    await trigger('meeting.cancel');
    const third = await follow(missed.id);
    await third.next('meetgate.meeting.cancelled');
    // Once more from the first: the same events, by the same ids.
    const repeated = await follow(seen.id);
    expect((await repeated.next(missed.type)).event).toBe(missed.event);
  });

  it('says that it lives where nothing happens, before a proxy closes it', async () => {
    const socket = await raw();
    const began = Date.now();
    const beats: number[] = [];
    socket.on('data', (text: string) => {
      if (/(^|\n):\n/.test(text)) beats.push(Date.now() - began);
    });
    await expect.poll(() => beats.length, { timeout: 40_000 }).toBeGreaterThanOrEqual(2);
    expect(beats.at(-1)).toBeLessThan(35_000);
  });

  it('waits for a reader that never reads, and for nobody else', async () => {
    const sleeper = await raw();
    sleeper.pause();
    const awake = await follow();
    for (let i = 0; i < 60; i++) await trigger('meeting.join').catch(() => undefined);
    await trigger('meeting.create');
    await awake.next('meetgate.meeting.scheduled');
    const { status } = await fetch(`${gateway.url}/v1/events?limit=1`, { headers: KEY });
    expect(status).toBe(200);
  });

  it('is open twenty times at once for a key, and again once one has ended', async () => {
    const streams = [];
    for (let i = 0; i < 20; i++) streams.push(await raw().catch((error: Error) => error));
    const refused = await new Promise<{ status?: number; retry?: string }>((resolve) => {
      request(
        `${gateway.url}/v1/events`,
        { headers: { ...KEY, Accept: 'text/event-stream' } },
        (response) => {
          response.resume();
          resolve({ status: response.statusCode ?? 0, retry: response.headers['retry-after'] ?? '' });
        },
      ).end();
    });
    expect(refused).toEqual({ status: 503, retry: '10' });
    for (const close of open.splice(0)) close();
    // Who has gone without a word is counted for a minute at most.
    await expect
      .poll(
        async () => {
          const socket = await raw().catch(() => undefined);
          socket?.destroy();
          return socket !== undefined;
        },
        { timeout: 75_000, interval: 2_000 },
      )
      .toBe(true);
  });
});

/** A socket on which the stream has begun, as a client that does not parse it. */
async function raw(): Promise<Socket> {
  const { hostname } = new URL(gateway.url);
  const socket = connect(port, hostname).setEncoding('utf8');
  open.push(() => socket.destroy());
  socket.on('error', () => undefined);
  socket.write(
    `GET /v1/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: ${KEY.Authorization}\r\nAccept: text/event-stream\r\n\r\n`,
  );
  const head = await new Promise<string>((resolve) => socket.once('data', (text) => resolve(String(text))));
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(head.slice(0, 40));
  return socket;
}
