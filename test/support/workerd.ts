import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, type LegacyWorkerOptions as WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as optionsOf } from 'wrangler';
import { type Held, heapOf } from './heapOf.ts';

const ROOT = join(import.meta.dirname, '../..');
/** That of `wrangler.toml`, so that all that is compared runs under the same rules. */
const COMPATIBILITY_DATE = '2026-10-20';

/** Workers that listen, each on a socket of its own. */
export interface Workerd {
  urlOf(name: string): string;
  readonly pid: number | undefined;
  /** What a Worker's isolate holds after a collection. */
  heapOf(name: string): Promise<Held>;
  stop(): Promise<void>;
}

/** Builds the gateway as a deployment would, into `folder`. Returns its script. */
export function buildGateway(folder: string): string {
  build(folder, '--env=');
  return join(folder, 'worker.js');
}

/** Builds another Worker in the same way, from its entry. Returns its script. */
export function buildWorker(entry: string, folder: string): string {
  const config = join(folder, 'wrangler.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    config,
    JSON.stringify({ name: 'worker', main: entry, compatibility_date: COMPATIBILITY_DATE, minify: true }),
  );
  build(folder, `--config=${config}`);
  return join(folder, basename(entry).replace(/\.ts$/, '.js'));
}

function build(folder: string, ...more: string[]): void {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  execFileSync(process.execPath, [wrangler, 'deploy', ...more, '--dry-run', '--outdir', folder], {
    cwd: ROOT,
    env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The gateway with the bindings of `wrangler.toml`, calling the vendors at a base URL. */
export function gatewayWorker(
  script: string,
  vendors: string,
  vars: Record<string, string> = {},
): WorkerOptions {
  const { workerOptions } = optionsOf(join(ROOT, 'wrangler.toml'), 'mock');
  // With assets, miniflare puts two Workers of its own before ours (0.25 ms of CPU a call), which on Cloudflare are the platform's.
  const {
    bindings,
    serviceBindings: _,
    ratelimits: __,
    assets: ___,
    ...rest
  } = workerOptions as Record<string, unknown>;
  const urls = Object.fromEntries(
    ['HUAWEI_BASE_URL', 'QUANSHI_BASE_URL', 'QUANSHI_EVENTS_BASE_URL'].map((name) => [name, vendors]),
  );
  return {
    ...(rest as object),
    ...worker('gateway', WITH_LIMIT, { 'worker.js': readFileSync(script, 'utf8') }),
    bindings: { ...(bindings as object), SIMULATION_BASE_URL: '', ...urls, ...vars },
  } as WorkerOptions;
}

/**
 * The platform counts callers in the memory of the machine that the Worker runs on; its local simulation is a Durable
 * Object asked over fetch for each call, which would be most of what is measured. This counts in memory as well.
 */
const WITH_LIMIT = `import gateway from './worker.js';
export * from './worker.js';
const counts = new Map();
const CALLERS = { async limit({ key }) {
  const entry = key + Math.floor(Date.now() / 60_000);
  const count = (counts.get(entry) ?? 0) + 1;
  counts.set(entry, count);
  return { success: count <= 1_000_000 };
} };
let own;
export default { ...gateway, fetch: (request, env, context) => gateway.fetch(request, (own ??= { ...env, CALLERS }), context) };`;

/** A Worker of one module, and those that it imports. */
export const worker = (
  name: string,
  contents: string,
  imports: Record<string, string> = {},
): WorkerOptions => ({
  name,
  modules: [
    { type: 'ESModule', path: `${name}.js`, contents },
    ...Object.entries(imports).map(([path, text]) => ({ type: 'ESModule' as const, path, contents: text })),
  ],
  compatibilityDate: COMPATIBILITY_DATE,
  // Past the proxy that `wrangler dev` puts before a Worker: its time is not the Worker's.
  unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
});

/**
 * Runs Workers in one workerd; what they log is read and dropped. State is in memory and goes with it. The inspector tells
 * what is held, and makes each line that is logged dearer: only who asks `heapOf` starts it.
 */
export async function startWorkerd(
  workers: readonly WorkerOptions[],
  { inspected = false } = {},
): Promise<Workerd> {
  const before = new Set(children());
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      cf: false,
      ...(inspected && { inspectorPort: 0 }),
      handleStructuredLogs: () => undefined,
      workers: [...workers],
    }),
  );
  await miniflare.ready;
  const pid = children().find((child) => !before.has(child));
  const urls = new Map<string, string>();
  for (const { name = '' } of workers) urls.set(name, (await miniflare.unsafeGetDirectURL(name)).origin);
  return {
    urlOf: (name) => urls.get(name) ?? '',
    pid,
    heapOf: async (name) => heapOf(await miniflare.getInspectorURL(), name, urls.get(name) ?? ''),
    stop: () => miniflare.dispose(),
  };
}

/** Processes that this one has started and that live. */
function children(): number[] {
  try {
    return readdirSync('/proc/self/task').flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
