import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { gatewayWorker, startWorkerd } from '../../support/workerd.ts';
import { KEY } from '../gateway/candidates.ts';
import { APPS, SOURCES } from './sources.ts';

const NOW = '/v1/meetings?status=ongoing&limit=200';
/** A caller who takes no answer of others. */
const AFRESH = { ...KEY, 'Cache-Control': 'no-store' };

/** How to ask. */
interface Effort {
  /** How often each is timed. */
  rounds: number;
  /** Who ask at once. */
  callers: number;
  /** How long the slowest list takes its vendor. */
  slowestMs: number;
}

/** How often the vendors were asked for lists, by what was asked of the gateway. */
export interface VendorCalls {
  cold: number;
  warm: number;
  crowd: number;
}

/** What was found. */
export interface WhoIsMeeting {
  calls: VendorCalls;
  /** So many meetings run. */
  meetings: number;
  /** Of a call that is asked afresh, ms each: of all of them, and of each list alone, by its route. */
  all: number[];
  alone: Record<string, number[]>;
  /** Of a call that is shared, ms each. */
  shared: number[];
}

/**
 * Asks who is meeting now, over two accounts of each vendor: on gateways that have just started, to count what it costs the
 * vendors; and in turn with each of the lists alone, to tell what is added to the slowest.
 *
 * @param script of the gateway, as it is built
 */
export async function whoIsMeeting(
  script: string,
  { rounds, callers, slowestMs }: Effort,
): Promise<WhoIsMeeting> {
  const child = fork(join(import.meta.dirname, 'vendors.ts'), [String(slowestMs)]);
  try {
    const [vendors] = (await once(child, 'message')) as [string];
    const found: WhoIsMeeting = {
      calls: { cold: 0, warm: 0, crowd: 0 },
      meetings: 0,
      all: [],
      alone: Object.fromEntries(SOURCES.map(({ route }) => [route, []])),
      shared: [],
    };
    await onNewGateway(script, vendors, async (url) => {
      found.calls.cold = await listsOf(vendors, async () => {
        found.meetings = JSON.parse(await get(url + NOW)).data.length;
      });
      found.calls.warm = await listsOf(vendors, () => get(url + NOW));
      for (let round = 0; round < rounds; round++) {
        found.all.push(await timed(() => get(url + NOW, AFRESH)));
        for (const { route } of SOURCES)
          found.alone[route]?.push(await timed(() => get(url + route, AFRESH)));
      }
      await get(url + NOW);
      for (let round = 0; round < rounds; round++) found.shared.push(await timed(() => get(url + NOW)));
    });
    await onNewGateway(script, vendors, async (url) => {
      found.calls.crowd = await listsOf(vendors, () =>
        Promise.all(Array.from({ length: callers }, () => get(url + NOW))),
      );
    });
    return found;
  } finally {
    child.disconnect();
  }
}

async function onNewGateway(script: string, vendors: string, work: (url: string) => Promise<void>) {
  const [, second] = APPS;
  const ACCOUNTS = JSON.stringify([
    { name: 'second', provider: 'huawei', baseUrl: vendors, appId: second, appKey: 'demo-key' },
    {
      ...{ name: 'second', provider: 'quanshi', baseUrl: vendors, eventsBaseUrl: vendors },
      ...{ appId: second, appSecret: 'demo-secret', userId: '10001' },
    },
  ]);
  const { urlOf, stop } = await startWorkerd([gatewayWorker(script, vendors, { ACCOUNTS })]);
  try {
    await work(urlOf('gateway'));
  } finally {
    await stop();
  }
}

/** How often the vendors are asked for a list while something is done. Logins do not count. */
async function listsOf(vendors: string, work: () => Promise<unknown>): Promise<number> {
  const journal = `${vendors}/__mock/journal`;
  await fetch(journal, { method: 'DELETE' });
  await work();
  let calls = 0;
  for (const { vendorName } of SOURCES)
    calls += JSON.parse(await get(`${journal}?limit=0&operation=${vendorName}`, {})).count;
  return calls;
}

/** @throws Error where the answer is a problem, or has not all that there is */
async function get(url: string, headers: Record<string, string> = KEY): Promise<string> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok || text.includes('"complete":false'))
    throw new Error(`${url}: ${response.status} ${text}`);
  return text;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
