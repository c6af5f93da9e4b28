import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { streamAttendance } from '../../support/streamAttendance.ts';
import { buildGateway } from '../../support/workerd.ts';
import { median } from '../median.ts';
import { APPS, SOURCES } from './sources.ts';
import { whoIsMeeting } from './whoIsMeeting.ts';

const PARTS = ['now', 'attendance'];
/** What each number may be, and is unless told. */
const BOUNDS = {
  rounds: { least: 3, most: 200, usual: 30 },
  callers: { least: 1, most: 1_000, usual: 200 },
  slowest: { least: 10, most: 5_000, usual: 120 },
  rows: { least: 10_000, most: 1_000_000, usual: 100_000 },
};
type Bound = keyof typeof BOUNDS;
const described = (name: Bound): string => {
  const { least, most, usual } = BOUNDS[name];
  return `${least} to ${most}, ${usual} unless told`;
};

const USAGE = `npm run bench:meetings [-- options]: who is meeting now, and attendance in bulk

  --only <names>      of ${PARTS.join(', ')}; all unless told
  --rounds <number>   how often each call is timed; medians count (${described('rounds')})
  --callers <number>  who ask at once (${described('callers')})
  --slowest <ms>      how long the slowest list takes its vendor (${described('slowest')})
  --rows <number>     of attendance that are streamed (${described('rows')})
  --json              one JSON document instead of the table
  --help              this text

Fails where an aim is missed.`;

/** What is wanted of who is meeting now, beside the slowest list that it is made of; and of a stream. */
const MOST_RATIO = 1.3;
const MOST_MIB = 64;
/** With answers that others may share, after a rest. */
const MOST_AT_REST_MIB = 96;
/** What sharing allows: each list of each account once. Two of the three lists are Huawei's. */
const DISTINCT = APPS.length * SOURCES.length;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: PARTS.join() },
    rounds: { type: 'string' },
    callers: { type: 'string' },
    slowest: { type: 'string' },
    rows: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** What the gateway is to reach, and what it does. */
interface Aim {
  met: boolean;
  text: string;
}

/** A line of the table. */
interface Line {
  what: string;
  figure: string;
}

const ms = (times: readonly number[]) => `${median(times).toFixed(1)} ms`;

if (values.help) console.log(USAGE);
else await main(values.only.split(','));

/** The number of an option. @throws Error where it is none, or out of bounds */
function numberOf(name: Bound): number {
  const { least, most, usual } = BOUNDS[name];
  const given = values[name] ?? String(usual);
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < least || number > most)
    throw new Error(`--${name} must be a whole number from ${least} to ${most}.`);
  return number;
}

async function main(parts: readonly string[]): Promise<void> {
  const unknown = parts.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new Error(`${unknown.join()} is not among ${PARTS.join()}.`);
  const effort = {
    rounds: numberOf('rounds'),
    callers: numberOf('callers'),
    slowestMs: numberOf('slowest'),
  };
  const rows = numberOf('rows');
  const table: Line[] = [];
  const aims: Aim[] = [];
  if (parts.includes('now')) await now(effort, table, aims);
  if (parts.includes('attendance')) await attendance(rows, table, aims);
  if (values.json)
    console.log(JSON.stringify({ cores: cpus().length, node: process.version, table, aims }, null, 2));
  else {
    for (const { what, figure } of table) console.log(`${what.padEnd(58)} ${figure}`);
    for (const { met, text } of aims) console.log(`${met ? 'met' : 'MISSED'}: ${text}`);
  }
  if (aims.some(({ met }) => !met)) process.exitCode = 1;
}

async function now(effort: Parameters<typeof whoIsMeeting>[1], table: Line[], aims: Aim[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-bench-'));
  try {
    const { calls, meetings, all, alone, shared } = await whoIsMeeting(buildGateway(folder), effort);
    const { cold, warm, crowd } = calls;
    const slowest = Math.max(...Object.values(alone).map(median));
    table.push(
      { what: 'accounts, lists, meetings that run', figure: `${APPS.length * 2}, ${DISTINCT}, ${meetings}` },
      { what: 'vendor calls of the first caller', figure: String(cold) },
      { what: 'vendor calls of the next one', figure: String(warm) },
      { what: `vendor calls of ${effort.callers} callers at once`, figure: String(crowd) },
      ...Object.entries(alone).map(([route, times]) => ({ what: `${route}, afresh`, figure: ms(times) })),
      { what: 'who is meeting now, afresh', figure: ms(all) },
      { what: 'who is meeting now, shared', figure: ms(shared) },
    );
    const ratio = median(all) / slowest;
    aims.push(
      {
        met: cold <= DISTINCT && warm === 0 && crowd <= DISTINCT,
        text: `who is meeting now costs the vendors ${cold} calls, then ${warm}, and ${crowd} for ${effort.callers} at once (at most ${DISTINCT}, 0 and ${DISTINCT}: each list once)`,
      },
      {
        met: ratio <= MOST_RATIO,
        text: `who is meeting now takes ${ratio.toFixed(2)} times as long as the slowest of its lists (at most ${MOST_RATIO})`,
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function attendance(wanted: number, table: Line[], aims: Aim[]): Promise<void> {
  const { status, rows, held, atRest, waits, seconds } = await streamAttendance(wanted);
  const objects = Math.max(...held.map((one) => one.objects));
  const all = Math.max(...held.map((one) => one.objects + one.buffers));
  const rest = atRest.objects + atRest.buffers;
  table.push(
    { what: 'rows of attendance, as NDJSON', figure: String(rows) },
    { what: 'rows a second', figure: (rows / seconds).toFixed(0) },
    { what: 'heap, at most', figure: `${objects.toFixed(1)} MiB` },
    { what: 'heap and buffers with the answers shared, at most', figure: `${all.toFixed(1)} MiB` },
    { what: 'heap and buffers after a rest', figure: `${rest.toFixed(1)} MiB` },
  );
  aims.push(
    {
      met: status === 200 && rows >= wanted && objects < MOST_MIB && rest < MOST_AT_REST_MIB,
      text: `${rows} rows of attendance are streamed with ${objects.toFixed(1)} MiB of heap at most (under ${MOST_MIB}), and ${rest.toFixed(1)} MiB with all buffers after a rest (under ${MOST_AT_REST_MIB})`,
    },
    { met: waits, text: `${waits ? 'nothing is' : 'more is'} asked of the vendor while nobody reads` },
  );
}
