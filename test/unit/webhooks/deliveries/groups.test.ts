import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { MeetgateEvent } from '../../../../functions/core/event.ts';
import { bindings } from '../../../support/gateway.ts';
import {
  ask,
  deliveriesOf,
  eventOf,
  type Heard,
  settled,
  subscribe,
  tell,
  useReceivers,
} from '../../../support/subscribed.ts';

const receivers = useReceivers();
const URLS = {
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/0f1e2d3c',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=0f1e2d3c',
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0f1e2d3c',
};
const says = (body: object) => () => new Response(JSON.stringify(body));
const group = (kind: keyof typeof URLS, more: object = {}, secret?: string) =>
  subscribe({ chat: { kind, url: URLS[kind], ...(secret && { secret }) }, ...more });
const bodyOf = ({ body }: Heard) => JSON.parse(body) as Record<string, never>;
const comes = (id: string, displayName: string, type: MeetgateEvent['type'] = 'meetgate.attendee.joined') =>
  eventOf(id, type, {
    data: {
      meeting: { meetingNumber: '914047175', subject: '产品周会' },
      attendee: { id: displayName, displayName },
    },
  });
/** The newest delivery of a group, once it has a status. */
const latest = async (id: string, status: string, tries = 1) =>
  settled((await deliveriesOf(id))[0]?.id ?? '', status, tries);

describe('a group', () => {
  it('of Feishu is told of a start by a card, signed at the try', async () => {
    receivers.answer = says({ code: 0 });
    const { id } = await group('feishu', {}, 'demo-secret');
    await tell(eventOf('a'));
    await latest(id, 'delivered');
    const [heard] = receivers.heard;
    if (!heard) throw new Error('Nothing came.');
    const { timestamp, sign, ...card } = bodyOf(heard);
    expect(sign).toBe(createHmac('sha256', `${timestamp}\ndemo-secret`).update('').digest('base64'));
    expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(10);
    expect(JSON.stringify(card)).toContain('**产品周会** 已于 09:00 开始。');
    expect(heard.headers.has('webhook-signature')).toBe(false);
  });

  it('of DingTalk is told in its language, signed in the query', async () => {
    receivers.answer = says({ errcode: 0 });
    const { id } = await group('dingtalk', { language: 'en' }, 'SECdemo');
    await tell(eventOf('a'));
    await latest(id, 'delivered');
    const [heard] = receivers.heard;
    if (!heard) throw new Error('Nothing came.');
    const timestamp = heard.url.searchParams.get('timestamp');
    const own = createHmac('sha256', 'SECdemo').update(`${timestamp}\nSECdemo`).digest('base64');
    expect(heard.url.searchParams.get('sign')).toBe(own);
    expect(heard.body).toContain('started at 09:00');
  });

  it('is told of those who come and go together, and at the end how many came', async () => {
    receivers.answer = says({ errcode: 0 });
    const { id } = await group('wecom');
    await tell(comes('j1', '王芳'), comes('j2', '李雷'), comes('l1', '李雷', 'meetgate.attendee.left'));
    await tell(comes('j3', 'Ann'), comes('j1', '王芳'));
    const [digest, ...others] = await deliveriesOf(id);
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ type: 'meetgate.attendee.digest', status: 'pending', tries: 0 });
    expect(Date.parse(digest?.nextAttemptAt ?? '') - Date.now()).toBeGreaterThan(30_000);
    expect((await deliveriesOf(id, '&event=j2')).map((one) => one.id)).toEqual([digest?.id]);
    await ask('POST', `/v1/deliveries/${digest?.id}/replay`);
    await settled(digest?.id ?? '', 'delivered');
    expect(receivers.heard[0]?.body).toContain('加入：王芳、李雷、Ann');
    expect(receivers.heard[0]?.body).toContain('离开：李雷');
    await tell(eventOf('end', 'meetgate.meeting.ended'));
    await latest(id, 'delivered');
    expect(receivers.heard[1]?.body).toContain('共 3 人参会，最多时 2 人同时在会。');
  });

  it('that wants no comings gets the summary all the same', async () => {
    receivers.answer = says({ errcode: 0 });
    const { id } = await group('wecom', { types: ['meetgate.meeting.ended'] });
    await tell(comes('j1', '王芳'));
    expect(await deliveriesOf(id)).toEqual([]);
    await tell(eventOf('end', 'meetgate.meeting.ended'));
    await latest(id, 'delivered');
    expect(receivers.heard[0]?.body).toContain('共 1 人参会');
  });

  it('whose bot refuses in the body of a 200 has not been told, and is paused with the reason', async () => {
    receivers.answer = says({ code: 19021, msg: 'sign match fail' });
    const { id } = await group('feishu', {}, 'wrong');
    await tell(eventOf('a'));
    await vi.waitFor(
      async () =>
        expect((await ask('GET', `/v1/subscriptions/${id}`)).json).toMatchObject({
          status: 'paused',
          reason: expect.stringContaining('secret of the bot is wrong'),
        }),
      5_000,
    );
    receivers.answer = says({ code: 0 });
    await ask('PATCH', `/v1/subscriptions/${id}`, {
      status: 'active',
      chat: { kind: 'feishu', url: URLS.feishu },
    });
    expect((await latest(id, 'delivered')).attempts.map(({ delivered }) => delivered)).toEqual([false, true]);
  });

  it('whose bot has had too much is left alone for as long as that lasts', async () => {
    receivers.answer = says({ errcode: 130101 });
    const { id } = await group('dingtalk');
    await tell(eventOf('a'));
    const waiting = await vi.waitFor(async () => {
      const [one] = await deliveriesOf(id);
      expect(one?.status).toBe('pending');
      expect(receivers.heard).toHaveLength(1);
      return one;
    }, 5_000);
    const wait = Date.parse(waiting?.nextAttemptAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(9 * 60_000);
    expect(waiting?.tries).toBe(0);
    await tell(eventOf('b'));
    await runDurableObjectAlarm(bindings().SUBSCRIPTIONS.getByName(id));
    expect(receivers.heard).toHaveLength(1);
  });

  it('is written to no faster than its chat takes', async () => {
    receivers.answer = says({ errcode: 0 });
    const { id } = await group('wecom');
    const started = Date.now();
    await tell(...Array.from({ length: 5 }, (_, index) => eventOf(`e${index}`)));
    await vi.waitFor(() => expect(receivers.heard).toHaveLength(4), { timeout: 12_000, interval: 50 });
    // Three at once, then one each 3.75 s.
    expect(Date.now() - started).toBeGreaterThan(3_000);
    expect((await deliveriesOf(id, '&status=pending')).length).toBe(1);
  });
});

