import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readConfig } from '../../functions/config/config.ts';
import { beginWatching } from '../../functions/webhooks/events/watcher.object.ts';
import { bindings, call } from '../support/gateway.ts';
import {
  CALLBACK_TOKEN,
  eventInfo,
  eventsOfMeeting,
  HUAWEI_PUSH,
  huaweiMessage,
  newNumber,
  push,
  QUANSHI_PUSH,
} from '../support/pushes.ts';
import { withKey } from '../support/subscribed.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors();

/** Everything that stays behind or is told to who may not see it, by the name of the sink. */
const sinks: [where: string, text: string][] = [];
const note = (where: string, ...things: unknown[]) =>
  void sinks.push([
    where,
    things.map((thing) => (typeof thing === 'string' ? thing : JSON.stringify(thing))).join(' '),
  ]);
beforeEach(() => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...said) => note('log', ...said));
});
afterEach(() => {
  vi.restoreAllMocks();
  sinks.length = 0;
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789'), minLength: 16, maxLength: 24 });
const phone = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 });
const secrets = fc.record({
  name: word,
  link: word,
  hostLink: word,
  strange: word,
  forged: word,
  listed: word,
  number: phone.map((digits) => `+86${digits}`),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer T> ? T : never;

const forms = (secret: string) => [secret, encodeURIComponent(secret), btoa(secret)];
const leaks = (words: readonly string[], of: (where: string) => boolean) =>
  words.flatMap((secret) =>
    sinks
      .filter(([where, text]) => of(where) && forms(secret).some((form) => text.includes(form)))
      .map(([where]) => `${secret} in ${where}`),
  );

/** The gateway, with what it puts into the queue looked at on its way. */
const overheard = (): Env => {
  const env = bindings();
  const send: Queue['send'] = (message, options) => {
    note('queue', message);
    return env.EVENTS.send(message, options);
  };
  return { ...env, EVENTS: { send } as Queue };
};

async function dump(where: string, stub: DurableObjectStub): Promise<void> {
  await runInDurableObject(stub as never, (_: unknown, { storage }: DurableObjectState) => {
    note(`${where} kv`, [...storage.kv.list()]);
    const tables = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
      )
      .toArray();
    for (const { name } of tables)
      note(`${where} ${name}`, storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
  });
}

/** Genuine messages of both vendors with secrets in them, forged ones, and one that nobody can read. */
async function pushAll(told: Secrets, number: string): Promise<void> {
  const env = overheard();
  const attendee = {
    participantID: 'p1',
    displayName: told.name,
    callNumber: told.number,
    joinTime: 1_700_000_000_000,
    unknownMember: told.strange,
  };
  const join = await huaweiMessage(eventInfo('meeting.join', number, { attendee }));
  const callback = (eventId: string) =>
    JSON.stringify({
      method: 'meetingbegin',
      timestamp: 1_700_000_000_000,
      unknownMember: told.strange,
      meetinginfo: {
        eventId,
        attendeeJoinUrl: `https://x.example/${told.link}`,
        hostJoinUrl: `https://x.example/${told.hostLink}`,
      },
    });
  for (const [path, body] of [
    [HUAWEI_PUSH, join],
    [QUANSHI_PUSH, callback(number)],
  ] as const)
    expect((await push(path, body, env)).status).toBe(200);
  const { forged } = told;
  for (const [path, body] of [
    [HUAWEI_PUSH, join.replace('60426560', forged)],
    [HUAWEI_PUSH, `{"appID":"${forged}"`],
    [`/v1/events/huawei/${forged}`, join],
    [`/v1/events/${forged}/default`, join],
    [`/v1/events/quanshi/default/${forged}`, callback(forged)],
    [QUANSHI_PUSH, `{"method":"${forged}`],
  ] as const) {
    const response = await push(path, body, env);
    expect(response.status).toBe(401);
    // Where it was sent to is the sender's own, and told to nobody else.
    note('refusal', [...response.headers], (await response.text()).replace(path, ''));
  }
  const sealed = `v1.gone.${btoa('n'.repeat(12))}.${btoa('x')}`;
  await env.EVENTS.send({ provider: 'huawei', account: 'default', receivedAt: 1, sealed });
}

/** What a key reads of the log: page by page and as a stream, and what it is told where that cannot be. */
async function readAs(scopes: readonly string[], cursor: string): Promise<void> {
  const env = withKey({ scopes: [...scopes] });
  const where = `read by ${scopes.join(', ')}`;
  note(where, await (await call('/v1/events?limit=500', {}, env)).text());
  const headers = { Accept: 'text/event-stream', 'Last-Event-ID': cursor };
  const { body } = await call('/v1/events', { headers }, env);
  const reader = body?.getReader();
  // How to come again, and then what there is.
  for (let i = 0; i < 2; i++) note(where, new TextDecoder().decode((await reader?.read())?.value));
  await reader?.cancel();
}

it('what vendors push lies sealed, and is told to keys as far as their scopes go', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async (told) => {
      sinks.length = 0;
      const env = bindings();
      const { nextCursor: cursor } = (await (await call('/v1/events?limit=500')).json()) as {
        nextCursor: string;
      };
      const number = newNumber();
      await pushAll(told, number);
      await eventsOfMeeting(number, 1);
      // What the watcher remembers is of the vendor's lists, which have telephone numbers and pass codes.
      const row = {
        eventId: Number(number),
        conferenceId: number,
        confName: told.name,
        hostMobile: told.listed,
        guestPcode: told.listed,
      };
      network.use(
        http.post('*/conference/listbystatus', () =>
          HttpResponse.json({ status: 0, msg: 'x', result: { totalCount: 1, confList: [row] } }),
        ),
      );
      await beginWatching({ config: readConfig(env), env });
      await runDurableObjectAlarm(env.WATCHERS.getByName('quanshi/default'));
      await vi.waitFor(async () => {
        const { log } = (await (await call('/v1/events/status')).json()) as {
          log: { dropped: { count: number } };
        };
        expect(log.dropped.count).toBeGreaterThan(0);
      }, 10_000);
      note('status', await (await call('/v1/events/status')).text());
      for (const query of [`after=${told.forged}`, `type=${told.forged}`, `limit=${told.forged}`])
        note('problem', (await (await call(`/v1/events?${query}`)).text()).replaceAll(query, ''));
      await dump('log', env.EVENT_LOG.getByName('events'));
      await dump('watcher', env.WATCHERS.getByName('quanshi/default'));
      for (const where of ['log events', 'log dropped', 'log kv', 'watcher kv', 'queue', 'refusal', 'log'])
        expect(
          sinks.some(([sink, text]) => sink === where && text.length > 20),
          where,
        ).toBe(true);
      const all = Object.values(told);
      expect(leaks([...all, CALLBACK_TOKEN, 'demo-key'], () => true)).toEqual([]);

      for (const scopes of [[], ['secrets'], ['personal'], ['secrets', 'personal']])
        await readAs(['events', ...scopes], cursor);
      const readBy = (...scopes: string[]) => {
        const where = `read by ${['events', ...scopes].join(', ')}`;
        const seen = (secret: string) =>
          sinks.filter(([sink, text]) => sink === where && text.includes(secret)).length;
        return Object.fromEntries(all.map((secret) => [secret, seen(secret)]));
      };
      const { name, link, hostLink, strange, forged, listed, number: dialled } = told;
      const hidden = { [forged]: 0, [listed]: 0, [strange]: 0 };
      // Twice: in the page and in the stream.
      const links = { [link]: 2, [hostLink]: 2 };
      expect(readBy()).toEqual({ ...hidden, [name]: 2, [link]: 0, [hostLink]: 0, [dialled]: 0 });
      expect(readBy('secrets')).toEqual({ ...hidden, [name]: 2, ...links, [dialled]: 0 });
      expect(readBy('personal')).toEqual({ ...hidden, [name]: 2, [link]: 0, [hostLink]: 0, [dialled]: 2 });
      expect(readBy('secrets', 'personal')).toEqual({
        ...hidden,
        [name]: 2,
        ...links,
        [dialled]: 2,
        [strange]: 2,
      });
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 90_000);
