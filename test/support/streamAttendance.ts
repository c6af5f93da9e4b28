import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../mocks/server/startServer.ts';
import type { Held } from './heapOf.ts';
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
  /** What the isolate held at each look while rows came. */
  held: Held[];
  /** And soon after nobody had read for a while: much of what is kept for others has left by then, what is kept by mistake has not. */
  atRest: Held;
  seconds: number;
  /** Whether the vendor was asked for no more while nobody read. */
  waits: boolean;
}

/** Buffers of sockets fill within seconds while nobody reads: by then, nothing is asked for such a while. */
const STILL_MS = 1_000;
/** Objects that nobody has asked for ten seconds leave the memory, with the answers that they keep. */
const IDLE_MS = 12_000;
const MOST_MS = 15_000;

async function standsStill(vendors: string): Promise<boolean> {
  const asked = async () =>
    ((await (await fetch(`${vendors}/__mock/journal?limit=0`)).json()) as { made: number }).made;
  const deadline = Date.now() + MOST_MS;
  for (let last = await asked(); Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, STILL_MS));
    const now = await asked();
    if (now === last) return true;
    last = now;
  }
  return false;
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
    const held: Held[] = [];
    for await (const chunk of body ?? []) {
      for (const byte of chunk) if (byte === 10) rows++;
      if (rows >= LOOK_EVERY * (held.length + 1)) held.push(await workerd.heapOf('gateway'));
      if (rows < wanted) continue;
      const seconds = (performance.now() - began) / 1000;
      const waits = await standsStill(vendors.url);
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      return { status, rows, held, atRest: await workerd.heapOf('gateway'), waits, seconds };
    }
    throw new Error(`the stream was answered ${status} and ended after ${rows} rows`);
  } finally {
    await workerd.stop();
    await vendors.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
