import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { LIST } from '../mock/describe.ts';
import { buildGateway, gatewayWorker, startWorkerd, worker } from '../workerd.ts';

/** One way to the vendor's list. */
export interface Candidate {
  readonly name: string;
  readonly runtime: string;
  /** The process that answers, for its CPU time. */
  readonly pid: number | undefined;
  urlOf(rows: number): string;
  readonly headers: Readonly<Record<string, string>>;
}

export const KEY = { Authorization: 'Bearer meetgate-demo-key' };
/** A quota that is kept and never met. */
const VARS = { VENDOR_QUOTAS: '{"huawei.listOngoingWebinars":100000000}' };
/** The route that callers use. */
export const ROUTE = '/v1/huawei/webinars/ongoing';
const PORTKEY = join(import.meta.dirname, 'node_modules/@portkey-ai/gateway/build/start-server.js');
const READY_MS = 30_000;

/** The gateway, built as it is deployed, in a workerd of its own: nothing of it is warm. */
export async function startGateway(folder: string, vendors: string) {
  const running = await startWorkerd([gatewayWorker(join(folder, 'worker.js'), vendors, VARS)]);
  return { ...running, url: running.urlOf('gateway') };
}

/** A Worker that only forwards, in a workerd of its own. */
export async function startBare(vendors: string) {
  const code = `export default { fetch(request) {
    const { pathname, search } = new URL(request.url);
    return fetch(${JSON.stringify(vendors)} + pathname + search, request);
  } };`;
  const running = await startWorkerd([worker('bare', code)]);
  return { ...running, url: running.urlOf('bare') };
}

/** Starts all that is compared. */
export async function startCandidates(folder: string, vendors: string) {
  buildGateway(folder);
  const gateway = await startGateway(folder, vendors);
  const bare = await startBare(vendors);
  const portkey = await startPortkey();
  const list = (base: string) => (rows: number) => `${base}${LIST}?offset=0&limit=${rows}`;
  const route = (rows: number) => `${gateway.url}${ROUTE}?limit=${rows}`;
  const candidates: Candidate[] = [
    { name: 'bare Worker', runtime: 'workerd', pid: bare.pid, urlOf: list(bare.url), headers: {} },
    {
      name: 'meetgate',
      runtime: 'workerd',
      pid: gateway.pid,
      urlOf: route,
      headers: { ...KEY, 'Cache-Control': 'no-store' },
    },
    { name: 'meetgate, shared', runtime: 'workerd', pid: gateway.pid, urlOf: route, headers: KEY },
    {
      name: 'Portkey',
      runtime: `Node ${process.version}`,
      pid: portkey.child.pid,
      // Its proxy route fails on Node 24 (it writes to the headers of a fetched answer); this one forwards as well.
      urlOf: (rows) => `${portkey.url}/v1/files?limit=${rows}`,
      headers: {
        Authorization: 'Bearer key',
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `${vendors}${LIST}`,
      },
    },
  ];
  const stop = async () => {
    portkey.child.kill('SIGKILL');
    await Promise.all([gateway.stop(), bare.stop()]);
  };
  return { candidates, stop };
}

async function startPortkey(): Promise<{ url: string; child: ChildProcess }> {
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
  return { url, child };
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

/** CPU time that a process has used, ms; undefined where the system does not tell. Linux counts it in 10 ms. */
export function cpuMs(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
