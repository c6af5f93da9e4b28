import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeRoutes } from './describe.ts';
import { load } from './load.ts';
import { aim, type Row, report } from './report.ts';
import { startMock } from './server.ts';

const USAGE = `npm run bench:mock [-- options]: the simulation beside other mocks, one list request, one run

  --seconds <number>  of load for each, in each round (6)
  --rounds <number>   how often each takes its turn; the best counts (2)
  --only <name>       meetgate, scalar, prism or mockoon
  --memory            a million requests to meetgate instead: its memory must stay flat
  --help              this text`;

const HERE = import.meta.dirname;
const ROOT = join(HERE, '../../..');
const MILLION = 1_000_000;
// Of the million: what Node's heap does before it settles is not counted.
const SETTLED = 0.25;
const FLAT_MIB = 32;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '2' },
    only: { type: 'string' },
    memory: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else if (values.memory) await measureMemory();
else await compare(Math.min(60, Number(values.seconds)), Math.min(5, Number(values.rounds)));

/** How each mock is started, given a description and a port. */
function commands(description: string, port: string): Record<string, string[]> {
  const bin = (name: string) => join(HERE, 'node_modules', name);
  return {
    meetgate: [join(ROOT, 'mocks/bin.ts'), '--port', port],
    scalar: [join(HERE, 'scalar.js'), description, port],
    prism: [
      bin('@stoplight/prism-cli/dist/index.js'),
      'mock',
      description,
      '-p',
      port,
      '-v',
      'silent',
      '-m',
      'false',
    ],
    mockoon: [
      ...[bin('@mockoon/cli/bin/run.js'), 'start', '--data', description, '--port', port],
      ...['--hostname', '127.0.0.1', '--disable-log-to-file', '--disable-admin-api'],
    ],
  };
}

async function compare(seconds: number, rounds: number): Promise<void> {
  if (!existsSync(join(HERE, 'node_modules'))) {
    console.error('Installing what is compared, once …');
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: HERE,
      stdio: 'inherit',
    });
  }
  const folder = await mkdtemp(join(tmpdir(), 'meetgate-bench-'));
  const description = join(folder, 'openapi.json');
  await writeFile(description, JSON.stringify(await describeRoutes()));
  const best = new Map<string, Row>();
  try {
    for (let round = 1; round <= rounds; round++)
      for (const name of Object.keys(commands('', '')).filter((one) => !values.only || one === values.only)) {
        console.error(`round ${round}: ${name}`);
        const row = await measure(name, description, seconds);
        const former = best.get(name);
        const startMs = Math.min(row.startMs, former?.startMs ?? Number.POSITIVE_INFINITY);
        best.set(name, { ...(former && former.perSecond > row.perSecond ? former : row), startMs });
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  report([...best.values()], seconds, rounds);
}

async function measure(name: string, description: string, seconds: number): Promise<Row> {
  const port = await freePort();
  const mock = await startMock(commands(description, String(port))[name] ?? [], HERE, port);
  try {
    await load(mock.url, 2);
    const figures = await load(mock.url, seconds);
    return { name, ...figures, startMs: mock.startMs, memory: mock.memory() };
  } finally {
    await mock.stop();
  }
}

async function measureMemory(): Promise<void> {
  const port = await freePort();
  const mock = await startMock(commands('', String(port)).meetgate ?? [], HERE, port);
  let requests = 0;
  let settled: number | undefined;
  try {
    while (requests < MILLION) {
      requests += (await load(mock.url, 5)).requests;
      const memory = mock.memory();
      console.log(`${requests} requests: ${memory ?? '-'} MiB`);
      if (requests >= MILLION * SETTLED) settled ??= memory;
    }
    const grown = (mock.memory() ?? 0) - (settled ?? 0);
    aim(
      settled !== undefined && grown <= FLAT_MIB,
      `${grown} MiB more than after a quarter of them (at most ${FLAT_MIB})`,
    );
  } finally {
    await mock.stop();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
