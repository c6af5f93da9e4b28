import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../median.ts';
import { bookMeetings } from './bookMeetings.ts';
import { describeRoutes } from './describe.ts';
import { type Figures, load } from './load.ts';
import { aim, report, STARTS } from './report.ts';
import { type Started, startMock } from './server.ts';

const USAGE = `npm run bench:mock [-- options]: the simulation beside other mocks, one list request, one run

  --seconds <number>  of load for each, in each round (4)
  --rounds <number>   how often each takes its turn; the best counts (3)
  --only <names>      of meetgate, booked (the same after 10,000 meetings were booked), bare (a server of Node that gives a constant), scalar, prism, mockoon; all unless told
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
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
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
    booked: [join(ROOT, 'mocks/bin.ts'), '--port', port],
    bare: [join(HERE, 'bare.ts'), description, port],
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
  const names = Object.keys(commands('', '')).filter(
    (name) => values.only?.split(',').includes(name) ?? true,
  );
  const best = new Map<string, Figures & { memory: number | undefined }>();
  const starts = new Map<string, number[]>(names.map((name) => [name, []]));
  try {
    for (let round = 1; round <= STARTS; round++)
      for (const name of names) {
        const { startMs, stop } = await start(name, description);
        await stop();
        starts.get(name)?.push(startMs);
      }
    for (let round = 1; round <= rounds; round++)
      for (const name of names) {
        console.error(`round ${round}: ${name}`);
        const figures = await measure(name, description, seconds);
        const former = best.get(name);
        best.set(name, former && former.perSecond > figures.perSecond ? former : figures);
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const rows = [...best].map(([name, figures]) => ({
    name,
    ...figures,
    startMs: median(starts.get(name) ?? []),
  }));
  report(rows, seconds, rounds);
}

async function start(name: string, description: string): Promise<Started> {
  const port = await freePort();
  return startMock(commands(description, String(port))[name] ?? [], HERE, port);
}

async function measure(name: string, description: string, seconds: number) {
  const mock = await start(name, description);
  try {
    if (name === 'booked') await bookMeetings(mock.url);
    await load(mock.url, 2);
    return { ...(await load(mock.url, seconds)), memory: mock.memory() };
  } finally {
    await mock.stop();
  }
}

async function measureMemory(): Promise<void> {
  const mock = await start('meetgate', '');
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
