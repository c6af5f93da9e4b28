import { describe, expect, it } from 'vitest';
import type { ProblemDocument } from '../../../../functions/client/client.ts';
import {
  ask,
  deliveriesOf,
  eventOf,
  HOOK_URL,
  type Subscribed,
  settled,
  subscribe,
  tell,
  useReceivers,
  withKey,
} from '../../../support/subscribed.ts';

const receivers = useReceivers();
const FEISHU = 'https://open.feishu.cn/open-apis/bot/v2/hook/0f1e2d3c-secret-part';

describe('a subscription', () => {
  it('shows its URL and its secret once, when it is made', async () => {
    const made = await ask<Subscribed>('POST', '/v1/subscriptions', { url: HOOK_URL });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ url: HOOK_URL, status: 'active', types: ['*'], scopes: ['read'] });
    expect(made.json.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { id } = made.json;
    for (const path of ['/v1/subscriptions', `/v1/subscriptions/${id}`]) {
      const { text } = await ask('GET', path);
      expect(text).toContain('"url":"https://receiver.example/…"');
      expect(text).not.toMatch(/whsec_|of-the-receiver/);
    }
  });

  it('of a group never shows the URL of its bot again, nor its secret', async () => {
    const chat = { kind: 'feishu', url: FEISHU, secret: 'secret-of-the-bot' };
    const made = await ask<Subscribed>('POST', '/v1/subscriptions', { chat });
    expect(made.json).not.toHaveProperty('secret');
    expect(made.json.types).toContain('meetgate.meeting.started');
    const { text } = await ask('GET', `/v1/subscriptions/${made.json.id}`);
    expect(text).toContain('"chat":{"kind":"feishu","url":"https://open.feishu.cn/…","secret":"…"}');
    expect(text).not.toMatch(/secret-part|secret-of-the-bot/);
  });

  it.each([
    [{}, 'url'],
    [{ url: HOOK_URL, chat: { kind: 'feishu', url: FEISHU } }, 'url'],
    [{ url: 'https://10.0.0.1.' }, 'url'],
    [{ url: 'https://gate.example/v1/hooks/one' }, 'url'],
    [{ url: 12 }, 'url'],
    [{ chat: { kind: 'slack', url: FEISHU } }, 'chat.kind'],
    [{ chat: { kind: 'wecom', url: FEISHU } }, 'chat.url'],
    [{ chat: { kind: 'feishu', url: 'https://receiver.example/hook' } }, 'chat.url'],
    [{ url: HOOK_URL, types: [] }, 'types'],
    [{ url: HOOK_URL, types: ['meeting started'] }, 'types.0'],
    [{ url: HOOK_URL, providers: ['zoom'] }, 'providers.0'],
    [{ url: HOOK_URL, scopes: ['everything'] }, 'scopes.0'],
    [{ url: HOOK_URL, secret: 'whsec_own' }, 'secret'],
  ])('is refused where a field is wrong (%#)', async (input, field) => {
    const { status, json } = await ask<ProblemDocument>('POST', '/v1/subscriptions', input);
    expect(status).toBe(400);
    expect(json.errors?.map((one) => one.field)).toEqual([field]);
    expect(json.detail).not.toMatch(/of-the-receiver|secret-part|whsec_own/);
  });

  it('is told of what it wants and of nothing else', async () => {
    await subscribe({ url: `${HOOK_URL}&n=1`, types: ['meetgate.meeting.*'], providers: ['huawei'] });
    await subscribe({ url: `${HOOK_URL}&n=2`, types: ['*'], accounts: ['other'] });
    const last = await subscribe({ url: `${HOOK_URL}&n=3`, types: ['meetgate.meeting.ended'] });
    await tell(
      eventOf('a'),
      eventOf('b', 'meetgate.attendee.joined'),
      eventOf('c', 'meetgate.meeting.started', { source: '/quanshi/default' }),
      eventOf('d', 'meetgate.recording.finished', { source: '/quanshi/other' }),
      eventOf('e', 'meetgate.meeting.ended'),
    );
    const [one] = await deliveriesOf(last.id);
    await settled(one?.id ?? '', 'delivered');
    await expect
      .poll(() =>
        receivers.heard
          .map(({ url, headers }) => url.searchParams.get('n') + String(headers.get('webhook-id')))
          .sort(),
      )
      .toEqual(['1a', '1e', '2d', '3e']);
  });

  it('keeps what comes while it is paused, and delivers it when it goes on', async () => {
    const { id } = await subscribe();
    expect((await ask('PATCH', `/v1/subscriptions/${id}`, { status: 'paused' })).json).toMatchObject({
      status: 'paused',
    });
    await tell(eventOf('a'));
    const [waiting] = await deliveriesOf(id);
    expect(waiting).toMatchObject({ event: 'a', status: 'pending', tries: 0 });
    await ask('PATCH', `/v1/subscriptions/${id}`, { status: 'active' });
    await settled(waiting?.id ?? '', 'delivered');
    expect(receivers.heard).toHaveLength(1);
  });

  it('can be changed: where to, and what of', async () => {
    const { id } = await subscribe();
    const url = 'https://receiver.example/moved';
    const changed = await ask('PATCH', `/v1/subscriptions/${id}`, { url, types: ['meetgate.meeting.ended'] });
    expect(changed.json).toMatchObject({ types: ['meetgate.meeting.ended'], providers: ['*'] });
    await tell(eventOf('a'), eventOf('b', 'meetgate.meeting.ended'));
    await expect.poll(() => receivers.heard.map(({ url: to }) => to.href)).toEqual([url]);
  });

  it('is gone when it is deleted, with all its deliveries', async () => {
    const { id } = await subscribe();
    await tell(eventOf('a'));
    const [one] = await deliveriesOf(id);
    await settled(one?.id ?? '', 'delivered');
    expect((await ask('DELETE', `/v1/subscriptions/${id}`)).status).toBe(204);
    for (const path of [
      `/v1/subscriptions/${id}`,
      `/v1/deliveries/${one?.id}`,
      `/v1/deliveries?subscription=${id}`,
    ])
      expect((await ask('GET', path)).status).toBe(404);
    await tell(eventOf('b'));
    expect(receivers.heard).toHaveLength(1);
  });

  it('is tested by the example of a type, wanted or not', async () => {
    const { id } = await subscribe({ url: HOOK_URL, types: ['meetgate.meeting.ended'] });
    const { status, json } = await ask('POST', `/v1/subscriptions/${id}/test`, {
      type: 'meetgate.attendee.left',
    });
    expect(status).toBe(202);
    await settled(String(json.delivery), 'delivered');
    expect(JSON.parse(receivers.heard[0]?.body ?? '')).toMatchObject({
      id: json.event,
      type: 'meetgate.attendee.left',
      data: { attendee: { displayName: '王芳' } },
    });
    expect((await ask('POST', `/v1/subscriptions/${id}/test`, { type: 'toString' })).status).toBe(400);
  });
});

