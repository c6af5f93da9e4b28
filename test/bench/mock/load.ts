import { execFile, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { TOKEN } from './describe.ts';

const run = promisify(execFile);

/** What a load found. Latencies in ms. */
export interface Figures {
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
  readonly requests: number;
}

const CONNECTIONS = 16;

/** wrk where there is one, since it takes the least from the mock that it loads; else autocannon. */
export const GENERATOR: 'wrk' | 'autocannon' =
  spawnSync('wrk', ['-v']).error === undefined ? 'wrk' : 'autocannon';

/** What a load asks with, unless told: the token of the documents. */
const HEADERS: Readonly<Record<string, string>> = { 'X-Access-Token': TOKEN };

/**
 * Asks for one URL again and again, for so many seconds.
 * @throws Error where an answer was none of 2xx
 */
export async function load(url: string, seconds: number, headers = HEADERS): Promise<Figures> {
  const lines = Object.entries(headers);
  return GENERATOR === 'wrk' ? wrk(url, seconds, lines) : autocannon(url, seconds, lines);
}

async function wrk(url: string, seconds: number, headers: readonly string[][]): Promise<Figures> {
  const { stdout } = await run('wrk', [
    ...['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency'],
    ...headers.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    url,
  ]);
  // One that is too slow for its load is no failure: its figures tell.
  const bad = /Non-2xx or 3xx responses: \d+|Socket errors: (?!connect 0, read 0, write 0).*/.exec(stdout);
  if (bad) throw new Error(`${url}: ${bad[0]}`);
  const [, requests = ''] = /(\d+) requests in/.exec(stdout) ?? [];
  const [, perSecond = ''] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  return {
    perSecond: Number(perSecond),
    median: percentile(stdout, '50%'),
    p99: percentile(stdout, '99%'),
    requests: Number(requests),
  };
}

function percentile(text: string, name: string): number {
  const [, value, unit] = new RegExp(`${name}\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
  return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1);
}

async function autocannon(url: string, seconds: number, headers: readonly string[][]): Promise<Figures> {
  const { stdout } = await run(
    process.execPath,
    [
      // That of the bench which runs.
      join(dirname(process.argv[1] ?? ''), 'node_modules/autocannon/autocannon.js'),
      ...['-j', '-c', String(CONNECTIONS), '-d', String(seconds)],
      ...headers.flatMap(([name, value]) => ['-H', `${name}=${value}`]),
      url,
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const { requests, latency, non2xx, errors } = JSON.parse(stdout) as {
    requests: { average: number; total: number };
    latency: { p50: number; p99: number };
    non2xx: number;
    errors: number;
  };
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refusals, ${errors} errors`);
  return { perSecond: requests.average, median: latency.p50, p99: latency.p99, requests: requests.total };
}
