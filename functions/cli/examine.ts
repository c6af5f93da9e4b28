import { isRecord } from '../core/isRecord.ts';
import { problems } from '../core/problems.ts';
import { type Answer, type GatewayAt, type ListedOperation, problemOf, said } from './gatewayAt.ts';

/** What was looked at, and what came of it. */
export interface Check {
  name: string;
  /** `note`: it may be meant so. */
  state: 'ok' | 'note' | 'wrong';
  detail: string;
  /** What to do. */
  remedy?: string;
}

const check = (name: string, state: Check['state'], detail: string, remedy?: string): Check => ({
  name,
  state,
  detail,
  ...(remedy !== undefined && { remedy }),
});

/** The header `Date` tells whole seconds, and a hook's signature is five minutes old at most. Milliseconds. */
const CLOCK_TOLERANCE_MS = 30_000;

/** What every answer of the gateway has; where one is missing, something between takes it away. */
const SECURITY_HEADERS = {
  'X-Content-Type-Options': /^nosniff$/,
  'Referrer-Policy': /^no-referrer$/,
  'X-Frame-Options': /^(SAMEORIGIN|DENY)$/,
  'Strict-Transport-Security': /max-age=\d{7,}/,
};

/** Looks at a deployment from outside, one thing after another. Where it cannot be reached, nothing else is looked at. */
export async function* examine(gateway: GatewayAt, now: () => number): AsyncGenerator<Check> {
  let alive: Answer;
  try {
    alive = await gateway.ask('/healthz', { keyless: true });
  } catch (error) {
    yield check(
      'reachable',
      'wrong',
      (error as Error).message,
      'check the URL, DNS and the route of the Worker',
    );
    return;
  }
  const heard = now();
  if (alive.status !== 200 || !isRecord(alive.body) || alive.body.status !== 'ok') {
    yield check(
      'reachable',
      'wrong',
      `GET ${gateway.url}/healthz answers ${alive.status}, not as a gateway does`,
      'check the URL, and what stands before the gateway (a login page of Cloudflare Access?)',
    );
    return;
  }
  yield check('reachable', 'ok', `${gateway.url} answers in ${alive.ms} ms`);
  yield transport(gateway.url);
  yield clock(alive, heard);
  yield headers(alive);
  yield* settings(await gateway.ask('/readyz', { keyless: true }));
  yield await lockedDoor(gateway);
  yield* await callsOf(gateway);
}

function transport(url: string): Check {
  const { protocol, hostname } = new URL(url);
  // `fetch` has held the certificate against the name: it would not have answered otherwise.
  if (protocol === 'https:') return check('tls', 'ok', 'HTTPS, with a certificate that is trusted here');
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
    return check('tls', 'note', 'plain HTTP on this machine');
  return check('tls', 'wrong', 'plain HTTP: keys and answers can be read on the way', 'use https://');
}

function clock({ headers, ms }: Answer, heard: number): Check {
  const date = Date.parse(headers.get('Date') ?? '');
  if (Number.isNaN(date))
    return check('clock', 'note', 'the answer has no Date, so clocks cannot be compared');
  // Written a moment ago, as a whole second.
  const apart = Math.round((date + 500 + ms / 2 - heard) / 1000);
  if (Math.abs(apart) * 1000 <= CLOCK_TOLERANCE_MS) return check('clock', 'ok', `${Math.abs(apart)} s apart`);
  return check(
    'clock',
    'wrong',
    `the gateway is ${Math.abs(apart)} s ${apart > 0 ? 'ahead of' : 'behind'} this machine`,
    'set the clock of this machine (NTP): signatures carry its time',
  );
}

function headers(answer: Answer): Check {
  const missing = Object.entries(SECURITY_HEADERS).filter(
    ([name, form]) => !form.test(answer.headers.get(name) ?? ''),
  );
  if (missing.length === 0) return check('headers', 'ok', 'every security header is there');
  return check(
    'headers',
    'wrong',
    `missing or changed: ${missing.map(([name]) => name).join(', ')}`,
    'the gateway sends them: look for a rule before it that takes them away',
  );
}

