import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildGateway, gatewayWorker, startWorkerd } from '../../support/workerd.ts';
import { type Caller, callers, vendorOperations } from './callers.ts';
import { blocks, explainedBy, rulesFor, tripsBreaker } from './faults.ts';
import type { Ledger } from './vendors.ts';
import { soakWebhooks } from './webhooks.ts';

const USAGE = `npm run soak [-- options]: the gateway under workerd for a while, with faults on and tokens that die

  --webhooks          events and deliveries instead: a vendor, a receiver and a gateway that all misbehave
  --minutes <number>  how long (10)
  --rate <number>     calls a second (40)
  --help              this text`;

/** A token lives 12 to 24 hours of the simulation's clock: 43 to 86 seconds. A credential may log in once in 30. */
const SPEED = 1_000;
/** What callers ask for, and what a busy machine may add before it is called a hang. ms */
const DEADLINE_MS = 2_000;
const GRACE_MS = 3_000;
/** Of the time: memory that grows until caches are full is no leak. */
const WARM_UP = 0.3;
const FLAT_MIB = 32;
/** A collection stops everything for a moment: often enough to see a slope, rarely enough not to be one. */
const SAMPLE_MS = 5_000;
/** So many requests of a vendor are what it was asked while one call was under way, and some more. */
const LATELY = 100;
/** Huawei allows 64 tokens to a user and ends the oldest of more. */
const MOST_ALIVE = 16;

