import { cpus } from 'node:os';
import { median } from '../median.ts';
import { GENERATOR } from '../mock/load.ts';
import { LIMIT_KIB, START_MS, type Weight } from '../weigh.ts';
import { type Name, TITLES } from './candidates.ts';
import type { Row } from './compare.ts';
import { COLD_CALLERS, type Herd, POLL_S, POLLS_PER_SECOND } from './herds.ts';

/** What a run has found; what was not wanted is not there. */
export interface Findings {
  readonly seconds: number;
  readonly rounds: number;
  readonly table: readonly Row[];
  polled?: Herd;
  cold?: Herd;
  bundle?: Weight;
}

/** What the gateway is to reach. */
interface Aim {
  readonly met: boolean;
  readonly text: string;
}

/** Five seconds of freshness make one call each; the first one, and one under way at the end, come on top. */
const FRESH_S = 5;
const MOST_CALLS = Math.ceil(POLL_S / FRESH_S) + 1;

/** Prints what was found and whether each aim is met. Returns how many are missed. */
export function report(findings: Findings, json: boolean): number {
  const aims = aimsOf(findings);
  console.log(json ? JSON.stringify(documentOf(findings, aims), null, 2) : textOf(findings, aims));
  return aims.filter(({ met }) => !met).length;
}

function aimsOf({ table, polled, cold, bundle }: Findings): Aim[] {
  const aims: Aim[] = [];
  const aim = (met: boolean, text: string) => aims.push({ met, text });
  /** The median of what each round says of two candidates: they ran within seconds of each other. */
  const atLeast = (least: number, name: Name, rows: number, other: Name) => {
    const [one, another] = [name, other].map((wanted) =>
      table.find((row) => row.rows === rows && row.candidate.name === wanted),
    );
    if (!one || !another) return;
    const ratio = (figure: 'perSecond' | 'cpu') =>
      median(one[figure].map((value, round) => value / (another[figure][round] ?? Number.NaN)));
    const share = ratio('perSecond');
    aim(
      share >= least,
      `${TITLES[name]}, ${rows} rows: ${share.toFixed(2)} of the requests a second of ${TITLES[other]} (at least ${least}), ${ratio('cpu').toFixed(2)} of its CPU time a request`,
    );
  };
  atLeast(0.9, 'gateway', 10, 'hono');
  atLeast(0.75, 'gateway', 500, 'reads');
  for (const rows of [10, 500]) atLeast(1, 'gateway', rows, 'portkey');
  atLeast(2, 'shared', 10, 'bare');
  atLeast(0.75, 'shared', 500, 'constant');
  if (polled)
    aim(
      polled.lists <= MOST_CALLS && polled.failures === 0,
      `${polled.answers} polls at ${polled.perSecond.toFixed(0)} a second (${POLLS_PER_SECOND} asked for) cost the vendor ${polled.lists} calls (at most ${MOST_CALLS}); ${polled.failures} failed`,
    );
  if (cold)
    aim(
      cold.logins === 1 && cold.failures === 0 && cold.answers === COLD_CALLERS,
      `${cold.answers} cold callers cost ${cold.logins} login (1), ${cold.failures} failed`,
    );
  if (bundle) {
    aim(bundle.gzipKib < LIMIT_KIB, `bundle of ${bundle.gzipKib.toFixed(1)} KiB gzip (under ${LIMIT_KIB})`);
    if (!Number.isNaN(bundle.startMs))
      aim(bundle.startMs < START_MS, `start-up of ${bundle.startMs.toFixed(0)} ms CPU (under ${START_MS})`);
  }
  return aims;
}

/** The columns of the table, and how many digits of each tell something. */
const DIGITS = { perSecond: 0, median: 2, p99: 2, cpu: 2 } as const;
const COLUMNS = Object.keys(DIGITS) as (keyof typeof DIGITS)[];

function textOf({ table, seconds, rounds }: Findings, aims: readonly Aim[]): string {
  const lines = table.map(({ rows, candidate, ...row }) => {
    const figures = COLUMNS.map((column) => median(row[column]).toFixed(DIGITS[column]));
    return `| ${[rows, TITLES[candidate.name], ...figures].join(' | ')} |`;
  });
  return [
    '| rows | candidate | requests/s | median ms | p99 ms | CPU ms a request |',
    '| ---: | --- | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
    `${GENERATOR}, 16 connections, ${seconds} s each, medians of ${rounds} rounds in turn, ${cpus().length} cores. Workers run in workerd,`,
    `built as they are deployed, with no development proxy; Portkey in Node ${process.version}. The vendor answers at once, in a process of its own.`,
    '',
    ...aims.map(({ met, text }) => `${met ? 'OK' : 'MISSED'}: ${text}`),
  ].join('\n');
}

function documentOf({ table, ...rest }: Findings, aims: readonly Aim[]): object {
  const rows = table.map(
    ({ rows, candidate: { name }, perSecond, median: medianMs, p99: p99Ms, cpu: cpuMs }) => {
      const all = { perSecond, medianMs, p99Ms, cpuMs };
      const middle = Object.entries(all).map(([figure, values]) => [figure, median(values)]);
      return { rows, candidate: name, ...Object.fromEntries(middle), rounds: all };
    },
  );
  return { generator: GENERATOR, cores: cpus().length, node: process.version, ...rest, table: rows, aims };
}
