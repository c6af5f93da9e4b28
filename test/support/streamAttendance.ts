import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../mocks/server/startServer.ts';
import { buildGateway, gatewayWorker, startWorkerd } from './workerd.ts';

/** Between two looks at what is held. */
const LOOK_EVERY = 10_000;
const DAY = 86_400_000;
/** Quotas that are kept and never met: this is about memory. */
const QUOTAS = Object.fromEntries(
  ['searchAttendanceRecords', 'listHistoryWebinars', 'searchHistoryMeetings'].map((name) => [
    `huawei.${name}`,
    100_000_000,
  ]),
);

/** What came of a stream. */
export interface Streamed {
  status: number;
  rows: number;
  /** What the isolate held at each look, MiB. */
  held: number[];
  seconds: number;
}

/** Reads so many rows of attendance of the last days as NDJSON, and looks at what the gateway holds meanwhile. */
export async function streamAttendance(wanted: number): Promise<Streamed> {
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-rows-'));
  const vendors = await startServer({ port: 0, size: 'large' });
  const workerd = await startWorkerd(
    [gatewayWorker(buildGateway(folder), vendors.url, { VENDOR_QUOTAS: JSON.stringify(QUOTAS) })],
    { inspected: true },
  );
  try {
    const from = new Date(Date.now() - 5 * DAY).toISOString();
    const began = performance.now();
    const { status, body } = await fetch(
      `${workerd.urlOf('gateway')}/v1/attendance?format=ndjson&limit=20&from=${from}`,
      { headers: { Authorization: 'Bearer meetgate-demo-key' } },
    );
    let rows = 0;
    const held: number[] = [];
    for await (const chunk of body ?? []) {
      for (const byte of chunk) if (byte === 10) rows++;
      if (rows >= LOOK_EVERY * (held.length + 1)) held.push(await workerd.heapOf('gateway'));
      if (rows >= wanted) break;
    }
    return { status, rows, held, seconds: (performance.now() - began) / 1000 };
  } finally {
    await workerd.stop();
    await vendors.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
