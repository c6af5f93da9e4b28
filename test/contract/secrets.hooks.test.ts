import { runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bindings, call } from '../support/gateway.ts';
import { callHook, type MadeHook, makeHook, send, signedBy } from '../support/hooks.ts';
import { ONGOING } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors();

/** Everything that stays behind or is told to who proves nothing, by the name of the sink. */
const sinks: [where: string, text: string][] = [];
const note = (where: string, ...things: unknown[]) =>
  sinks.push([
    where,
    things.map((thing) => (typeof thing === 'string' ? thing : JSON.stringify(thing))).join(' '),
  ]);

beforeEach(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...args) => void note('log', ...args));
});
afterEach(() => {
  vi.restoreAllMocks();
  sinks.length = 0;
});

/** May pass for an id, a header, a part of a URL and an input alike. */
const word = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789'), minLength: 16, maxLength: 24 });
const secrets = fc.record({ input: word, preset: word, stray: word, id: word, answer: word, path: word });

const forms = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  btoa(secret),
  secret.replace('whsec_', ''),
];

async function dump(names: readonly string[]): Promise<void> {
  const { HOOKS, HOOK_CALLS, SUBSCRIPTIONS } = bindings();
  for (const { name, metadata } of (await HOOKS.list()).keys)
    note('KV', name, metadata ?? '', (await HOOKS.get(name)) ?? '');
  const objects = [
    ...names.map((name) => HOOK_CALLS.getByName(name)),
    SUBSCRIPTIONS.getByName(`hook:${names[0]}`),
  ];
  for (const object of objects)
    await runInDurableObject(object as DurableObjectStub, (_, { storage }) => {
      note('Durable Object', [...storage.kv.list()]);
      const tables = storage.sql
        .exec<{ name: string }>(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
        )
        .toArray();
      for (const { name } of tables)
        note(`table ${name}`, storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    });
}

/** Good and bad calls of every kind. */
async function callAll(hook: MadeHook, told: { input: string; stray: string; id: string }): Promise<void> {
  const path = new URL(hook.url).pathname;
  const body = JSON.stringify({ searchKey: told.input });
  const refused = async (asked: Promise<Response>) => {
    const response = await asked;
    note(`answer ${response.status}`, [...response.headers], await response.text());
  };
  await callHook(hook, body, { id: told.id });
  await callHook(hook, body, { id: `later-${told.id}`, headers: { Prefer: 'respond-async' } });
  await send(path, body, {
    'Idempotency-Key': `url-${told.id}`,
    'X-Request-Id': path.split('/').at(-1) ?? '',
  });
  await refused(callHook(hook, `{"searchKey":"${told.stray}`, { id: told.id }));
  await refused(callHook(hook, `{"searchKey":["${told.stray}"]}`));
  await refused(send(`/v1/hooks/${hook.name}`, body, { 'webhook-signature': told.stray }));
  await refused(send(`${path}${told.stray}`, body));
  await refused(send(`/v1/hooks/nobodys/${told.stray}`, body, signedBy(hook.secret, body)));
  await refused(call(`/v1/hooks/${hook.name}/${told.stray}`, { headers: { Authorization: '' } }));
}

it('what goes through a hook lies sealed and is told to nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async (told) => {
      network.use(
        http.get(ONGOING, () => HttpResponse.json({ count: 1, data: [{ conferenceId: told.answer }] })),
      );
      const definition = {
        input: { searchKey: told.preset },
        callbackUrl: `https://flows.example.com/${told.path}`,
        urlToken: true,
      };
      const name = `bot-${crypto.randomUUID()}`;
      const hook = await makeHook({ name, ...definition });
      await callAll(hook, told);
      await vi.waitFor(async () => {
        await runInDurableObject(
          bindings().HOOK_CALLS.getByName(name) as DurableObjectStub,
          (_, { storage }) =>
            expect(
              storage.sql.exec("SELECT * FROM invocations WHERE state = 'done' AND callback = 0").toArray(),
            ).toHaveLength(1),
        );
      });
      await dump([name]);
      // What lies there is what was looked for: nothing is found in what is empty.
      for (const where of ['KV', 'Durable Object', 'table calls', 'table invocations', 'log'])
        expect(
          sinks.find(([sink, text]) => sink === where && text.length > 100),
          where,
        ).toBeDefined();
      const token = new URL(hook.url).pathname.split('/').at(-1) ?? '';
      const leaks = [...Object.values(told), hook.secret, token].flatMap((secret) =>
        sinks
          .filter(([, text]) => forms(secret).some((form) => text.includes(form)))
          .map(([where]) => `${secret} in ${where}`),
      );
      expect(leaks).toEqual([]);
      sinks.length = 0;
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 60_000);
