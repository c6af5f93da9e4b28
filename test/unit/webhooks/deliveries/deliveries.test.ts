import { Webhook } from 'standardwebhooks';
import { describe, expect, it, vi } from 'vitest';
import {
  closeEndpoint,
  deliverTo,
  openEndpoint,
} from '../../../../functions/webhooks/deliveries/endpoint.ts';
import { newWebhookSecret } from '../../../../functions/webhooks/signing.ts';
import { bindings } from '../../../support/gateway.ts';
import {
  ask,
  type Delivered,
  deliveriesOf,
  eventOf,
  type Heard,
  HOOK_URL,
  settled,
  subscribe,
  tell,
  useReceivers,
  withKey,
} from '../../../support/subscribed.ts';

const receivers = useReceivers();
const verify = (secret: string, { headers, body }: Heard) =>
  new Webhook(secret).verify(body, Object.fromEntries(headers));

/** One event told to a new subscription, and its delivery. */
async function told(input?: object): Promise<{ id: string; secret: string; delivery: string }> {
  const { id, secret } = await subscribe(input);
  await tell(eventOf('e1'));
  const [one] = await deliveriesOf(id);
  return { id, secret, delivery: one?.id ?? '' };
}
const replay = (delivery: string) => ask('POST', `/v1/deliveries/${delivery}/replay`);

