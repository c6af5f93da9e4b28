import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

/** How to start wrangler, from the root of the repository, under Node. */
export interface WranglerCommand {
  arguments: string[];
  environment: Record<string, string>;
}

const baseUrls = ['HUAWEI_BASE_URL', 'QUANSHI_BASE_URL', 'QUANSHI_EVENTS_BASE_URL'];

/** What {@link wranglerCommand} is told. */
interface Wanted {
  port: number;
  /** Where wrangler keeps what the Workers store. */
  state: string;
  /** Base URL of vendors to call instead of the simulation. */
  vendors?: string | undefined;
  /** Variables of the real vendors' accounts: those are called, where they are unless it says otherwise. */
  envFile?: string | undefined;
  /** Variables of the Worker that differ from those of `[env.mock]`. */
  vars?: Record<string, string>;
}

/**
 * The gateway's Worker on a port of 127.0.0.1, with that of the simulated vendors beside it in the same
 * workerd; or, where `vendors` is given, alone and calling the vendors at that base URL.
 */
export function wranglerCommand({ port, state, vendors, envFile, vars = {} }: Wanted): WranglerCommand {
  const simulated = vendors === undefined && envFile === undefined;
  const urls = vendors === undefined ? [] : baseUrls.map((name): [string, string] => [name, vendors]);
  const others = simulated ? ['--config', 'mocks/wrangler.toml'] : [];
  for (const [name, value] of [
    ...urls,
    ...(envFile === undefined ? [] : realVendors(envFile)),
    ...Object.entries(vars),
  ])
    others.push('--var', `${name}:${value}`);
  return {
    arguments: [
      '--no-warnings',
      // Not bin/wrangler.js, which starts this file as its own child and ends before it on a signal.
      wranglerFile(),
      ...['dev', '--config', 'wrangler.toml', ...others, '--env', 'mock', '--local'],
      ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
      ...['--persist-to', state],
      // Without it .dev.vars is read, and the credentials of a real account would go to the simulation.
      ...['--env-file', envFile ?? devNull],
      // Below 'log' the Workers' own console.log is dropped as well.
      ...['--show-interactive-dev-session', 'false', '--log-level', 'log'],
    ],
    // Off the network, and out of the home directory, where two starts would meet.
    environment: {
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: String(envFile !== undefined),
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      // The banner is what looks for a newer version.
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_REGISTRY_PATH: join(state, 'registry'),
      WRANGLER_CACHE_DIR: join(state, 'cache'),
      WRANGLER_LOG_PATH: join(state, 'logs'),
    },
  };
}

/** What `[env.mock]` says of the simulation, said of the real vendors: where they are, unless the file tells. */
function realVendors(envFile: string): [string, string][] {
  const given = parseEnv(readFileSync(envFile, 'utf8'));
  const real = {
    HUAWEI_BASE_URL: 'https://api.meeting.huaweicloud.com',
    QUANSHI_BASE_URL: 'https://openapi.quanshi.com',
    QUANSHI_EVENTS_BASE_URL: 'https://events-openapi.quanshi.com',
    SIMULATION_BASE_URL: '',
  };
  return Object.entries(real).filter(([name]) => given[name] === undefined);
}

/** Of a checkout it is a part; who installs the package brings it along. @throws Error that says so */
function wranglerFile(): string {
  try {
    return fileURLToPath(import.meta.resolve('wrangler'));
  } catch {
    throw new Error(
      'The gateway runs by wrangler, which is not there: npm install --save-dev wrangler (Node 22).',
    );
  }
}
