import { runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeEndpoint, deliverTo, openEndpoint } from '../../functions/webhooks/deliveries/endpoint.ts';
import { INDEX } from '../../functions/webhooks/deliveries/fanOut.ts';
import { newWebhookSecret } from '../../functions/webhooks/signing.ts';
import { bindings, call } from '../support/gateway.ts';
import { ask, deliveriesOf, eventOf, subscribe, tell, useReceivers, withKey } from '../support/subscribed.ts';

const receivers = useReceivers();
const sinks: string[] = [];
const note = (...parts: unknown[]) => void sinks.push(...parts.map((part) => JSON.stringify(part)));
beforeEach(() => {
  sinks.length = 0;
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...said) => note(said));
});
afterEach(() => vi.restoreAllMocks());

const word = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789'), minLength: 16, maxLength: 24 });

/** Everything that an object stores: each table as it lies there, and what is kept by name. */
const dump = (stub: DurableObjectStub) =>
  runInDurableObject(stub as never, (_: unknown, { storage }: DurableObjectState) => {
    const tables = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
      )
      .toArray();
    for (const { name } of tables) note(name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    note([...storage.kv.list()]);
    return tables.length;
  });

it('secrets of subscriptions, hooks, events and answers lie nowhere unsealed, and are in no answer and no log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 9, maxLength: 9 }), async (words) => {
      sinks.length = 0;
      const [
        token = '',
        bot = '',
        botSecret = '',
        person = '',
        door = '',
        strange = '',
        said = '',
        hookToken = '',
        body = '',
      ] = words;
      receivers.answer = () => new Response(said, { status: 500 });
      const env = bindings();
      const services = { env, now: Date.now };
      const made = await subscribe({ url: `https://receiver.example/${token}`, scopes: ['read'] });
      const chat = {
        kind: 'feishu',
        url: `https://open.feishu.cn/open-apis/bot/v2/hook/${bot}`,
        secret: botSecret,
      };
      const group = await subscribe({ chat });
      const hookSecret = newWebhookSecret();
      await openEndpoint(
        'hook:one',
        { url: `https://receiver.example/${hookToken}`, secrets: [hookSecret] },
        services,
      );
      await deliverTo(
        'hook:one',
        { id: 'i1', type: 'meetgate.invocation.finished', body: JSON.stringify({ body }) },
        services,
      );
      const meeting = {
        meetingNumber: '914047175',
        subject: person,
        joinUrl: `https://meet.example/${door}`,
      };
      await tell(
        eventOf('a', 'meetgate.meeting.started', { data: { meeting, raw: { strange } } }),
        eventOf('b', 'meetgate.attendee.joined', { data: { meeting, attendee: { displayName: person } } }),
      );
      const rotated = await ask<{ secret: string }>('POST', `/v1/subscriptions/${made.id}/rotate`);
      for (const id of [made.id, group.id, 'hook:one'])
        await vi.waitFor(async () => {
          const tries = (await deliveriesOf(id)).map((one) => one.tries);
          expect(Math.max(...tries)).toBeGreaterThan(0);
        }, 5_000);
      const secrets = [...words, made.secret, hookSecret, rotated.json.secret].map((one) =>
        one.replace('whsec_', ''),
      );
      // An operator may see what receivers answered, and nothing else; an owner not even that.
      const owner = withKey({ scopes: ['read', 'events'] });
      const paths = ['/v1/subscriptions', `/v1/subscriptions/${group.id}`, '/v1/deliveries'];
      for (const path of paths) note(await (await call(path)).text());
      for (const one of [...(await deliveriesOf(made.id)), ...(await deliveriesOf(group.id))])
        note(await (await call(`/v1/deliveries/${one.id}`, {}, owner)).text());
      for (const refused of [
        { url: `http://${token}.example` },
        { chat: { ...chat, url: `https://x.example/${bot}` } },
      ])
        note((await ask('POST', '/v1/subscriptions', refused)).text);
      for (const id of [made.id, group.id, 'hook:one'])
        expect(await dump(env.SUBSCRIPTIONS.getByName(id))).toBeGreaterThan(2);
      await dump(env.SUBSCRIPTION_INDEX.getByName(INDEX));
      const text = sinks.join('\n');
      expect(text).toContain('i1');
      for (const secret of secrets) expect(text.includes(secret), `${secret} in ${text}`).toBe(false);
      await closeEndpoint('hook:one', services);
      for (const id of [made.id, group.id]) await ask('DELETE', `/v1/subscriptions/${id}`);
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 60_000);