describe('a delivery', () => {
  it('is the CloudEvent, signed so that the library of the specification verifies it', async () => {
    const { secret, delivery } = await told();
    expect(await settled(delivery, 'delivered')).toMatchObject({
      event: 'e1',
      attempts: [{ status: 204, delivered: true }],
    });
    const [one] = receivers.heard;
    if (!one) throw new Error('Nothing came.');
    expect(verify(secret, one)).toMatchObject({ specversion: '1.0', id: 'e1', source: '/huawei/default' });
    expect(one.headers.get('webhook-id')).toBe('e1');
    expect(one.headers.get('content-type')).toMatch(/^application\/cloudevents\+json/);
    expect(one.headers.get('user-agent')).toBe('meetgate-webhooks/1');
    expect(() => verify(newWebhookSecret(), one)).toThrow();
  });

  it('is made once however often its event is told', async () => {
    const { id, delivery } = await told();
    await Promise.all([tell(eventOf('e1')), tell(eventOf('e1'), eventOf('e1'))]);
    await settled(delivery, 'delivered');
    await tell(eventOf('e1'));
    expect(await deliveriesOf(id)).toHaveLength(1);
    expect(receivers.heard).toHaveLength(1);
  });

  it('that fails is tried again under the same id, and shows each try with what the receiver said', async () => {
    receivers.answer = () => new Response('no room', { status: 500 });
    const { delivery, secret } = await told();
    const failed = await settled(delivery, 'pending');
    expect(failed.attempts).toMatchObject([{ status: 500, delivered: false, answer: 'no room' }]);
    const wait = Date.parse(failed.nextAttemptAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThan(6_000);
    receivers.answer = () => new Response('thanks');
    await replay(delivery);
    const { attempts } = await settled(delivery, 'delivered', 2);
    expect(attempts.map(({ status }) => status)).toEqual([500, 200]);
    expect(receivers.heard.map(({ headers }) => headers.get('webhook-id'))).toEqual(['e1', 'e1']);
    for (const one of receivers.heard) verify(secret, one);
  });

  it('goes out by itself when its time has come', async () => {
    let tries = 0;
    receivers.answer = () => new Response(null, { status: ++tries === 1 ? 503 : 204 });
    const { delivery } = await told();
    expect((await settled(delivery, 'delivered', 2)).attempts).toHaveLength(2);
  });

  it('is not sent on where the receiver redirects', async () => {
    receivers.answer = () =>
      new Response(null, { status: 307, headers: { Location: 'https://receiver.example/else' } });
    const { delivery } = await told();
    expect((await settled(delivery, 'pending')).attempts).toMatchObject([{ status: 307, delivered: false }]);
    expect(receivers.heard).toHaveLength(1);
  });

  it('is given up where the receiver says so, stays in the list, and can be replayed', async () => {
    receivers.answer = () =>
      new Response(null, { status: 400, headers: { 'webhook-delivery': 'abort-message' } });
    const { id, delivery } = await told();
    expect((await settled(delivery, 'failed')).reason).toContain('gave it up');
    expect((await ask('GET', `/v1/subscriptions/${id}`)).json).toMatchObject({ status: 'active' });
    receivers.answer = () => new Response(null, { status: 204 });
    await replay(delivery);
    await settled(delivery, 'delivered', 2);
  });

  it('answered by 410 ends the subscription, until somebody lets it go on', async () => {
    receivers.answer = () => new Response(null, { status: 410 });
    const { id, delivery } = await told();
    await settled(delivery, 'failed');
    expect((await ask('GET', `/v1/subscriptions/${id}`)).json).toMatchObject({ status: 'gone' });
    await tell(eventOf('e2'));
    expect(await deliveriesOf(id)).toHaveLength(1);
    expect(receivers.heard).toHaveLength(1);
    receivers.answer = () => new Response(null, { status: 204 });
    await ask('PATCH', `/v1/subscriptions/${id}`, { status: 'active' });
    await replay(delivery);
    await settled(delivery, 'delivered', 2);
  });

  it('has all others wait where the receiver asks to slow down', async () => {
    receivers.answer = () => new Response(null, { status: 429, headers: { 'Retry-After': '2' } });
    const { id, delivery } = await told();
    const { nextAttemptAt = '' } = await settled(delivery, 'pending');
    expect(Date.parse(nextAttemptAt) - Date.now()).toBeGreaterThan(1_000);
    receivers.answer = () => new Response(null, { status: 204 });
    await tell(eventOf('e2'));
    expect((await deliveriesOf(id)).map(({ status }) => status)).toEqual(['pending', 'pending']);
    expect(receivers.heard).toHaveLength(1);
    await vi.waitFor(() => expect(receivers.heard).toHaveLength(3), 9_000);
  });

  it('shows what the scopes of the subscription cover, as they are at the try', async () => {
    const joinUrl = 'https://meet.example/j/914047175?pwd=1234';
    const secret = eventOf('s1', 'meetgate.meeting.started', {
      data: { meeting: { meetingNumber: '1', joinUrl }, raw: { joinUrl } },
    });
    const { id } = await subscribe({ url: HOOK_URL, scopes: ['read', 'secrets', 'personal'] });
    await tell(secret);
    await vi.waitFor(() => expect(receivers.heard).toHaveLength(1), 5_000);
    expect(JSON.parse(receivers.heard[0]?.body ?? '')).toEqual(secret);
    await ask('PATCH', `/v1/subscriptions/${id}`, { scopes: ['read'] });
    const [one] = await deliveriesOf(id);
    await replay(one?.id ?? '');
    await vi.waitFor(() => expect(receivers.heard).toHaveLength(2), 5_000);
    const shown = receivers.heard[1]?.body ?? '';
    expect(shown).not.toMatch(/meet\.example|pwd/);
    expect(JSON.parse(shown)).toMatchObject({ id: 's1', data: { meeting: { meetingNumber: '1' } } });
  });

  it('is signed with both secrets for a day after a rotation', async () => {
    const { id, secret } = await subscribe();
    const rotated = await ask('POST', `/v1/subscriptions/${id}/rotate`);
    await tell(eventOf('e1'));
    await vi.waitFor(() => expect(receivers.heard).toHaveLength(1), 5_000);
    const [one] = receivers.heard;
    if (!one) throw new Error('Nothing came.');
    for (const good of [secret, String(rotated.json.secret)]) verify(good, one);
    expect((await ask('POST', `/v1/subscriptions/${id}/rotate`)).status).toBe(409);
    const forced = await ask('POST', `/v1/subscriptions/${id}/rotate`, { force: true });
    await tell(eventOf('e2'));
    await vi.waitFor(() => expect(receivers.heard).toHaveLength(2), 5_000);
    const [, two] = receivers.heard;
    if (!two) throw new Error('Nothing came.');
    for (const good of [rotated.json.secret, forced.json.secret]) verify(String(good), two);
    expect(() => verify(secret, two)).toThrow();
  });

  it('shows answers of receivers to operators alone', async () => {
    receivers.answer = () => new Response('stack trace', { status: 500 });
    const owner = withKey({ scopes: ['read', 'events'] });
    const { delivery } = await told();
    await settled(delivery, 'pending');
    const seen = await ask<Delivered>('GET', `/v1/deliveries/${delivery}`, undefined, owner);
    expect(seen.json.attempts[0]).toMatchObject({ status: 500 });
    expect(seen.text).not.toContain('stack trace');
  });
});

describe('lists of deliveries', () => {
  it('are of all subscriptions, by page, each once', async () => {
    const subscriptions = [await subscribe(), await subscribe(), await subscribe()];
    for (const id of ['a', 'b', 'c']) await tell(eventOf(id));
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await ask<{ data: Delivered[]; nextCursor?: string }>(
        'GET',
        `/v1/deliveries?limit=2${cursor}`,
      );
      seen.push(...json.data.map(({ id }) => id));
      cursor = json.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(json.nextCursor)}`;
    } while (cursor);
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
    const [first] = subscriptions;
    expect(await deliveriesOf(first?.id ?? '')).toHaveLength(3);
  });

  it('can be had by status, event and time', async () => {
    const { id } = await subscribe();
    await tell(eventOf('a'), eventOf('b'));
    const [b, a] = await deliveriesOf(id);
    for (const one of [a, b]) await settled(one?.id ?? '', 'delivered');
    expect(await deliveriesOf(id, '&status=failed')).toEqual([]);
    expect(await deliveriesOf(id, '&status=delivered')).toHaveLength(2);
    expect((await deliveriesOf(id, '&event=a')).map(({ event }) => event)).toEqual(['a']);
    expect(await deliveriesOf(id, '&from=2035-01-01T00:00:00Z')).toEqual([]);
    expect(await deliveriesOf(id, '&from=2020-01-01T00:00:00Z&to=2035-01-01T00:00:00%2B08:00')).toHaveLength(
      2,
    );
    for (const query of ['status=lost', 'from=yesterday', 'limit=0', 'cursor=x', 'page=2'])
      expect((await ask('GET', `/v1/deliveries?${query}`)).status).toBe(400);
  });

  it('have no delivery of an id that somebody made up', async () => {
    for (const id of ['dlv_x.1', 'dlv_c3ViXzE.1', 'dlv_%E4%BC%9A.1', 'x', `${'dlv_'.padEnd(400, 'a')}.1`])
      expect((await ask('GET', `/v1/deliveries/${id}`)).status).toBe(404);
  });
});

it('replays all since a time, and those of a status alone where asked', async () => {
  let status = 400;
  receivers.answer = () => new Response(null, { status, headers: { 'webhook-delivery': 'abort-message' } });
  const { id } = await subscribe();
  await tell(eventOf('a'), eventOf('b'));
  for (const one of await deliveriesOf(id)) await settled(one.id, 'failed');
  status = 204;
  const later = await ask('POST', `/v1/subscriptions/${id}/replay`, { from: '2035-01-01T00:00:00Z' });
  expect([later.status, later.json.replayed]).toEqual([202, 0]);
  const failed = { from: '2020-01-01T00:00:00Z', status: 'failed' };
  expect((await ask('POST', `/v1/subscriptions/${id}/replay`, failed)).json.replayed).toBe(2);
  for (const one of await deliveriesOf(id)) await settled(one.id, 'delivered', 2);
  expect((await ask('POST', `/v1/subscriptions/${id}/replay`, failed)).json.replayed).toBe(0);
  expect((await ask('POST', `/v1/subscriptions/${id}/replay`, {})).status).toBe(400);
});

it('delivers for the endpoint of a hook what it is given, once by id, and lists it for operators', async () => {
  const services = { env: bindings(), now: Date.now };
  const secret = newWebhookSecret();
  await openEndpoint('hook:orders', { url: HOOK_URL, secrets: [secret] }, services);
  const message = { id: 'invocation-1', type: 'meetgate.invocation.finished', body: '{"done": true}' };
  await deliverTo('hook:orders', message, services);
  await deliverTo('hook:orders', message, services);
  const [one] = await deliveriesOf('hook:orders');
  expect(one).toMatchObject({ hook: 'orders', event: 'invocation-1' });
  await settled(one?.id ?? '', 'delivered');
  expect(receivers.heard.map((heard) => verify(secret, heard))).toEqual([{ done: true }]);
  expect((await ask<{ subscriptions: unknown[] }>('GET', '/v1/subscriptions')).json.subscriptions).toEqual(
    [],
  );
  expect((await ask('DELETE', '/v1/subscriptions/hook:orders')).status).toBe(404);
  await closeEndpoint('hook:orders', services);
  await expect(deliverTo('hook:orders', message, services)).rejects.toThrow('no such endpoint');
});
