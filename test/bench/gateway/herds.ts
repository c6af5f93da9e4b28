import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KEY, ROUTE, startGateway } from './candidates.ts';
import type { Upstream } from './startUpstream.ts';

const run = promisify(execFile);
const AUTOCANNON = join(import.meta.dirname, 'node_modules/autocannon/autocannon.js');

/** What a herd of callers got, and what it cost the vendor. */
export interface Herd {
  readonly answers: number;
  readonly failures: number;
  readonly perSecond: number;
  readonly median: number;
  readonly lists: number;
  readonly logins: number;
}

const POLLERS_PER_SECOND = 2_000;

/** Pollers of one list, at a bounded rate. */
export const pollers = (url: string, upstream: Upstream, seconds: number): Promise<Herd> =>
  herd(url, upstream, ['-c', '64', '-R', String(POLLERS_PER_SECOND), '-d', String(seconds)]);

/** Callers who all come at once to a gateway that has no token; each wants the vendor's own answer. */
export async function coldCallers(folder: string, upstream: Upstream, callers: number): Promise<Herd> {
  const gateway = await startGateway(folder, upstream.url);
  try {
    const count = String(callers);
    return await herd(gateway.url, upstream, [
      '-c',
      count,
      '-a',
      count,
      '-t',
      '30',
      '-H',
      'Cache-Control=no-store',
    ]);
  } finally {
    await gateway.stop();
  }
}

/** What the load before left under way is over by then, and is not counted. */
const QUIET_MS = 2_000;

async function herd(url: string, upstream: Upstream, how: string[]): Promise<Herd> {
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  await upstream.count();
  const headers = Object.entries(KEY).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const { stdout } = await run(
    process.execPath,
    [AUTOCANNON, '-j', ...how, ...headers, `${url}${ROUTE}?limit=10`],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const { requests, latency, non2xx, errors } = JSON.parse(stdout) as {
    requests: { average: number; total: number };
    latency: { p50: number };
    non2xx: number;
    errors: number;
  };
  return {
    answers: requests.total,
    failures: non2xx + errors,
    perSecond: requests.average,
    median: latency.p50,
    ...(await upstream.count()),
  };
}
