import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoKey } from '../../mocks/local/listOperations.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    vars: { WATCH: '{"huawei/default":10,"quanshi/default":10}' },
    log: () => undefined,
  });
  // Two hours in a minute, nobody pushing anything.
  const clock = { now: '2026-03-02T09:00:00+08:00', speed: 120 };
  const response = await fetch(`${gateway.url}/__mock/clock`, { method: 'PUT', body: JSON.stringify(clock) });
  expect(response.status).toBe(200);
});
afterAll(() => gateway.stop());

interface Told {
  source: string;
  type: string;
  time: string;
  data: { observed?: true; meeting: { id: string } };
}

test('accounts are watched under npm start where WATCH says so, and nothing else has to be done', async () => {
  let events: Told[] = [];
  await expect
    .poll(
      async () => {
        const response = await fetch(`${gateway.url}/v1/events?limit=500`, {
          headers: { Authorization: `Bearer ${demoKey}` },
        });
        events = ((await response.json()) as { data: Told[] }).data;
        const began = events.filter(({ type }) => type === 'meetgate.meeting.started');
        return new Set(began.map(({ source }) => source)).size;
      },
      { timeout: 90_000, interval: 2_000 },
    )
    .toBe(2);
  expect(events.every(({ data }) => data.observed)).toBe(true);
  // By the vendor's clock, which is elsewhere than ours.
  expect(events.every(({ time }) => time.startsWith('2026-03-02T'))).toBe(true);
  const began = events.filter(({ type }) => type === 'meetgate.meeting.started');
  expect(new Set(began.map(({ data }) => data.meeting.id)).size).toBe(began.length);
});