describe('a key with the scope events', () => {
  const reader = withKey({ name: 'reader', scopes: ['read', 'events'], accounts: ['main'] });

  it('has subscriptions of its own, of its accounts, and sees no others', async () => {
    const others = await subscribe();
    const own = await subscribe({ url: HOOK_URL }, reader);
    expect(own.accounts).toEqual(['main']);
    const list = await ask<{ subscriptions: Subscribed[] }>('GET', '/v1/subscriptions', undefined, reader);
    expect(list.json.subscriptions.map(({ id }) => id)).toEqual([own.id]);
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['POST', '/rotate'],
      ['POST', '/replay'],
    ] as const) {
      const { status, json } = await ask<ProblemDocument>(
        method,
        `/v1/subscriptions/${others.id}${path}`,
        method === 'GET' ? undefined : {},
        reader,
      );
      expect([method, path, status, json.type.split('/').at(-1)]).toEqual([
        method,
        path,
        404,
        'subscription-not-found',
      ]);
    }
    const all = await ask<{ subscriptions: Subscribed[] }>('GET', '/v1/subscriptions');
    expect(all.json.subscriptions.map(({ id }) => id).sort()).toEqual([others.id, own.id].sort());
  });

  it('has nobody shown what it may not see itself', async () => {
    for (const more of [
      { scopes: ['secrets'] },
      { scopes: ['read', 'personal'] },
      { accounts: ['other'] },
      { accounts: ['*'] },
    ])
      expect((await ask('POST', '/v1/subscriptions', { url: HOOK_URL, ...more }, reader)).status).toBe(403);
    const own = await subscribe({ url: HOOK_URL }, reader);
    const wider = await ask('PATCH', `/v1/subscriptions/${own.id}`, { scopes: ['read', 'secrets'] });
    expect(wider.status).toBe(200);
    // An operator gave it more: where that goes is no longer for the key to say.
    const moved = await ask(
      'PATCH',
      `/v1/subscriptions/${own.id}`,
      { url: 'https://receiver.example/x' },
      reader,
    );
    expect(moved.status).toBe(403);
  });

  it('is needed', async () => {
    const nobody = withKey({ scopes: ['read', 'secrets', 'personal'] });
    for (const path of ['/v1/subscriptions', '/v1/deliveries'])
      expect((await ask('GET', path, undefined, nobody)).status).toBe(403);
    expect((await ask('POST', '/v1/subscriptions', { url: HOOK_URL }, nobody)).status).toBe(403);
  });
});
