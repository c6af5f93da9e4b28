import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildGateway } from '../../support/workerd.ts';
import { weigh } from '../weigh.ts';
import { NAMES, ROWS, startCandidates } from './candidates.ts';
import { compare, type Row } from './compare.ts';
import { coldCallers, pollers } from './herds.ts';
import { type Findings, report } from './report.ts';
import { startUpstream } from './startUpstream.ts';

const PARTS = [...NAMES, 'herds', 'bundle'] as const;
type Part = (typeof PARTS)[number];

const USAGE = `npm run bench:gateway [-- options]: the gateway beside other ways to the same list

  --only <names>      of ${PARTS.join(', ')}; all unless told
  --rows <numbers>    sizes of page, of ${ROWS.join(', ')}; all unless told
  --seconds <number>  of load for each, in each round (1)
  --rounds <number>   how often each takes its turn; medians count (9)
  --json              one JSON document instead of the table
  --check             fail where an aim is missed
  --help              this text

For one who tunes: --only gateway,reads --rows 10 --rounds 3`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: PARTS.join() },
    rows: { type: 'string', default: ROWS.join() },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else await main(chosen(values.only, PARTS), chosen(values.rows, ROWS));

/** Those of a list that are wanted, in its own order. @throws Error where one is not on it */
function chosen<T extends string | number>(wanted: string, all: readonly T[]): T[] {
  const names = wanted.split(',');
  const unknown = names.filter((name) => !all.some((one) => String(one) === name));
  if (unknown.length > 0) throw new Error(`${unknown.join()} is not among ${all.join()}.`);
  return all.filter((one) => names.includes(String(one)));
}

async function main(parts: readonly Part[], sizes: readonly number[]): Promise<void> {
  install();
  const seconds = Math.min(10, Number(values.seconds));
  const rounds = Math.min(20, Number(values.rounds));
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-bench-'));
  const upstream = await startUpstream();
  try {
    const script = buildGateway(folder);
    const { candidates, stop } = await startCandidates(
      NAMES.filter((name) => parts.includes(name)),
      folder,
      upstream.url,
    );
    const table: Row[] = [];
    try {
      for (const rows of sizes) table.push(...(await compare(candidates, { rows, seconds, rounds })));
    } finally {
      await stop();
    }
    const findings: Findings = { seconds, rounds, table };
    if (parts.includes('herds')) {
      console.error('herds');
      findings.polled = await pollers(folder, upstream);
      findings.cold = await coldCallers(folder, upstream);
    }
    if (parts.includes('bundle')) {
      console.error('bundle');
      findings.bundle = await weigh(script);
    }
    const missed = report(findings, values.json);
    if (missed && values.check) process.exitCode = 1;
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