const { values } = parseArgs({
  options: {
    webhooks: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '40' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else if (values.webhooks)
  process.exitCode = (await soakWebhooks(Math.min(120, Number(values.minutes)))) ? 0 : 1;
else await soak(Math.min(120, Number(values.minutes)), Math.min(200, Number(values.rate)));

interface Sample {
  readonly gateway: number;
  readonly simulation: number;
  readonly alive: number;
}

async function soak(minutes: number, rate: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'meetgate-soak-'));
  const vendors = fork(join(import.meta.dirname, 'vendors.ts'), [String(minutes), String(SPEED)], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, SOAK_FAULTS: JSON.stringify(rulesFor([...vendorOperations().values()])) },
  });
  const [{ url }] = (await once(vendors, 'message')) as [{ url: string }];
  const workerd = await startWorkerd([gatewayWorker(buildGateway(folder), url)], { inspected: true });
  const samples: Sample[] = [];
  const watch = setInterval(async () => {
    const [{ ledger, heap }, gateway] = await Promise.all([stateOf(vendors), workerd.heapOf('gateway')]);
    samples.push({ gateway: gateway.objects, simulation: heap, alive: ledger.mostAlive });
  }, SAMPLE_MS);
  try {
    const calls = await callFor(minutes * 60_000, rate, workerd.urlOf('gateway'), url);
    clearInterval(watch);
    const { ledger } = await stateOf(vendors);
    judge(calls, samples, ledger, await credentials(workerd.urlOf('gateway')));
  } finally {
    clearInterval(watch);
    vendors.disconnect();
    await workerd.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stateOf(vendors: ChildProcess): Promise<{ ledger: Ledger; heap: number }> {
  const answer = once(vendors, 'message');
  vendors.send('state');
  return ((await answer) as [{ ledger: Ledger; heap: number }])[0];
}

/** What the callers met. */
interface Calls {
  made: number;
  readonly problems: Map<string, number>;
  readonly unexplained: string[];
  readonly slow: string[];
  longest: number;
}

async function callFor(ms: number, rate: number, gateway: string, vendors: string): Promise<Calls> {
  const calls: Calls = { made: 0, problems: new Map(), unexplained: [], slow: [], longest: 0 };
  const under = new Set<Promise<void>>();
  const ends = performance.now() + ms;
  const turns = callers(gateway, DEADLINE_MS);
  for (let next = performance.now(); next < ends; next += 1_000 / rate) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    const { value } = await turns.next();
    const one = call(value, calls, vendors).finally(() => under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
  return calls;
}

async function call(caller: Caller, calls: Calls, vendors: string): Promise<void> {
  const id = `soak-${++calls.made}`;
  const { url, ...init } = caller.request;
  const path = new URL(url).pathname;
  const started = performance.now();
  const response = await fetch(url, {
    ...init,
    headers: { ...init.headers, 'X-Request-Id': id },
    signal: AbortSignal.timeout(DEADLINE_MS + GRACE_MS),
  }).catch((error: unknown) => String(error));
  const body: unknown =
    typeof response === 'string' ? undefined : await response.json().catch(() => undefined);
  const ms = performance.now() - started;
  calls.longest = Math.max(calls.longest, ms);
  if (typeof response === 'string' || ms > DEADLINE_MS + GRACE_MS)
    calls.slow.push(`${path}: ${ms.toFixed(0)} ms`);
  if (typeof response === 'string') return;
  if (response.ok && body !== undefined) return;
  const slug =
    String((body as { type?: string } | undefined)?.type)
      .split('/')
      .pop() ?? 'no problem';
  calls.problems.set(slug, (calls.problems.get(slug) ?? 0) + 1);
  if (await explained(slug, id, caller, vendors)) return;
  const own = await faultsOf(vendors, `header.X-Request-Id=${id}`);
  const met = `faults ${own.join(', ') || 'none'}`;
  calls.unexplained.push(`${path}: ${response.status} ${slug} after ${ms.toFixed(0)} ms, ${met}`);
}

/**
 * Whether a fault that struck accounts for a problem: one of this very request; or, where the vendor was not asked for
 * this request, of those that asked the same operation lately (a shared answer, an open breaker, a block by 429).
 */
async function explained(
  slug: string,
  id: string,
  { vendor, operation }: Caller,
  vendors: string,
): Promise<boolean> {
  const own = await faultsOf(vendors, `header.X-Request-Id=${id}`);
  if (own.some((fault) => explainedBy(fault).includes(slug))) return true;
  const others = await faultsOf(vendors, `operation=${operation}`);
  // The token that came of a rejection may be taken away by somebody else's fault while the repeat is on its way.
  if (slug === 'provider-login-refused') {
    const lately = await faultsOf(vendors, `vendor=${vendor}`, LATELY);
    return lately.some((fault) => explainedBy(fault).includes(slug));
  }
  if (slug === 'provider-circuit-open') return others.some(tripsBreaker);
  if (others.some((fault) => blocks(fault).includes(slug))) return true;
  return own.length === 0 && others.some((fault) => explainedBy(fault).includes(slug));
}

/** The faults of the requests that a filter of the journal finds. */
async function faultsOf(vendors: string, filter: string, limit = 600): Promise<string[]> {
  const answer = await fetch(`${vendors}/__mock/journal?limit=${limit}&${filter}`);
  const { entries } = (await answer.json()) as { entries: { faults?: string[] }[] };
  return entries.flatMap(({ faults = [] }) => faults);
}

interface Credentials {
  readonly logins: { huawei: number; quanshi: number };
  readonly liveTokens: number;
}

async function credentials(gateway: string): Promise<Credentials> {
  const answer = await fetch(`${gateway}/v1/credentials`, {
    headers: { Authorization: 'Bearer meetgate-demo-key' },
  });
  const all = (
    (await answer.json()) as { credentials: { provider: string; logins: number; liveTokens: number }[] }
  ).credentials;
  const of = (vendor: string) =>
    all.filter(({ provider }) => provider === vendor).reduce((sum, { logins }) => sum + logins, 0);
  return {
    logins: { huawei: of('huawei'), quanshi: of('quanshi') },
    liveTokens: Math.max(...all.map(({ liveTokens }) => liveTokens)),
  };
}

function judge(calls: Calls, samples: readonly Sample[], ledger: Ledger, known: Credentials): void {
  const settled = samples.slice(Math.floor(samples.length * WARM_UP));
  const [gateway, simulation] = [
    grown(settled.map((one) => one.gateway)),
    grown(settled.map((one) => one.simulation)),
  ];
  const made = ledger.logins.huawei + ledger.logins.quanshi;
  const expected = ledger.owners + ledger.afterExpiry + ledger.afterEviction;
  const alive = Math.max(known.liveTokens, ledger.mostAlive, ...samples.map((one) => one.alive));
  const problems = [...calls.problems].map(([slug, count]) => `${count} ${slug}`).join(', ');
  console.log('| what | found | wanted | |\n| --- | --- | --- | --- |');
  line('calls', `${calls.made}`, 'some', calls.made > 0);
  line('problems', problems || 'none', 'each explained by a fault', calls.unexplained.length === 0);
  line(
    'slowest call',
    `${calls.longest.toFixed(0)} ms`,
    `under ${DEADLINE_MS + GRACE_MS} ms`,
    calls.slow.length === 0,
  );
  line(
    'logins',
    `${made}: ${ledger.owners} first, ${ledger.afterExpiry} after expiry, ${ledger.afterEviction} after eviction`,
    `${expected}, none needless`,
    made === expected && ledger.needless === 0 && ledger.afterExpiry > 0,
  );
  line(
    'logins by /v1/credentials',
    JSON.stringify(known.logins),
    JSON.stringify(ledger.logins),
    JSON.stringify(known.logins) === JSON.stringify(ledger.logins),
  );
  line('tokens alive', `${alive}`, `at most ${MOST_ALIVE} (64 are allowed)`, alive <= MOST_ALIVE);
  line('held by the gateway', gateway.text, `at most ${FLAT_MIB} MiB more`, gateway.mib <= FLAT_MIB);
  line('held by the simulation', simulation.text, `at most ${FLAT_MIB} MiB more`, simulation.mib <= FLAT_MIB);
  for (const text of [...calls.unexplained, ...calls.slow].slice(0, 20)) console.log(`- ${text}`);
}

/** How much the last third of the samples is above the first: medians, as one sample is before or after a collection. */
function grown(samples: readonly number[]): { mib: number; text: string } {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const [from, to] = [median(samples.slice(0, third)), median(samples.slice(-third))];
  const course = Array.from(
    { length: 6 },
    (_, n) => samples[Math.floor((n * (samples.length - 1)) / 5)] ?? 0,
  );
  const text = `${from.toFixed(0)} → ${to.toFixed(0)} MiB (${course.map(Math.round).join(' ')})`;
  return { mib: to - from, text };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function line(what: string, found: string, wanted: string, good: boolean): void {
  console.log(`| ${what} | ${found} | ${wanted} | ${good ? 'good' : 'BAD'} |`);
  if (!good) process.exitCode = 1;
}
