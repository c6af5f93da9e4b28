import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { HashedKey } from './keyFile.ts';
import { wranglerCommand } from './wranglerCommand.ts';

/** What {@link startGateway} may be told. */
export interface GatewayOptions {
  /** The port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Base URL of vendors to call instead of the simulation that would be started along. */
  vendors?: string | undefined;
  /** Variables of the real vendors' accounts, to call those instead. */
  envFile?: string | undefined;
  /** Folder whose KV and Durable Objects it starts with and leaves as they become; else it starts afresh. */
  persistTo?: string | undefined;
  /** Takes the keys that `npm run keys -- create … --local` makes in this checkout, also while it runs. */
  localKeys?: boolean;
  /** API keys besides the demo key. */
  keys?: readonly HashedKey[];
  /** Variables of the Worker that differ from those of `[env.mock]`. */
  vars?: Readonly<Record<string, string>>;
  /** Gets each line that the Workers or wrangler have to say, once the banner is over. */
  log?: (line: string) => void;
  /** Gives up the start when aborted, leaving nothing behind. */
  signal?: AbortSignal;
}

/** A gateway that answers. */
export interface Gateway {
  url: string;
  /** Resolves, with how, when the gateway has ended: by `stop`, or because it died. */
  ended: Promise<string>;
  /** Ends every process of the gateway and removes its state. */
  stop: () => Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');
/** Where wrangler keeps what is local to a checkout: `npm run keys -- … --local` writes there. */
export const LOCAL_STATE = join(ROOT, '.wrangler/state');

const startDeadline = 60_000;
const stopDeadline = 5_000;

/**
 * Runs the gateway, and unless `vendors` is given the simulated vendors, in one local workerd.
 *
 * @example
 * const gateway = await startGateway({ port: 8787 });
 * await fetch(`${gateway.url}/healthz`);
 * await gateway.stop();
 */
export async function startGateway({
  port = 0,
  vendors,
  envFile,
  persistTo,
  localKeys = false,
  keys = [],
  vars: given = {},
  log = console.error,
  signal,
}: GatewayOptions = {}): Promise<Gateway> {
  const free = await takePort(port);
  const state = persistTo ?? (await mkdtemp(join(tmpdir(), 'meetgate-')));
  const vars = {
    ...given,
    ...(keys.length > 0 && { API_KEYS: JSON.stringify([...(await configuredKeys()), ...keys]) }),
    ...(localKeys && persistTo === undefined && (await shareLocalKeys(state))),
  };
  const command = wranglerCommand({ port: free, state, vendors, envFile, vars });
  const child = spawn(process.execPath, command.arguments, {
    cwd: ROOT,
    env: { ...process.env, ...command.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: it can be ended whole, and Ctrl-C reaches it through us only.
    detached: true,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, killed) => resolve(`wrangler ended with ${killed ?? `code ${code}`}`));
  });
  const killAll = () => killGroup(child, 'SIGKILL');
  process.once('exit', killAll);
  const stop = async () => {
    killGroup(child, 'SIGTERM');
    await Promise.race([ended, later(stopDeadline)]);
    killAll();
    process.off('exit', killAll);
    if (persistTo === undefined) await rm(state, { recursive: true, force: true, maxRetries: 3 });
  };

  const banner = followLog(child, log);
  const url = `http://127.0.0.1:${free}`;
  const deadline = AbortSignal.any([AbortSignal.timeout(startDeadline), ...(signal ? [signal] : [])]);
  const failure = await Promise.race([ended, whenHealthy(url, deadline)]);
  if (failure !== undefined) {
    await stop();
    throw new Error([`The gateway did not start: ${failure}.`, ...banner].join('\n'));
  }
  await beginWatching(url, deadline);
  return { url, ended, stop };
}

/** The keys of `[env.mock]`: a variable that is given replaces the one of the file. */
async function configuredKeys(): Promise<unknown[]> {
  const { unstable_readConfig } = await import('wrangler');
  const { vars } = unstable_readConfig({ config: join(ROOT, 'wrangler.toml'), env: 'mock' });
  return JSON.parse(String(vars.API_KEYS));
}

/**
 * Lets a state that is fresh otherwise have the KV of the checkout, in which its keys are. Tokens of earlier simulations
 * lie there, too: sealed anew for this one alone, they are never taken for its own. Returns the variable that does it.
 */
async function shareLocalKeys(state: string): Promise<Record<string, string>> {
  const shared = join(LOCAL_STATE, 'v3/kv');
  await mkdir(shared, { recursive: true });
  await mkdir(join(state, 'v3'), { recursive: true });
  // A junction is what Windows lets everybody make; elsewhere the word is ignored.
  await symlink(shared, join(state, 'v3/kv'), 'junction');
  return { TOKEN_SEAL_KEYS: `start:${randomBytes(32).toString('base64')}` };
}

/** Resolves with the port once it is known to be free; wrangler's own message would bury the reason. */
function takePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(new Error(taken ? `Port ${port} is taken: choose another with --port.` : error.message));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/**
 * No cron runs locally, and it is what has accounts watched that the variable WATCH names. Begun once, their watchers go on
 * by their own alarms.
 */
async function beginWatching(url: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${url}/cdn-cgi/handler/scheduled`, { signal }).catch(() => undefined);
  await answer?.body?.cancel();
}

/** Hands on what is said; returns the lines of the banner, which are only of interest if the start fails. */
function followLog(child: ChildProcess, log: (line: string) => void): string[] {
  const banner: string[] = [];
  // Blank lines, our own probes, and where wrangler keeps a log that goes with its state.
  const noise = /^\s*$|GET \/healthz|GET \/cdn-cgi\/|Logs were written to/;
  // Wrangler's own line for each request has its path, which may end in the token of a hook or of a vendor's callback.
  const urlToken = /(\/v1\/(?:hooks|events\/quanshi)\/[^/\s]+\/)(?!(?:rotate|connect) )\S+/g;
  let ready = false;
  const follow = (input: Readable | null, hear: (line: string) => void) =>
    input &&
    createInterface({ input }).on('line', (line) => noise.test(line) || hear(line.replace(urlToken, '$1…')));
  follow(child.stderr, log);
  follow(child.stdout, (line) => {
    if (ready) log(line);
    else banner.push(line);
    ready ||= line.includes('Ready on http://');
  });
  return banner;
}

/** Resolves with nothing when the gateway answers, or with why that is no longer waited for. */
async function whenHealthy(url: string, deadline: AbortSignal): Promise<string | undefined> {
  while (!deadline.aborted) {
    const answer = await fetch(`${url}/healthz`, { signal: deadline }).catch(() => undefined);
    if (answer?.ok) return undefined;
    await later(100);
  }
  return `no answer from ${url}/healthz (${deadline.reason.message})`;
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended.
  }
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
