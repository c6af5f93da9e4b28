import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildGateway } from '../../support/workerd.ts';
import { startGateway } from '../gateway/candidates.ts';
import { startUpstream } from '../gateway/startUpstream.ts';
import { median } from '../median.ts';
import { type Cost, hookCost } from './hookCost.ts';
import { pushEvents } from './pushEvents.ts';

const PARTS = ['hook', 'events'];
const USAGE = `npm run bench:events [-- options]: what webhooks cost, both ways

  --only <names>      of ${PARTS.join(', ')}; all unless told
  --rounds <number>   how often hook and REST take their turns; medians count (5)
  --calls <number>    of each in each round (1000)
  --seconds <number>  how long events come, 500 a second (10)
  --json              one JSON document instead of the table
  --check             fail where an aim is missed
  --help              this text`;

/** What is wanted of a signed hook, beside the same call by REST; and of a vendor's event. */
const MOST_RATIO = 1.3;
const MOST_ANSWER_MS = 5;
const RATE = 500;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: PARTS.join() },
    rounds: { type: 'string', default: '5' },
    calls: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** What the gateway is to reach, and what it does. */
interface Aim {
  met: boolean;
  text: string;
}

const WHAT: Record<keyof Cost, string> = {
  alone: 'ms, one caller, median',
  crowded: 'ms, 16 callers, median',
  cpu: 'ms of CPU a call',
};

if (values.help) console.log(USAGE);
else await main(values.only.split(','));

async function main(parts: readonly string[]): Promise<void> {
  const unknown = parts.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new Error(`${unknown.join()} is not among ${PARTS.join()}.`);
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-bench-'));
  const upstream = await startUpstream();
  try {
    buildGateway(folder);
    const aims: Aim[] = [];
    for (const part of parts) {
      // Each afresh: nothing of one is left to do while the other is measured.
      const gateway = await startGateway(folder, upstream.url);
      try {
        aims.push(...(part === 'hook' ? await hookAims(gateway) : await eventAims(gateway.url)));
      } finally {
        await gateway.stop();
      }
    }
    if (values.json)
      console.log(JSON.stringify({ cores: cpus().length, node: process.version, aims }, null, 2));
    else for (const { met, text } of aims) console.log(`${met ? 'OK' : 'MISSED'}: ${text}`);
    if (values.check && aims.some(({ met }) => !met)) process.exitCode = 1;
  } finally {
    upstream.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hookAims(gateway: Parameters<typeof hookCost>[0]): Promise<Aim[]> {
  const { rest, hook } = await hookCost(gateway, Number(values.rounds), Number(values.calls));
  return (Object.keys(WHAT) as (keyof Cost)[]).map((figure) => {
    // The median of what each round says of the two: they ran within seconds of each other.
    const ratio = median(hook[figure].map((value, round) => value / (rest[figure][round] ?? Number.NaN)));
    const [one, other] = [median(hook[figure]).toFixed(2), median(rest[figure]).toFixed(2)];
    return {
      met: ratio <= MOST_RATIO,
      text: `hook: ${one} ${WHAT[figure]}, REST ${other}: ${ratio.toFixed(2)} times as much (at most ${MOST_RATIO})`,
    };
  });
}

async function eventAims(url: string): Promise<Aim[]> {
  const { sent, answered, logged, medianMs, crowdedMs, perSecond } = await pushEvents(
    url,
    RATE,
    Number(values.seconds),
  );
  return [
    {
      met: medianMs < MOST_ANSWER_MS,
      text: `event: answered in ${medianMs.toFixed(2)} ms at the median (under ${MOST_ANSWER_MS}), in ${crowdedMs.toFixed(2)} at ${RATE} a second`,
    },
    {
      met: answered === sent && logged === sent && perSecond > RATE * 0.95,
      text: `events: ${sent} at ${perSecond.toFixed(0)} a second (${RATE} asked for): ${answered} taken, ${logged} in the log`,
    },
  ];
}