describe('an alarm', () => {
  it('loses nothing where the queue fails, or a consumer dies', async () => {
    const { id } = await subscribe();
    const stub = bindings().SUBSCRIPTIONS.getByName(id);
    await tell(eventOf('a'));
    const [one] = await deliveriesOf(id);
    await settled(one?.id ?? '', 'delivered');
    // As if a consumer had claimed it, and nobody ever reported.
    await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec(
        "UPDATE deliveries SET status = 'sending', claim = 'dead', lease = ?, tries = 1",
        Date.now() - 1,
      );
    });
    await runInDurableObject(stub, (instance) => (instance as unknown as { alarm(): Promise<void> }).alarm());
    const [again] = await deliveriesOf(id);
    expect(again).toMatchObject({ status: 'pending', tries: 1 });
    expect((await settled(one?.id ?? '', 'delivered', 2)).attempts.at(-2)).toMatchObject({
      error: 'Nobody reported what came of it.',
    });
  });

  it('is set again where something throws', async () => {
    const { id } = await subscribe();
    const stub = bindings().SUBSCRIPTIONS.getByName(id);
    await ask('PATCH', `/v1/subscriptions/${id}`, { status: 'paused' });
    await tell(eventOf('a'));
    const alarm = await runInDurableObject(stub, async (instance, { storage }) => {
      storage.sql.exec('ALTER TABLE deliveries RENAME TO away');
      await storage.deleteAlarm();
      await (instance as unknown as { alarm(): Promise<void> }).alarm();
      storage.sql.exec('ALTER TABLE away RENAME TO deliveries');
      return storage.getAlarm();
    });
    expect(alarm).toBeGreaterThan(Date.now() - 1_000);
  });
});