/** What `/readyz` tells: of the gateway, and of each vendor. */
function* settings({ status, body }: Answer): Generator<Check> {
  if (!isRecord(body) || !Array.isArray(body.missing) || !isRecord(body.providers)) {
    yield check(
      'readyz',
      'wrong',
      `GET /readyz answers ${status}, not as a gateway does`,
      'check what stands before the gateway',
    );
    return;
  }
  for (const one of body.missing) yield check('readyz', 'wrong', `${one.name} ${one.detail}`, remedyOf(one));
  const providers = Object.entries(body.providers as Record<string, { missing: Misconfiguration[] }>);
  for (const [id, { missing }] of providers)
    if (missing.length > 0)
      yield check(
        `readyz ${id}`,
        'note',
        missing.map(({ name, detail }) => `${name} ${detail}`).join('; '),
        'nothing, where this vendor is not used or has accounts in ACCOUNTS',
      );
  if (body.missing.length > 0) return;
  if (status === 200) yield check('readyz', 'ok', 'every binding and setting of the gateway is there');
  else
    yield check(
      'readyz',
      'wrong',
      'no vendor account is configured',
      'set the variables of one vendor, or ACCOUNTS',
    );
}

interface Misconfiguration {
  name: string;
  kind: 'var' | 'secret' | 'binding';
  detail: string;
}

const remedyOf = ({ name, kind }: Misconfiguration): string =>
  ({
    binding: `add the binding ${name} to wrangler.toml, then npm run deploy`,
    secret: `npx wrangler secret put ${name}`,
    var: `set ${name} under [vars] of wrangler.toml, then npm run deploy`,
  })[kind];

/** Whoever has no key must not be let in. */
async function lockedDoor(gateway: GatewayAt): Promise<Check> {
  const { status } = await gateway.ask('/v1/operations', { keyless: true });
  if (status === 200)
    return check(
      'door',
      'wrong',
      'calls without a key are answered',
      'look for a rule before the gateway that adds a key or a token to every request',
    );
  return check('door', 'ok', 'calls without a key are refused');
}

/** The key, and a call of each vendor with it. */
async function* callsOf(gateway: GatewayAt): AsyncGenerator<Check> {
  if (!gateway.hasKey) {
    yield check(
      'key',
      'wrong',
      'there is none to try',
      'set MEETGATE_KEY, or make one: npm run keys -- create --name doctor --scopes read',
    );
    return;
  }
  let operations: ListedOperation[];
  try {
    operations = await gateway.operations();
  } catch (error) {
    yield check('key', 'wrong', (error as Error).message, 'use a key that npm run keys -- list has');
    return;
  }
  yield check('key', 'ok', 'the gateway knows it');
  const admin = await gateway.ask('/v1/breakers');
  if (admin.status === 200)
    yield check('scopes', 'ok', 'the key has admin: receipts and credentials can be seen');
  else yield check('scopes', 'note', said(admin), 'nothing, where the key is for callers alone');
  for (const provider of new Set(operations.flatMap((one) => one.provider ?? []))) {
    const first = operations.find((one) => one.provider === provider && isTriable(one));
    if (first) yield await tried(gateway, provider, first);
  }
}

/** What asks little and changes nothing: a list that needs no input. */
const isTriable = ({ effect, paging, parameters }: ListedOperation): boolean =>
  effect === 'read' && paging !== undefined && parameters.every(({ required }) => !required);

async function tried(gateway: GatewayAt, provider: string, { id }: ListedOperation): Promise<Check> {
  const answer = await gateway.ask(`/v1/invoke/${id}`, {
    method: 'POST',
    // An answer that somebody else was given a moment ago would prove nothing.
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' },
    body: '{}',
  });
  if (answer.status === 200) return check(provider, 'ok', `${id} answered in ${answer.ms} ms`);
  const problem = problemOf(answer.body);
  const slug = problem?.type.split('/').at(-1) ?? '';
  const remedy = Object.entries(problems).find(([one]) => one === slug)?.[1].remedy;
  // A vendor that nobody uses need not work.
  const state = slug === 'not-configured' ? 'note' : 'wrong';
  const code = problem?.providerCode === undefined ? '' : ` (${problem.providerCode})`;
  return check(provider, state, `${id}: ${said(answer)}${code}`, remedy);
}
