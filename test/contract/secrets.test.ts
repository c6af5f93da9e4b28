import { reset, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hiddenFrom } from '../../functions/callers/permissions.ts';
import { sensitiveInputs } from '../../functions/calls/vendorRequest.ts';
import { accountOf, readConfig } from '../../functions/config/config.ts';
import type { Caller } from '../../functions/core/caller.ts';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import { notesOf } from '../../functions/core/notes.ts';
import type { VendorOperation } from '../../functions/core/operation.ts';
import { sensitivityOf } from '../../functions/core/sensitivity.ts';
import type { View } from '../../functions/core/view.ts';
import { vendorOperations as operations } from '../../functions/registry.ts';
import { applicationKey, credentialKey } from '../../functions/tokens/credentialKey.ts';
import { bindings, restCall } from '../support/gateway.ts';
import { ACCOUNT_SECRETS, settled, vendorPathOf, withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors();

/** What every kind of encoding has to escape, and what a shell or a pattern might trip over. */
const secretText = fc.string({
  unit: fc.constantFrom(...'abcdefXYZ019"\\\'$`%&+/=?#<>{}[]|~!*()^.,:;-_@'),
  minLength: 16,
  maxLength: 24,
});
/** May pass for an id of a request. */
const wordText = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789'), minLength: 16, maxLength: 24 });

/** How a vendor behaves, and what it echoes of what it was sent. */
const MOODS = ['answers', 'refuses', 'fails', 'babbles', 'rejects the token', 'refuses the login'] as const;

const scenario = fc.record({
  mood: fc.constantFrom(...MOODS),
  key: fc.oneof(secretText, wordText),
  token: secretText,
  input: secretText,
  stray: secretText,
  word: wordText,
  hidden: fc.array(secretText, { minLength: 3, maxLength: 3 }),
  // Under a name that no document has and no pattern knows, and nowhere else.
  unnamed: secretText,
  name: fc.string({ unit: fc.constantFrom(...'bdfghklmnqrvwxz'), minLength: 5, maxLength: 12 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const [answering, ...OTHER_MOODS] = MOODS;
/** Operations that are alike in who serves them and how: with two other moods each, they meet all of them in turn. */
const alike = Map.groupBy(operations, ({ provider, effect }) => `${provider.id} ${effect}`);
/** The moods in which an operation meets its vendor. Each meets one that answers: most that may leak is in answers. */
function moodsOf(operation: VendorOperation): readonly Scenario['mood'][] {
  const { provider, effect } = operation;
  const turn = (alike.get(`${provider.id} ${effect}`)?.indexOf(operation) ?? 0) * 2;
  const others = [turn, turn + 1].flatMap((one) => OTHER_MOODS[one % OTHER_MOODS.length] ?? []);
  return [answering, ...others];
}

/** Everything that leaves the gateway or stays behind, by the name of the sink. */
const sinks: [where: string, text: string][] = [];
/** What must be in none of them. */
const secrets = new Set<string>();
const note = (where: string, ...things: unknown[]) =>
  sinks.push([
    where,
    things.map((thing) => (typeof thing === 'string' ? thing : JSON.stringify(thing))).join(' '),
  ]);

const forms = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  encodeURIComponent(secret),
  new URLSearchParams({ '': secret }).toString().slice(1),
  btoa(secret),
];

/** What stands around a secret, for whoever has to find the leak. */
function around(text: string, secret: string): string {
  const at = Math.max(...forms(secret).map((form) => text.indexOf(form)));
  return text.slice(Math.max(0, at - 80), at + 80);
}

function expectNoLeak(): void {
  const leaks = [...secrets].flatMap((secret) =>
    sinks
      .filter(([, text]) => forms(secret).some((form) => text.includes(form)))
      .map(([where, text]) => `${secret} in ${where}: ${around(text, secret)}`),
  );
  expect(leaks.slice(0, 5)).toEqual([]);
}

/** The least that an operation can be called with. */
const leastScopes = ({ scopes = [] }: VendorOperation): Caller['scopes'] => ['read', ...scopes];

const asReader = (operation: VendorOperation, key: string) =>
  withScopes(leastScopes(operation), {
    key,
    METRICS: { writeDataPoint: (point: unknown) => note('metrics', point) },
  });

beforeEach(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => void note('log', ...args));
  }
  const cache = Object.getPrototypeOf(await caches.open('answers')) as Cache;
  const put = cache.put;
  vi.spyOn(cache, 'put').mockImplementation(async function (this: Cache, request, response) {
    note('cache', String(request), [...response.headers], await response.clone().text());
    return put.call(this, request, response);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  sinks.length = 0;
  secrets.clear();
});

/**
 * The documented example with a secret in every field that the caller may not see. The same secrets stand in texts that the
 * caller may see, of the same row and of another; and there is more that no document has, in fields and in texts.
 */
function answerOf(operation: VendorOperation, { hidden, token, input, name, unnamed }: Scenario): unknown {
  const { view, provider } = operation;
  const { example } = notesOf(operation);
  const kinds = hiddenFrom({ scopes: leastScopes(operation) });
  let next = 0;
  const fresh = () => hidden[next++ % hidden.length] ?? '';
  /** Secrets under names that tell and under one that does not, in every wrapping that vendors write into texts. */
  const unlisted = () => {
    const strange = {
      hostPassword: fresh(),
      newAccessToken: fresh(),
      panelJoinUrl: fresh(),
      deputyEmail: fresh(),
      deputyMobile: [fresh()],
      [name]: [{ [name]: unnamed }],
    };
    const line = JSON.stringify(strange);
    const texts = [line, `${line}\n${line}`, `\uFEFF${line}`, `see ${line}`, JSON.stringify(line)];
    return { strange, texts };
  };
  /** What a text that the caller may see is replaced by: secrets of its own row, or JSON of any kind. */
  const textsOf = (own: readonly string[]) => [
    ...own,
    ...own.map((secret) => `说${secret}。`),
    ...unlisted().texts,
    `token=${token} key=${ACCOUNT_SECRETS[provider.id]}`,
  ];
  const fill = (value: unknown, at: View | undefined): unknown => {
    if (Array.isArray(value)) {
      const rows = value.flatMap((row) => Array.from({ length: 8 }, () => fill(row, at?.element)));
      return [...rows, ...elsewhere(value[0], at?.element)];
    }
    if (typeof value !== 'object' || value === null) return value;
    const own: string[] = [];
    const filled = Object.entries(value).map(([field, inner]) => {
      const known = at?.fields?.get(field);
      if (!known?.mark || !kinds.includes(known.mark)) return [field, fill(inner, known)];
      own.push(fresh());
      return [field, own.at(-1)];
    });
    const texts = textsOf(own);
    let turn = next++;
    for (const entry of filled)
      if (isText(entry[1], at?.fields?.get(String(entry[0])))) entry[1] = texts[turn++ % texts.length];
    const { strange, texts: more } = unlisted();
    return {
      ...Object.fromEntries(filled),
      [name]: unnamed,
      future: { deep: [[strange]], more },
      sessionPassword: input,
    };
  };
  /** Rows that repeat, in every text, what is withheld in the others. */
  const elsewhere = (row: unknown, at: View | undefined): object[] => {
    const marked = [...(at?.fields?.values() ?? [])].some(({ mark }) => mark && kinds.includes(mark));
    if (!marked || typeof row !== 'object' || row === null) return [];
    const texts = Object.entries(row).filter(([field, inner]) => isText(inner, at?.fields?.get(field)));
    return hidden.map((secret) => Object.fromEntries(texts.map(([field]) => [field, secret])));
  };
  return fill(example.output, view);
}

/** Whether a field is a text that anybody may see. Those of digits may have to be read as numbers. */
const isText = (value: unknown, at: View | undefined): boolean =>
  typeof value === 'string' &&
  !/^\d+$/.test(value) &&
  at !== undefined &&
  !at.mark &&
  !at.fields &&
  !at.element;

/** What of a request the vendors below look at. */
type VendorSees = Pick<Request, 'url' | 'text'> & { headers: Headers };

/** The vendors, in a mood: whatever they are sent comes back in what they say. */
function vendorsLike(operation: VendorOperation, told: Scenario): void {
  const { mood, token } = told;
  const huawei = operation.provider.id === 'huawei';
  const echo = async (request: VendorSees) => {
    const sent = `${[...request.headers].join(' ')} ${request.url} ${await request.text()} ${ACCOUNT_SECRETS[operation.provider.id]}`;
    for (const name of ['Authorization', 'CheckSum']) {
      const value = request.headers.get(name);
      if (value) secrets.add(/signature=([^,]+)/.exec(value)?.[1] ?? value);
    }
    return sent;
  };
  const refusal = (status: number, code: string, message: string) =>
    huawei
      ? HttpResponse.json(
          { error_code: code, error_msg: message },
          { status, headers: { 'X-Request-Id': token } },
        )
      : HttpResponse.json({ status: 50001, msg: message, request_id: `id-${token}` });
  const login = async ({ request }: { request: VendorSees }) => {
    const said = await echo(request);
    if (mood === 'refuses the login') return refusal(401, `USG.206010025 ${said}`, said.slice(-200));
    return huawei
      ? HttpResponse.json({
          accessToken: token,
          validPeriod: 86_400,
          refreshToken: `${token}r`,
          refreshValidPeriod: 99_999,
        })
      : HttpResponse.json({ status: 0, result: { token, expire: 86_400 } });
  };
  network.use(
    http.post('*/v2/usg/acs/auth/appauth', login),
    http.post('*/eventopenapi/token/create', login),
    http.all(`*${vendorPathOf(operation)}`, async ({ request }) => {
      const said = await echo(request);
      switch (mood) {
        case 'refuses':
          return refusal(400, `WSS.1 ${token}`, said);
        case 'fails':
          return refusal(500, token, said);
        case 'babbles':
          return HttpResponse.text(`<h1>${said}</h1>`, { status: 200 });
        case 'rejects the token':
          return refusal(401, 'USG.000000004', `token ${token} expired`);
        default: {
          const result = answerOf(operation, told);
          const sentInput = sensitiveInputs(operation, goodInput(operation, told)).join(' ');
          const id = { 'X-Request-Id': `id ${token} ${sentInput}`.trim() };
          // In Quanshi's body, and so in a raw answer, a caller may well see what they sent themselves.
          return huawei
            ? HttpResponse.json(result as object, { headers: id })
            : HttpResponse.json({ status: 0, msg: '', result, request_id: `id ${token}` });
        }
      }
    }),
  );
}

/** The operation's example with secrets in its sensitive inputs, in the form that the schema takes. */
function goodInput(operation: VendorOperation, told: Scenario): Record<string, unknown> {
  const given = { ...notesOf(operation).example.input };
  for (const [name, schema] of Object.entries(operation.input._zod.def.shape)) {
    if (!sensitivityOf(schema)) continue;
    given[name] = inputNamed(name, told);
    secrets.add(String(given[name]));
  }
  return given;
}

/** A secret in the form that inputs of such a name have. */
function inputNamed(name: string, { input, word }: Scenario): unknown {
  if (/url/i.test(name)) return `https://n.qsh1.cn/k/${encodeURIComponent(input)}`;
  if (/email/i.test(name)) return [`${word}@example.com`];
  if (/mobile/i.test(name)) return [`139${word.replace(/\D/g, '7').slice(0, 16)}`];
  return input;
}

type Call = [path: string, init: RequestInit];
const at = (path: string, extra: string) => `${path}${path.includes('?') ? '&' : '?'}${extra}`;

/** What the calls of a scenario have in common. */
function partsOf(operation: VendorOperation, told: Scenario) {
  const { key } = told;
  const input = goodInput(operation, told);
  const headers = { Authorization: `Bearer ${key}` };
  const rest = restCall(operation, input);
  const restHeaders = { ...headers, ...(rest.init.headers as Record<string, string>) };
  const invoke = `/v1/invoke/${operation.id}`;
  const posted = (body: unknown): RequestInit => ({
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { input, headers, rest, restHeaders, invoke, posted };
}

/** Calls that reach the vendor in every way, all of them with secrets. What comes later may find an answer that is shared. */
function goodCallsOf(operation: VendorOperation, told: Scenario): Call[][] {
  const { input, rest, restHeaders, invoke, posted } = partsOf(operation, told);
  const shared = { ...restHeaders, 'Cache-Control': 'max-age=9' };
  const withQuery = (query: string): Call[] => [
    [at(rest.path, query), { ...rest.init, headers: restHeaders }],
    [at(rest.path, query), { ...rest.init, headers: shared }],
    [`${invoke}?${query}`, posted(input)],
  ];
  return [
    ['raw=false', 'raw=true'].flatMap(withQuery),
    ['explain=true', 'raw=true&explain=true'].flatMap(withQuery),
  ];
}

/** Calls that are wrong in every way, or ask for something else, all of them with secrets. */
function* otherCallsOf(operation: VendorOperation, told: Scenario): Generator<Call> {
  const { key, stray, word } = told;
  const { input, headers, rest, restHeaders, invoke, posted } = partsOf(operation, told);
  const withId = (id: string) => ({ ...rest.init, headers: { ...restHeaders, 'X-Request-Id': id } });
  yield [rest.path, withId(/^\w+$/.test(key) ? key : `${told.input}`)];
  yield [rest.path, withId(`"};${stray}`)];
  yield [at(rest.path, `colour=${encodeURIComponent(stray)}`), { ...rest.init, headers: restHeaders }];
  yield [at(rest.path, `raw=${encodeURIComponent(stray)}`), { ...rest.init, headers: restHeaders }];
  for (const name of ['X-On-Behalf-Of', 'X-Account', 'Accept-Language', 'X-Timeout-Ms']) {
    yield [
      rest.path,
      { ...rest.init, headers: { ...restHeaders, [name]: `会议 ${stray}`.replace('会议', '') } },
    ];
  }
  yield [rest.path, { ...rest.init, headers: { ...restHeaders, Authorization: `Bearer ${stray}` } }];
  yield [rest.path, { ...rest.init, headers: { ...restHeaders, Authorization: `Basic ${word}` } }];
  for (const { name } of operation.fields) {
    for (const wrong of [[stray], { [name]: stray }, `${stray}\n`.repeat(200)])
      yield [invoke, posted({ ...input, [name]: wrong })];
  }
  yield [invoke, posted({ ...input, colour: stray })];
  yield [invoke, posted(`{"password":"${stray}`)];
  yield [invoke, posted(`["${stray}"]`)];
  yield ['/v1/operations', { headers }];
  yield ['/v1/credentials', { headers }];
  yield [`/problems/unauthenticated?${word}`, { headers }];
}

async function dumpStores(operation: VendorOperation): Promise<void> {
  const env = bindings();
  for (const namespace of [env.TOKENS, env.KEYS]) {
    const { keys } = await namespace.list();
    for (const { name, metadata } of keys)
      note('KV', name, metadata ?? '', (await namespace.get(name)) ?? '');
  }
  const account = accountOf(readConfig(env), operation.provider);
  const objects = [
    env.CREDENTIALS.getByName(await credentialKey(operation.provider, account)),
    env.APPLICATIONS.getByName(await applicationKey(operation.provider, account)),
  ];
  for (const object of objects)
    await runInDurableObject(
      object as DurableObjectStub,
      (_, state) => void note('Durable Object', [...state.storage.kv.list()]),
    );
}

async function dumpReceipts(): Promise<void> {
  for (let shard = 0; shard < 8; shard++) {
    const receipts = bindings().RECEIPTS.getByName(`receipts-${shard}`);
    await runInDurableObject(
      receipts,
      (_, { storage }) => void note('receipts', storage.sql.exec('SELECT * FROM calls').toArray()),
    );
  }
}

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_, operation) => {
  it('keeps every secret out of answers without the scope, problems, logs, metrics, receipts and stores', async () => {
    const moods = moodsOf(operation);
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(scenario, async (told) => {
        // A credential that remembers the token of the run before would not log in.
        forgetIsolate();
        await reset();
        const env = await asReader(operation, told.key);
        vendorsLike(operation, told);
        for (const one of [told.key, told.token, told.input, told.stray, told.unnamed, ...told.hidden])
          secrets.add(one);
        secrets.add(ACCOUNT_SECRETS[operation.provider.id] ?? '');
        const make = async ([path, init]: Call) => {
          const headers = { 'Cache-Control': 'no-store', ...(init.headers as Record<string, string>) };
          const response = await settled(path, headers, env, init);
          statuses.add(response.status);
          note(
            `answer ${response.status} to ${init.method ?? 'GET'} ${path}`,
            [...response.headers],
            await response.text(),
          );
        };
        for (const calls of goodCallsOf(operation, told)) await Promise.all(calls.map(make));
        // Most of these never reach the vendor, whose mood does not matter to them.
        if (told.mood === answering) await Promise.all([...otherCallsOf(operation, told)].map(make));
        await dumpStores(operation);
        await dumpReceipts();
        network.resetHandlers();
        expect(sinks.some(([where, text]) => where === 'receipts' && text.includes(operation.id))).toBe(true);
        expectNoLeak();
        sinks.length = 0;
      }),
      {
        numRuns: moods.length,
        // A smaller secret tells no more, and looking for one takes long.
        endOnFailure: true,
        examples: moods.map((mood) => [
          fc.sample(scenario, 1).map((one) => ({ ...one, mood }))[0] as Scenario,
        ]),
      },
    );
    expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 403]));
  });
});

it('every vendor is met in every mood by operations of every kind', () => {
  for (const some of alike.values())
    if (some.length * 2 >= OTHER_MOODS.length) expect(new Set(some.flatMap(moodsOf))).toEqual(new Set(MOODS));
});
