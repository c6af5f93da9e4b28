import { parseArgs } from 'node:util';
import { DEFAULT_SEED } from '../options.ts';
import type { ServerOptions } from './startServer.ts';

/** Where the server listens unless told otherwise. */
export const DEFAULT_PORT = 9090;

/** What `--help` prints. */
export const USAGE = `Simulates Huawei Cloud Meeting and Quanshi over HTTP.

Usage: npm run mock -- [options]

  --port <number>  port to listen on; 0 takes a free one (${DEFAULT_PORT})
  --host <name>    address to listen on (127.0.0.1, which only this machine reaches)
  --seed <number>  which enterprise to simulate (${DEFAULT_SEED})
  --help           this text

Huawei App ID demo-app, App Key demo-key; Quanshi app demo-app, secret demo-secret, user id 10001.`;

const MOST = { port: 65_535, seed: 0xffff_ffff };

/** Options, a wish for help, or what is wrong with the command line. */
export type Arguments = { options: ServerOptions } | { help: true } | { mistake: string };

/** Reads a command line. */
export function parseArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { help: true };
    return {
      options: {
        port: whole('port', values.port, DEFAULT_PORT),
        seed: whole('seed', values.seed, DEFAULT_SEED),
        ...(values.host === undefined ? {} : { host: values.host }),
      },
    };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

function whole(name: keyof typeof MOST, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= MOST[name]))
    throw new Error(`--${name} must be a whole number from 0 to ${MOST[name]}, not "${text}"`);
  return value;
}
