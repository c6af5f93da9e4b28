import { Webhook } from 'standardwebhooks';
import { cpuMs } from '../cpu.ts';
import { KEY, ROUTE, type Running } from '../gateway/candidates.ts';
import { median } from '../median.ts';
import { type Prepared, sendAll } from './sendAll.ts';

/** What a way of calling costs: a figure for each round. ms */
export interface Cost {
  readonly alone: number[];
  readonly crowded: number[];
  readonly cpu: number[];
}

/** One operation, asked afresh by REST and by a signed hook. */
export interface HookCost {
  readonly rest: Cost;
  readonly hook: Cost;
}

const OPERATION = 'huawei.listOngoingWebinars';
const FRESH = { 'Cache-Control': 'no-store' };
const INPUT = JSON.stringify({ limit: 10 });
const ALONE = 150;
const CROWD = 16;

/** Both take turns, A B B A: whatever else the machine does, it does to both. @param calls in each round, of each */
export async function hookCost({ url, pid }: Running, rounds: number, calls: number): Promise<HookCost> {
  const sign = await makeHook(url);
  const rest = (): Prepared => ({ method: 'GET', path: `${ROUTE}?limit=10`, headers: { ...KEY, ...FRESH } });
  const costs: HookCost = { rest: newCost(), hook: newCost() };
  const turns = [
    { cost: costs.rest, make: rest },
    { cost: costs.hook, make: sign },
  ];
  for (const { make } of turns) await measure(url, pid, make, calls, newCost());
  for (let round = 1; round <= rounds; round++) {
    console.error(`hook, round ${round} of ${rounds}`);
    for (const { cost, make } of round % 2 ? turns : turns.toReversed())
      await measure(url, pid, make, calls, cost);
  }
  return costs;
}

const newCost = (): Cost => ({ alone: [], crowded: [], cpu: [] });

async function measure(
  url: string,
  pid: number | undefined,
  make: () => Prepared,
  calls: number,
  cost: Cost,
): Promise<void> {
  const one = await wellSent(url, Array.from({ length: ALONE }, make), 1);
  cost.alone.push(median(one.latencies));
  const requests = Array.from({ length: calls }, make);
  const before = cpuMs(pid);
  const many = await wellSent(url, requests, CROWD);
  // What goes on after the answers belongs to them.
  await new Promise((resolve) => setTimeout(resolve, 300));
  cost.cpu.push((cpuMs(pid) - before) / calls);
  cost.crowded.push(median(many.latencies));
}

/** @throws Error where an answer was not 200 */
async function wellSent(url: string, requests: Prepared[], connections: number) {
  const sent = await sendAll(url, requests, { connections });
  if (sent.statuses.get(200) !== requests.length)
    throw new Error(`Answers by status: ${JSON.stringify([...sent.statuses])}`);
  return sent;
}

/** A hook for the operation. Gives what signs one call of it, which no other call is like. */
async function makeHook(url: string): Promise<() => Prepared> {
  const answer = await fetch(`${url}/v1/hooks`, {
    method: 'POST',
    headers: KEY,
    body: JSON.stringify({ name: 'bench', operation: OPERATION }),
  });
  const { secret } = (await answer.json()) as { secret: string };
  const webhook = new Webhook(secret);
  let calls = 0;
  return () => {
    const [id, now] = [`msg_${++calls}`, new Date()];
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': webhook.sign(id, now, INPUT),
    };
    return { method: 'POST', path: '/v1/hooks/bench', headers: { ...headers, ...FRESH }, body: INPUT };
  };
}
