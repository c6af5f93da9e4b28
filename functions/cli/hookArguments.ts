import { parseArgs } from 'node:util';
import { SCOPES } from '../core/caller.ts';
import { isWebhookSecret } from '../webhooks/signing.ts';
import { calledAs } from './calledAs.ts';
import { EVENT_USAGE } from './eventCommands.ts';

/** Where `npm start` listens, and its key. */
const LOCAL = { url: 'http://127.0.0.1:8787', key: 'meetgate-demo-key' };

/** What `npm run hooks` says of itself. */
export const HOOKS_USAGE = `${calledAs('hooks')} <command> [options]: saved invocations, each with a secret or an unguessable URL of its own

  create --name <name> --operation <id | '*'> [--input <JSON>] [--pointer <field=/json/pointer> …]
         [--scopes <${SCOPES.join(',')}>] [--accounts <name,…>] [--users <id,…>]
         [--reply now|callback] [--callback-url <URL>] [--url-token]
      makes a hook and prints its URL and its secret, this once; scopes: read unless told
  list
      name, operation, scopes, accounts, users and reply of every hook
  show <name>
      one hook, as JSON
  rotate <name> [--force]
      a new secret, printed this once; the former one is good for 24 hours more (--force: even where two are good)
  revoke <name>
      takes a hook away, at once
  sign --secret <whsec_…> --body <text> [--name <name>] [--id <webhook-id>]
      prints the headers of one call and a curl line that makes it; asks no gateway
${EVENT_USAGE}

  --url <URL>    the gateway: MEETGATE_URL, or ${LOCAL.url} (\`npm start\`)
  --key <key>    an API key with the scope admin: MEETGATE_KEY, or the demo key of \`npm start\` for ${LOCAL.url}
  --help         this text`;

/** The gateway that is asked. */
export interface Gateway {
  url: string;
  key: string;
}

/** What is to be done. */
export type HookCommand =
  | { command: 'help' }
  | { command: 'sign'; secret: string; body: string; name: string; id: string | undefined; url: string }
  | ({ command: 'create'; hook: Record<string, unknown> } & Gateway)
  | ({ command: 'list' } & Gateway)
  | ({ command: 'show' | 'revoke'; name: string } & Gateway)
  | ({ command: 'rotate'; name: string; force: boolean } & Gateway);

const options = {
  name: { type: 'string' },
  operation: { type: 'string' },
  input: { type: 'string' },
  pointer: { type: 'string', multiple: true },
  scopes: { type: 'string' },
  accounts: { type: 'string' },
  users: { type: 'string' },
  reply: { type: 'string' },
  'callback-url': { type: 'string' },
  'url-token': { type: 'boolean' },
  force: { type: 'boolean' },
  secret: { type: 'string' },
  body: { type: 'string' },
  id: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type Option = keyof typeof options;

/** Which options go with a command, beside those of every command. */
const GOES_WITH: Record<string, readonly Option[]> = {
  create: [
    'name',
    'operation',
    'input',
    'pointer',
    'scopes',
    'accounts',
    'users',
    'reply',
    'callback-url',
    'url-token',
    'key',
  ],
  list: ['key'],
  show: ['key'],
  rotate: ['force', 'key'],
  revoke: ['key'],
  sign: ['secret', 'body', 'name', 'id'],
};
const NAMED = ['show', 'rotate', 'revoke'];

/** Reads the command line, and what stands in variables. @throws Error that names the option and what it must be */
export function readHookArguments(
  args: string[],
  variables: Record<string, string | undefined>,
): HookCommand {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) return { command: 'help' };
  const [command = 'nothing', ...words] = positionals;
  const allowed = Object.hasOwn(GOES_WITH, command) ? GOES_WITH[command] : undefined;
  if (!allowed)
    throw new Error(`The command must be one of ${Object.keys(GOES_WITH).join(', ')}, not '${command}'.`);
  const given = Object.keys(values) as Option[];
  const strange = given.find((one) => one !== 'url' && one !== 'help' && !allowed.includes(one));
  if (strange) throw new Error(`--${strange} does not go with ${command}.`);
  const [name, ...others] = NAMED.includes(command) ? words : [undefined, ...words];
  if (others.length > 0) throw new Error(`There is a word too many: '${others[0]}'.`);
  if (NAMED.includes(command) && !name) throw new Error(`${command} needs the name of a hook: see list.`);

  const url = urlOf(values.url ?? variables.MEETGATE_URL ?? LOCAL.url);
  if (command === 'sign') return { command, url, ...signing(values) };
  const key = values.key ?? variables.MEETGATE_KEY ?? (url === LOCAL.url ? LOCAL.key : undefined);
  if (key === undefined)
    throw new Error('This needs --key, or MEETGATE_KEY: an API key with the scope admin.');
  const gateway = { url, key };
  if (command === 'create') return { command, hook: hookOf(values), ...gateway };
  if (command === 'rotate') return { command, name: String(name), force: values.force ?? false, ...gateway };
  if (command === 'show' || command === 'revoke') return { command, name: String(name), ...gateway };
  return { command: 'list', ...gateway };
}

function urlOf(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
  throw new Error('--url must be an http or https URL, such as https://gate.example.com.');
}

type Values = Partial<Record<Option, string | boolean | string[]>>;

function signing(values: Values) {
  const { secret, body, name = '<name>', id } = values;
  if (typeof secret !== 'string' || !isWebhookSecret(secret))
    throw new Error('--secret must be the secret of a hook: whsec_ and 24 to 64 bytes in base64.');
  if (typeof body !== 'string') throw new Error('sign needs --body: the text that is sent, byte for byte.');
  return { secret, body, name: String(name), id: id === undefined ? undefined : String(id) };
}

/** The hook as `POST /v1/hooks` takes it: what it must be is said there. */
function hookOf(values: Values): Record<string, unknown> {
  const { name, operation, input, pointer = [], scopes, accounts, users, reply } = values;
  if (name === undefined) throw new Error('create needs --name: the last part of its URL.');
  if (operation === undefined) throw new Error("create needs --operation: see GET /v1/operations, or '*'.");
  const list = (value: Values[Option]) =>
    String(value)
      .split(',')
      .map((part) => part.trim());
  const callbackUrl = values['callback-url'];
  return {
    name,
    operation,
    ...(input !== undefined && { input: jsonOf(String(input)) }),
    ...(Array.isArray(pointer) &&
      pointer.length > 0 && { pointers: Object.fromEntries(pointer.map(pairOf)) }),
    ...(scopes !== undefined && { scopes: list(scopes) }),
    ...(accounts !== undefined && { accounts: list(accounts) }),
    ...(users !== undefined && { users: list(users) }),
    ...(reply !== undefined && { reply }),
    ...(callbackUrl !== undefined && { callbackUrl }),
    ...(values['url-token'] && { urlToken: true }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`--input must be JSON, such as '{"limit":10}'.`);
  }
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error('--pointer must be field=/json/pointer, such as limit=/page/size.');
  return [text.slice(0, at), text.slice(at + 1)];
}
