import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildWorker, gatewayWorker, startWorkerd, worker } from '../../support/workerd.ts';
import { LIST } from '../mock/describe.ts';

/** All that is compared, each beside what it is judged by. */
export const TITLES = {
  bare: 'a Worker that only forwards',
  reads: 'a Worker that reads',
  gateway: 'meetgate, asked afresh',
  hono: 'a plain Hono app that reads',
  shared: 'meetgate, shared',
  constant: 'a Worker that gives a constant',
  portkey: "Portkey's gateway",
} as const;
export type Name = keyof typeof TITLES;
export const NAMES = Object.keys(TITLES) as Name[];

/** One way to the vendor's list. */
export interface Candidate {
  readonly name: Name;
  /** The process that answers, for its CPU time. */
  readonly pid: number | undefined;
  /** Where it listens. */
  readonly url: string;
  /** The list of so many rows. */
  urlOf(rows: number): string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A process that answers. */
export interface Running {
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** The sizes of page that the vendor of the bench has. */
export const ROWS = [10, 500];
export const KEY = { Authorization: 'Bearer meetgate-demo-key' };
/** The route that callers use. */
export const ROUTE = '/v1/huawei/webinars/ongoing';
/** A quota that is kept and never met. */
const VARS = { VENDOR_QUOTAS: '{"huawei.listOngoingWebinars":100000000}' };
const PORTKEY = join(import.meta.dirname, 'node_modules/@portkey-ai/gateway/build/start-server.js');
const READY_MS = 30_000;

/**
 * Starts what is compared, each in a process of its own; meetgate is one process, asked afresh and shared.
 *
 * @param folder where the gateway has been built, and the others are
 */
export async function startCandidates(names: readonly Name[], folder: string, vendors: string) {
  const processes = new Map<Name, Running>();
  const candidates: Candidate[] = [];
  const stop = async () => {
    await Promise.all([...processes.values()].map((running) => running.stop()));
  };
  try {
    for (const name of names) {
      const host = name === 'shared' ? 'gateway' : name;
      const running = processes.get(host) ?? (await STARTERS[host](folder, vendors));
      processes.set(host, running);
      const { pid, url } = running;
      candidates.push({ name, pid, url, ...requestOf(name, url, vendors) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { candidates, stop };
}

const STARTERS: Record<Exclude<Name, 'shared'>, (folder: string, vendors: string) => Promise<Running>> = {
  bare: (folder, vendors) => startWorker('bare', folder, { bindings: { VENDORS: vendors } }),
  reads: (folder, vendors) => startWorker('reads', folder, { bindings: { VENDORS: vendors } }),
  hono: (folder, vendors) => startWorker('hono', folder, { bindings: { VENDORS: vendors } }),
  constant: async (folder, vendors) => {
    const pages = ROWS.map(async (rows) => {
      const page = await fetch(`${vendors}${LIST}?offset=0&limit=${rows}`);
      return [`PAGE_${rows}`, new Uint8Array(await page.arrayBuffer())] as const;
    });
    const dataBlobBindings = Object.fromEntries(await Promise.all(pages));
    return startWorker('constant', folder, { dataBlobBindings });
  },
  gateway: startGateway,
  portkey: startPortkey,
};

/** The gateway, built as it is deployed, in a workerd of its own: nothing of it is warm. */
export async function startGateway(folder: string, vendors: string): Promise<Running> {
  const { urlOf, pid, stop } = await startWorkerd([gatewayWorker(join(folder, 'worker.js'), vendors, VARS)]);
  return { url: urlOf('gateway'), pid, stop };
}

/** One of the Workers beside this file, built in the same way. */
async function startWorker(name: string, folder: string, bindings: object): Promise<Running> {
  const script = buildWorker(join(import.meta.dirname, `workers/${name}.ts`), join(folder, name));
  const code = readFileSync(script, 'utf8');
  const { urlOf, pid, stop } = await startWorkerd([{ ...worker(name, code), ...bindings }]);
  return { url: urlOf(name), pid, stop };
}

function requestOf(name: Name, url: string, vendors: string): Pick<Candidate, 'urlOf' | 'headers'> {
  const list = (rows: number) => `${url}${LIST}?offset=0&limit=${rows}`;
  const route = (rows: number) => `${url}${ROUTE}?limit=${rows}`;
  switch (name) {
    case 'gateway':
      return { urlOf: route, headers: { ...KEY, 'Cache-Control': 'no-store' } };
    case 'shared':
      return { urlOf: route, headers: KEY };
    case 'portkey':
      return {
        // Its proxy route fails on Node 24 (it writes to the headers of a fetched answer); this one forwards as well.
        urlOf: (rows) => `${url}/v1/files?limit=${rows}`,
        headers: {
          Authorization: 'Bearer key',
          'x-portkey-provider': 'openai',
          'x-portkey-custom-host': `${vendors}${LIST}`,
        },
      };
    default:
      return { urlOf: list, headers: name === 'reads' || name === 'hono' ? KEY : {} };
  }
}

async function startPortkey(): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [PORTKEY, `--port=${port}`, '--headless'], {
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + READY_MS;
  while (!(await fetch(url).catch(() => undefined))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('Portkey does not answer.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, pid: child.pid, stop: async () => void child.kill('SIGKILL') };
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
