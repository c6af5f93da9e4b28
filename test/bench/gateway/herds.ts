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

/** So long do pollers ask for one list, and so often. */
export const POLL_S = 11;
export const POLLS_PER_SECOND = 2_000;
export const COLD_CALLERS = 1_000;

/** Pollers of one list, at a bounded rate. */
export const pollers = (folder: string, upstream: Upstream): Promise<Herd> =>
  herd(folder, upstream, ['-c', '64', '-R', String(POLLS_PER_SECOND), '-d', String(POLL_S)]);

/** Callers who all come at once to a gateway that has no token; each wants the vendor's own answer. */
export const coldCallers = (folder: string, upstream: Upstream): Promise<Herd> =>
  herd(folder, upstream, [
    ...['-c', String(COLD_CALLERS), '-a', String(COLD_CALLERS), '-t', '30'],
    ...['-H', 'Cache-Control=no-store'],
  ]);

/** Sends a herd to a gateway that has just started from where it was built. */
async function herd(folder: string, upstream: Upstream, how: string[]): Promise<Herd> {
  await upstream.count();
  const { url, stop } = await startGateway(folder, upstream.url);
  try {
    return { ...(await autocannon(`${url}${ROUTE}?limit=10`, how)), ...(await upstream.count()) };
  } finally {
    await stop();
  }
}

async function autocannon(url: string, how: string[]): Promise<Omit<Herd, 'lists' | 'logins'>> {
  const headers = Object.entries(KEY).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const { stdout } = await run(process.execPath, [AUTOCANNON, '-j', ...how, ...headers, url], {
    maxBuffer: 16 * 1024 * 1024,
  });
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
  };
}
