import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { GENERATOR, load } from '../mock/load.ts';
import { type Candidate, cpuMs, startBare, startCandidates, startGateway } from './candidates.ts';
import { coldCallers, type Herd, pollers } from './herds.ts';
import { startUpstream, type Upstream } from './startUpstream.ts';

const USAGE = `npm run bench:gateway [-- options]: the gateway beside a Worker that only forwards, and Portkey's

  --seconds <number>  of load for each, in each round (2)
  --rounds <number>   how often each takes its turn; medians count (3)
  --check             fail where an aim is missed
  --help              this text`;

const ROWS = [10, 500];
/** Five seconds of freshness make one call each; the first one, and one under way at the end, come on top. */
const FRESH_S = 5;
const POLL_S = 11;
const COLD_CALLERS = 1_000;
const BUNDLE_KIB = 80;

/** What one candidate did for one size of page: a figure for each round. */
interface Row {
  readonly candidate: Candidate;
  readonly rows: number;
  readonly perSecond: number[];
  readonly median: number[];
  readonly p99: number[];
  readonly cpu: number[];
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else await main(Math.min(10, Number(values.seconds)), Math.min(5, Number(values.rounds)));

async function main(seconds: number, rounds: number): Promise<void> {
  install();
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-bench-'));
  const upstream = await startUpstream();
  try {
    const { candidates, stop } = await startCandidates(folder, upstream.url);
    let polled: Herd;
    const table: Row[] = [];
    try {
      for (const rows of ROWS) table.push(...(await compare(candidates, rows, seconds, rounds)));
      console.error('pollers');
      polled = await pollers(new URL(candidates[1]?.urlOf(10) ?? '').origin, upstream, POLL_S);
    } finally {
      await stop();
    }
    console.error('cold callers');
    const cold = await coldCallers(folder, upstream, COLD_CALLERS);
    console.error('start-up');
    const startMs = await startUp(folder, upstream);
    report(table, { seconds, rounds });
    judge(table, { polled, cold, startMs, kib: kibOf(join(folder, 'worker.js')) });
  } finally {
    upstream.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(): void {
  if (existsSync(join(import.meta.dirname, 'node_modules'))) return;
  console.error('Installing what is compared, once …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 2, 2],
  });
}

/** Each takes its turn, A B C D A B C D: whatever else the machine does, it does to all of them. */
async function compare(candidates: readonly Candidate[], rows: number, seconds: number, rounds: number) {
  const table = candidates.map(
    (candidate): Row => ({ candidate, rows, perSecond: [], median: [], p99: [], cpu: [] }),
  );
  for (const { candidate } of table) await load(candidate.urlOf(rows), 1, candidate.headers);
  for (let round = 1; round <= rounds; round++) {
    console.error(`${rows} rows, round ${round}`);
    for (const row of table) {
      const { pid, urlOf, headers } = row.candidate;
      const before = cpuMs(pid);
      const figures = await load(urlOf(rows), seconds, headers);
      row.perSecond.push(figures.perSecond);
      row.median.push(figures.median);
      row.p99.push(figures.p99);
      row.cpu.push(((cpuMs(pid) ?? Number.NaN) - (before ?? Number.NaN)) / figures.requests);
    }
  }
  return table;
}

/** What the gateway needs from nothing to its first answer beyond what a Worker of five lines does, ms. */
async function startUp(folder: string, upstream: Upstream): Promise<number> {
  const toFirstAnswer = async (start: () => Promise<{ url: string; stop: () => Promise<void> }>) => {
    const from = performance.now();
    const { url, stop } = await start();
    await (await fetch(`${url}/healthz`)).text();
    const ms = performance.now() - from;
    await stop();
    return ms;
  };
  const more: number[] = [];
  for (let i = 0; i < 3; i++) {
    const bare = await toFirstAnswer(() => startBare(upstream.url));
    more.push((await toFirstAnswer(() => startGateway(folder, upstream.url))) - bare);
  }
  return median(more);
}

function report(table: readonly Row[], { seconds, rounds }: { seconds: number; rounds: number }): void {
  console.log('| rows | candidate | runtime | requests/s | median ms | p99 ms | CPU ms a request |');
  console.log('| ---: | --- | --- | ---: | ---: | ---: | ---: |');
  for (const { rows, candidate, perSecond, median: middle, p99, cpu } of table) {
    const figures = [
      median(perSecond).toFixed(0),
      ...[middle, p99, cpu].map((all) => median(all).toFixed(2)),
    ];
    console.log(`| ${[rows, candidate.name, candidate.runtime, ...figures].join(' | ')} |`);
  }
  console.log(
    `\n${GENERATOR}, 16 connections, ${seconds} s each, medians of ${rounds} rounds, Node ${process.version}; workerd on the
deployed bundle without a development proxy; a vendor that answers at once, in a process of its own.\n`,
  );
}

function judge(
  table: readonly Row[],
  { polled, cold, startMs, kib }: { polled: Herd; cold: Herd; startMs: number; kib: number },
): void {
  /** The median of what each round says of two candidates: they ran within seconds of each other. */
  const ratio = (rows: number, name: string, figure: 'perSecond' | 'median' | 'cpu') => {
    const [one, bare] = [name, 'bare Worker'].map(
      (wanted) => table.find((row) => row.rows === rows && row.candidate.name === wanted)?.[figure] ?? [],
    );
    return median((one ?? []).map((value, round) => value / (bare?.[round] ?? Number.NaN)));
  };
  const [per10, late10] = [ratio(10, 'meetgate', 'perSecond'), ratio(10, 'meetgate', 'median')];
  const late500 = ratio(500, 'meetgate', 'median');
  const shared = ratio(10, 'meetgate, shared', 'perSecond');
  const mostCalls = Math.ceil(POLL_S / FRESH_S) + 1;
  aim(per10 >= 0.8, `10 rows: ${per10.toFixed(2)} of the bare Worker's requests a second (at least 0.8)`);
  aim(late10 <= 1.25, `10 rows: ${late10.toFixed(2)} times its median latency (at most 1.25)`);
  aim(late500 <= 1.5, `500 rows: ${late500.toFixed(2)} times its median latency (at most 1.5)`);
  aim(shared >= 2, `shared: ${shared.toFixed(2)} times the bare Worker's requests a second (at least 2)`);
  aim(
    polled.lists <= mostCalls && polled.failures === 0,
    `${polled.answers} polls at ${polled.perSecond.toFixed(0)} a second (2000 asked for) cost the vendor ${polled.lists} calls (at most ${mostCalls}); ${polled.failures} failed`,
  );
  aim(
    cold.logins === 1 && cold.failures === 0 && cold.answers === COLD_CALLERS,
    `${cold.answers} cold callers cost ${cold.logins} login (1), ${cold.failures} failed`,
  );
  aim(kib < BUNDLE_KIB, `bundle of ${kib.toFixed(1)} KiB gzip (under ${BUNDLE_KIB})`);
  console.log(
    `start-up: ${startMs.toFixed(0)} ms more than the bare Worker's, from nothing to the first answer; CPU a request: ${ratio(10, 'meetgate', 'cpu').toFixed(1)} times for 10 rows, ${ratio(500, 'meetgate', 'cpu').toFixed(1)} for 500`,
  );
}

function aim(met: boolean, text: string): void {
  console.log(`${met ? 'met' : 'MISSED'}: ${text}`);
  if (!met && values.check) process.exitCode = 1;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function kibOf(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length / 1024;
}
