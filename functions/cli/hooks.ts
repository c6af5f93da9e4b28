import { signWebhook } from '../webhooks/signing.ts';
import { eventCommand } from './eventCommands.ts';
import { type Gateway, HOOKS_USAGE, type HookCommand, readHookArguments } from './hookArguments.ts';
import { runCommand } from './runCommand.ts';

/** How long a gateway may take. */
const TIMEOUT_MS = 30_000;

/** What the gateway tells of a hook. */
interface Hook {
  name: string;
  operation: string;
  scopes: string[];
  accounts: string[];
  users: string[];
  reply: string;
  urlToken: boolean;
  url: string;
  secret?: string;
}

/** The command line of `npm run hooks`, which asks a gateway over HTTP. The Worker never imports it. */
async function run(options: HookCommand): Promise<string> {
  switch (options.command) {
    case 'help':
      return HOOKS_USAGE;
    case 'sign':
      return sign(options);
    case 'create':
      return shownOnce(await ask<Hook>(options, 'POST', '', options.hook), 'made');
    case 'list':
      return table(await listAll(options));
    case 'show':
      return JSON.stringify(await ask(options, 'GET', `/${encodeURIComponent(options.name)}`), null, 2);
    case 'rotate': {
      const path = `/${encodeURIComponent(options.name)}/rotate`;
      return shownOnce(
        await ask<Hook>(options, 'POST', path, { force: options.force }),
        'changed: the former one is good for 24 hours more',
      );
    }
    case 'revoke':
      await ask(options, 'DELETE', `/${encodeURIComponent(options.name)}`);
      return `The hook ${options.name} is revoked.`;
  }
}

/** Asks the gateway. @throws Error with what it said */
async function ask<Answer>(
  { url, key }: Gateway,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await answerOf({ url, key }, `${url}/v1/hooks${path}`, method, body);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function answerOf({ url, key }: Gateway, to: string, method: string, body?: object): Promise<Response> {
  const response = await fetch(to, {
    method,
    headers: { Authorization: `Bearer ${key}` },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new Error(`There is no gateway at ${url}. Is \`npm start\` running? Another one: --url, --key.`);
  });
  if (response.ok) return response;
  const text = await response.text();
  throw new Error(`The gateway refused it (${response.status}): ${detailOf(text)}`);
}

function detailOf(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { detail?: string };
    return detail ?? text;
  } catch {
    return text.slice(0, 500);
  }
}

/** All hooks, page by page. */
async function listAll(gateway: Gateway): Promise<Hook[]> {
  const hooks: Hook[] = [];
  for (let to: string | undefined = `${gateway.url}/v1/hooks`; to; ) {
    const response: Response = await answerOf(gateway, to, 'GET');
    hooks.push(...((await response.json()) as { hooks: Hook[] }).hooks);
    const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '')?.[1];
    to = next && `${gateway.url}${next}`;
  }
  return hooks;
}

/** What is shown this once comes first, a line each. */
function shownOnce({ name, url, secret, urlToken }: Hook, done: string): string {
  const lines = [url, secret ?? '', ''];
  lines.push(
    `The hook ${name} is ${done}. Its secret${urlToken ? ' and its URL are' : ' is'} shown this once.`,
  );
  if (urlToken) lines.push('Whoever has the URL can call it: pass it on as you would a password.');
  return lines.join('\n');
}

function table(hooks: Hook[]): string {
  if (hooks.length === 0) return 'There are no hooks.';
  const heads = ['name', 'operation', 'scopes', 'accounts', 'users', 'reply', 'called'];
  const rows = hooks.map(({ name, operation, scopes, accounts, users, reply, urlToken }) => [
    name,
    operation,
    scopes.join(','),
    accounts.join(','),
    users.join(',') || '-',
    reply,
    urlToken ? 'signed or by URL' : 'signed',
  ]);
  const lines = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The headers of one call, and a line for a shell that makes it. Good for five minutes. */
async function sign({
  secret,
  body,
  name,
  id,
  url,
}: Extract<HookCommand, { command: 'sign' }>): Promise<string> {
  const message = { id: id ?? `msg_${crypto.randomUUID().replaceAll('-', '')}`, body: Buffer.from(body) };
  const headers = Object.entries(await signWebhook(message, [secret], Date.now()));
  const flags = headers.map(([header, value]) => `-H ${quoted(`${header}: ${value}`)}`);
  return [
    ...headers.map(([header, value]) => `${header}: ${value}`),
    '',
    `curl ${quoted(`${url}/v1/hooks/${name}`)} ${flags.join(' ')} --data-raw ${quoted(body)}`,
  ].join('\n');
}

/** In single quotes the shell leaves everything alone but the single quote. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Code 2: the command line cannot be read; 1: it could not be done. */
const [first, ...words] = process.argv.slice(2);
let options: HookCommand | undefined;
try {
  if ((first === 'connect' || first === 'trigger') && !words.includes('--help'))
    await runCommand(HOOKS_USAGE, () => eventCommand(first, words));
  else options = readHookArguments(process.argv.slice(2), process.env);
} catch (error) {
  console.error(`${messageOf(error)}\n\n${HOOKS_USAGE}`);
  process.exitCode = 2;
}
if (options) {
  try {
    console.log(await run(options));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
