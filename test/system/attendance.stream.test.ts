import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServer } from '../../mocks/server/startServer.ts';
import { buildGateway, gatewayWorker, startWorkerd } from '../support/workerd.ts';

const ROWS = 100_000;
/** Between two looks at what is held. */
const LOOK_EVERY = 10_000;
const MOST_MIB = 64;
const DAY = 86_400_000;
/** Quotas that are kept and never met: this is about memory. */
const QUOTAS = Object.fromEntries(
  ['searchAttendanceRecords', 'listHistoryWebinars', 'searchHistoryMeetings'].map((name) => [
    `huawei.${name}`,
    100_000_000,
  ]),
);

it('100,000 rows of attendance are streamed while a page of them is held', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-rows-'));
  const vendors = await startServer({ port: 0, size: 'large' });
  const workerd = await startWorkerd(
    [gatewayWorker(buildGateway(folder), vendors.url, { VENDOR_QUOTAS: JSON.stringify(QUOTAS) })],
    { inspected: true },
  );
  try {
    const from = new Date(Date.now() - 5 * DAY).toISOString();
    const response = await fetch(
      `${workerd.urlOf('gateway')}/v1/attendance?format=ndjson&limit=20&from=${from}`,
      { headers: { Authorization: 'Bearer meetgate-demo-key' } },
    );
    expect(response.status).toBe(200);
    let rows = 0;
    const held: number[] = [];
    for await (const chunk of response.body ?? []) {
      for (const byte of chunk) if (byte === 10) rows++;
      if (rows >= LOOK_EVERY * (held.length + 1)) held.push(await workerd.heapOf('gateway'));
      if (rows >= ROWS) break;
    }
    expect(rows).toBeGreaterThanOrEqual(ROWS);
    expect(held.length).toBe(ROWS / LOOK_EVERY);
    expect(Math.max(...held)).toBeLessThan(MOST_MIB);
  } finally {
    await workerd.stop();
    await vendors.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
