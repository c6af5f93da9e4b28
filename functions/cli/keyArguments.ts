import { parseArgs } from 'node:util';
import * as z from 'zod';
import { apiKeyRecord } from '../config/settings.ts';
import { SCOPES } from '../core/caller.ts';
import { calledAs } from './calledAs.ts';

/** What `npm run keys` says of itself. */
export const KEYS_USAGE = `${calledAs('keys')} <command> [options]: the API keys of a gateway, kept as hashes in its KV namespace KEYS

  create --name <name> --scopes <${SCOPES.join(',')}> [--accounts <name,…>] [--users <id,…>]
         [--expires <2027-01-01>]
      makes a key and prints it, this once; accounts: 'default' unless told, * for every one;
      users of the vendors it may act for (X-On-Behalf-Of): none unless told, * for every one
  list
      name, scopes, accounts, users, creation and last use (to the hour) of every key
  revoke <name or start of the hash>
      takes a key away; isolates that remember it forget it within a minute, KV elsewhere within another

  --env <name>         an environment of wrangler.toml
  --local              the KV of \`npm start\` and \`wrangler dev\` in this checkout, instead of Cloudflare's
  --persist-to <path>  where they keep it: the folder of \`npm start -- --persist <folder>\`
  --help               this text`;

/** Where the keys are. */
export interface KeyPlace {
  env?: string | undefined;
  /** The KV of `npm start` and `wrangler dev` in this checkout, instead of Cloudflare's. */
  local: boolean;
  persistTo?: string | undefined;
}

/** What is to be done. */
export type KeyCommand = KeyPlace &
  (
    | { command: 'create'; record: z.output<typeof apiKeyRecord>; expires?: Date | undefined }
    | { command: 'list' }
    | { command: 'revoke'; which: string }
    | { command: 'help' }
  );

const list = (text: string) => text.split(',').map((part) => part.trim());

/** Reads the command line. @throws Error that names the option and what it must be */
export function readKeyArguments(args: string[], now: Date): KeyCommand {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scopes: { type: 'string' },
      accounts: { type: 'string' },
      users: { type: 'string' },
      expires: { type: 'string' },
      env: { type: 'string' },
      local: { type: 'boolean', default: false },
      'persist-to': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, which, ...others] = positionals;
  const place = { env: values.env, local: values.local, persistTo: values['persist-to'] };
  if (values.help) return { command: 'help', ...place };
  if (place.persistTo !== undefined && !place.local) throw new Error('--persist-to goes with --local.');
  const given = (['name', 'scopes', 'accounts', 'users', 'expires'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (command !== 'create' && given) throw new Error(`--${given} goes with create.`);
  if (others.length > 0 || (which !== undefined && command !== 'revoke'))
    throw new Error(`There is a word too many: '${others[0] ?? which}'.`);

  if (command === 'list') return { command, ...place };
  if (command === 'revoke') {
    if (!which) throw new Error('revoke needs the name of a key, or the start of its hash: see list.');
    return { command, which, ...place };
  }
  if (command !== 'create')
    throw new Error(`The command must be create, list or revoke, not '${command ?? 'nothing'}'.`);
  const { name, scopes, accounts, users, expires } = values;
  if (name === undefined) throw new Error('create needs --name: who calls with the key.');
  if (scopes === undefined) throw new Error(`create needs --scopes: one or more of ${SCOPES.join(', ')}.`);
  const parsed = apiKeyRecord.safeParse({
    name,
    scopes: list(scopes),
    ...(accounts !== undefined && { accounts: list(accounts) }),
    ...(users !== undefined && { users: list(users) }),
    createdAt: now.toISOString(),
  });
  if (!parsed.success) throw new Error(wrong(parsed.error));
  return { command, record: parsed.data, expires: expiry(expires, now), ...place };
}

const MUST_BE: Record<string, string> = {
  name: '1 to 64 letters, digits, dots, dashes or underscores',
  scopes: `one or more of ${SCOPES.join(', ')}, separated by commas`,
  accounts: 'names of accounts separated by commas, or *',
  users: 'user ids of the vendors separated by commas, or *',
};

function wrong({ issues: [issue] }: z.core.$ZodError): string {
  const option = String(issue?.path[0]);
  return `--${option} must be ${MUST_BE[option]}.`;
}

/** KV lets nothing end within the next minute. [Workers KV, expiring keys] */
const KV_LEAST_LIFE_MS = 60_000;

function expiry(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const isDate = z.union([z.iso.date(), z.iso.datetime()]).safeParse(text).success;
  if (isDate && Date.parse(text) > now.getTime() + KV_LEAST_LIFE_MS) return new Date(text);
  throw new Error('--expires must be a date to come, such as 2027-01-01 or 2027-01-01T08:00:00Z (UTC).');
}
