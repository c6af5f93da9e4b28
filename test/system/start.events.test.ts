import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

/** What came to the receiver: the vendor's own word for it. */
const heard: string[] = [];
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { nonce, method, eventInfo } = JSON.parse(body);
  heard.push(eventInfo?.event ?? method);
  response.end(
    eventInfo?.event === 'meeting.verify' ? JSON.stringify({ event: eventInfo.event, nonce }) : '',
  );
});
let hook = '';
let gateway: Gateway;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.stop();
  receiver.close();
});

async function ask(path: string, body?: object, method = body ? 'POST' : 'GET') {
  const response = await fetch(`${gateway.url}/__mock/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
  return { status: response.status, body: (await response.json()) as any };
}

describe('the vendors beside the gateway of npm start', () => {
  test('push what happens as their clock runs, though nobody asks them anything', async () => {
    // On a working morning: in the evening little is changed that was booked.
    await ask('clock', { now: '2026-03-03T08:30:00+08:00', speed: 600 }, 'PUT');
    const subscriptions = [{ vendor: 'huawei', events: ['meeting.started'] }, { vendor: 'quanshi' }];
    for (const one of subscriptions)
      expect((await ask('subscriptions', { ...one, url: hook })).status).toBe(201);
    // The handshake is there; the rest comes by the vendors' own alarm.
    await expect
      .poll(() => new Set(heard), { timeout: 20_000 })
      .toEqual(new Set(['meeting.verify', 'meeting.started', 'meetingbegin', 'meetingend', 'update']));
  });

  test('reach the gateway itself, which stands in the same workerd', async () => {
    await ask('reset', {});
    const { body } = await ask('subscriptions', { vendor: 'quanshi', url: `${gateway.url}/healthz` });
    expect(body.status).toBe(0);
    const emitted = await ask('events', { event: 'update' });
    // The health takes no POST: that it says so itself is all that matters here.
    expect(emitted.body.deliveries[0].attempts).toMatchObject([{ status: 405 }]);
  });
});
