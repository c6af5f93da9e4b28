import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ log: () => undefined });
});
afterAll(() => gateway.stop());

const headers = { Authorization: 'Bearer meetgate-demo-key', 'Cache-Control': 'no-store' };
/** How each vendor answers. */
const statuses = () =>
  Promise.all(
    ['/v1/huawei/webinars/ongoing', '/v1/quanshi/conferences/live'].map(
      async (path) => (await fetch(gateway.url + path, { headers })).status,
    ),
  );
const tell = async (path: string, body: object = {}) => {
  const response = await fetch(`${gateway.url}/__mock/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
};
const now = async () => {
  const response = await fetch(`${gateway.url}/__mock/clock`);
  return ((await response.json()) as { now: number }).now;
};

test('a day forward on the simulation’s clock, and back by a reset, are answered by the gateway as if nothing was', async () => {
  expect(await statuses()).toEqual([200, 200]);
  await tell('clock/advance', { by: '1d' });
  expect((await now()) - Date.now()).toBeGreaterThan(86_000_000);
  expect(await statuses()).toEqual([200, 200]);
  await tell('reset');
  expect(Math.abs((await now()) - Date.now())).toBeLessThan(5_000);
  expect(await statuses()).toEqual([200, 200]);
});
