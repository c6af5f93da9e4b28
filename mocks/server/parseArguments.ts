import { parseArgs } from 'node:util';
import { INSTANT_FORM, readInstant } from '../core/instant.ts';
import { whyNotTo } from '../events/target.ts';
import { JOURNAL_LIMIT } from '../journal/journal.ts';
import { calledAs } from '../local/commandLine.ts';
import { DEFAULT_SEED, type EventSettings } from '../options.ts';
import { VENDOR_IDS, VENDORS } from '../registry.ts';
import { INCLUDED } from '../scenarios/included.ts';
import { SIZES, type SizeName } from '../world/size.ts';
import type { ServerOptions } from './startServer.ts';

/** Where the server listens unless told otherwise. */
export const DEFAULT_PORT = 9090;

/** What `--help` prints. */
export const USAGE = `Simulates ${VENDORS.map(({ title }) => title).join(' and ')} over HTTP or HTTPS.

Usage: ${calledAs('mock')} [options]

  --port <number>     port to listen on; 0 takes a free one (${DEFAULT_PORT})
  --host <name>       address to listen on (127.0.0.1, which only this machine reaches)
  --https             HTTPS, with a certificate made at first start; its path is printed
  --cert, --key       PEM files of another certificate, with --https
  --seed <number>     which enterprise to simulate (${DEFAULT_SEED})
  --size <name>       how much there is in it: ${Object.keys(SIZES).join(', ')} (small)
  --now <instant>     where its clock starts, as 2026-03-02T09:00:00+08:00 (now)
  --speed <number>    seconds of that clock in a real one; 0 stands still (1)
  --settings <file>   every option of createVendors, as JSON; what else is given here goes before it
  --faults <file>     what goes wrong, as JSON
  --scenario <file>   what happens as the clock runs, as JSON, or one that is included: ${Object.keys(INCLUDED).join(', ')}
  --subscribe <url>   where events of both vendors are sent; may be given several times
  --event-host <name> a host other than this machine that events may go to; likewise
  --plain-callbacks   Huawei lets its events be pushed to an http URL, too, where they are configured by its API
  --journal <number>  how many requests are kept (${JOURNAL_LIMIT})
  --help              this text

${VENDORS.map(({ credentials }) => credentials).join('; ')}.
A page with the clock, the faults and the journal is at /__mock/.`;

const MOST = { port: 65_535, seed: 0xffff_ffff, journal: 1_000_000 };

/** What a command line asks for; files are named, not read. */
export interface Wishes {
  readonly options: ServerOptions;
  readonly settings?: string;
  readonly faults?: string;
  readonly scenario?: string;
  readonly https?: { readonly cert?: string; readonly key?: string };
}

/** Wishes, a wish for help, or what is wrong with the command line. */
export type Arguments = Wishes | { help: true } | { mistake: string };

/** Reads a command line. */
export function parseArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        https: { type: 'boolean', default: false },
        cert: { type: 'string' },
        key: { type: 'string' },
        seed: { type: 'string' },
        size: { type: 'string' },
        now: { type: 'string' },
        speed: { type: 'string' },
        settings: { type: 'string' },
        faults: { type: 'string' },
        scenario: { type: 'string' },
        subscribe: { type: 'string', multiple: true },
        'event-host': { type: 'string', multiple: true },
        'plain-callbacks': { type: 'boolean', default: false },
        journal: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { help: true };
    const { host, https, cert, key, seed, now, speed, size, journal, settings, faults, scenario } = values;
    const { subscribe = [], 'event-host': eventHosts = [] } = values;
    if ((cert === undefined) !== (key === undefined)) throw new Error('--cert and --key go together');
    if (cert !== undefined && !https) throw new Error('--cert and --key are for --https');
    return {
      options: {
        port: whole('port', values.port, DEFAULT_PORT),
        ...(seed === undefined ? {} : { seed: whole('seed', seed, DEFAULT_SEED) }),
        ...(journal === undefined ? {} : { journal: whole('journal', journal, JOURNAL_LIMIT) || 1 }),
        ...(host === undefined ? {} : { host }),
        ...(size === undefined ? {} : { size: sizeName(size) }),
        // A clock that is set goes on, unless told to stand still.
        ...(now === undefined ? {} : { now: instant(now), speed: 1 }),
        ...(speed === undefined ? {} : { speed: rate(speed) }),
        ...(subscribe.length + eventHosts.length === 0 ? {} : { events: eventsTo(subscribe, eventHosts) }),
        ...(values['plain-callbacks'] ? { huawei: { plainCallbacks: true } } : {}),
      },
      ...(settings === undefined ? {} : { settings }),
      ...(faults === undefined ? {} : { faults }),
      ...(scenario === undefined ? {} : { scenario }),
      ...(https
        ? { https: { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) } }
        : {}),
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

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

function eventsTo(urls: readonly string[], hosts: readonly string[]): Partial<EventSettings> {
  const targets = hosts.length === 0 ? 'loopback' : [...LOOPBACK_HOSTS, ...hosts];
  for (const url of urls) {
    const forbidden = whyNotTo(url, targets);
    if (forbidden !== undefined) throw new Error(`--subscribe ${url}: ${forbidden} (--event-host)`);
  }
  return { targets, subscriptions: urls.flatMap((url) => VENDOR_IDS.map((vendor) => ({ vendor, url }))) };
}

function sizeName(text: string): SizeName {
  if (Object.hasOwn(SIZES, text)) return text as SizeName;
  throw new Error(`--size must be ${Object.keys(SIZES).join(', ')}, not "${text}"`);
}

function instant(text: string): number {
  const value = readInstant(/^-?\d+$/.test(text) ? Number(text) : text);
  if (value === undefined) throw new Error(`--now must be ${INSTANT_FORM}, not "${text}"`);
  return value;
}

function rate(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 31_536_000)) throw new Error(`--speed must be a number from 0 to 31536000, not "${text}"`);
  return value;
}
