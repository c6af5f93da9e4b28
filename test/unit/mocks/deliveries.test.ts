import { describe, expect, it } from 'vitest';
import { createVendors, type VendorsOptions } from '../../../mocks/vendors.ts';
import { DAY, HOUR, huaweiLogin, MINUTE, NOW, send } from '../../support/simulation.ts';
import { HOOK, isSigned, useSubscriber } from '../../support/subscriber.ts';

const subscriber = useSubscriber();

/** A simulation with one Huawei subscription, to events that only come on demand. */
async function subscribed(events?: ('meeting.cancel' | 'meeting.started' | 'record.finish')[]) {
  const vendors = createVendors({ now: NOW });
  const { id } = await vendors.events.subscribe({
    vendor: 'huawei',
    url: HOOK,
    subscriberId: 'sub-1',
    subscriberKey: 'key-1',
    events: events ?? ['meeting.cancel'],
  });
  subscriber.heard.splice(0);
  const cancel = () => vendors.events.emit({ event: 'meeting.cancel', attendee: 0 });
  return { vendors, id, cancel };
}
const post = (path: string, body: object, method = 'POST') =>
  [path, { method, body: JSON.stringify(body) }] as const;

describe('the handshake', () => {
  it('is a signed meeting.verify without payload', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'huawei', url: HOOK, subscriberKey: 'key-1' });
    const [{ body, headers } = { body: '', headers: new Headers() }] = subscriber.heard;
    expect(JSON.parse(body)).toEqual({
      appID: 'meetgate',
      timestamp: NOW,
      nonce: expect.stringMatching(/^\d{8}$/),
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
      eventInfo: { event: 'meeting.verify', timestamp: NOW },
    });
    expect(await isSigned(body, 'key-1')).toBe(true);
    expect(headers.get('Content-Type')).toBe('application/json;charset=UTF-8');
    expect(headers.get('X-Request-ID')).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['another nonce', () => '{"event":"meeting.verify","nonce":"00000000"}', /nonce/],
    ['a nonce that is a number', (nonce: string) => `{"event":"meeting.verify","nonce":${nonce}}`, /nonce/],
    ['another event', (nonce: string) => JSON.stringify({ nonce }), /meeting.verify/],
    ['no JSON', () => 'ok', /JSON/],
  ])('fails with %s, and leaves no subscription', async (_, handshake, why) => {
    subscriber.handshake = handshake;
    const vendors = createVendors({ now: NOW });
    await expect(vendors.events.subscribe({ vendor: 'huawei', url: HOOK })).rejects.toThrow(why);
    expect(vendors.state.events.subscriptions.size).toBe(0);
  });

  it('fails with another status than 200', async () => {
    subscriber.status = 204;
    const vendors = createVendors({ now: NOW });
    await expect(vendors.events.subscribe({ vendor: 'huawei', url: HOOK })).rejects.toThrow('204');
  });
});

describe('the way to subscribe in Huawei’s own interface', () => {
  const config = { subscriberId: 's', subscriberKey: 'k', url: HOOK };
  /** Asks as the administrator. */
  async function configuring(options: VendorsOptions) {
    const vendors = createVendors({ now: NOW, ...options });
    const headers = { 'X-Access-Token': (await huaweiLogin(vendors)).body.accessToken };
    const ask = (method: string, path: string, body?: object) =>
      send(vendors, `/v1/mmc/management/webhook/${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    return { vendors, ask };
  }

  it('is link-config, whose GET tells the id, then change-status, which asks the subscriber', async () => {
    const { vendors, ask } = await configuring({ huawei: { plainCallbacks: true } });
    expect((await ask('POST', 'link-config', { ...config, url: 'ftp://x' })).body.error_code).toBe(
      'MMC.111071061',
    );
    const made = await ask('POST', 'link-config', config);
    expect([made.status, made.body]).toEqual([200, undefined]);
    const shown = await ask('GET', 'link-config');
    expect(shown.body).toEqual({
      returnCode: 0,
      returnDesc: 'success',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      subscriberId: 's',
      url: HOOK,
      status: 1,
    });
    const { id } = shown.body;
    subscriber.status = 500;
    const refused = await ask('PUT', `change-status?id=${id}&status=0`);
    expect([refused.status, refused.hint]).toEqual([400, expect.stringContaining('500')]);
    subscriber.status = 200;
    const enabled = await ask('PUT', `change-status?id=${id}&status=0`);
    expect([enabled.status, enabled.body]).toEqual([200, undefined]);
    expect((await ask('GET', 'link-config')).body).toMatchObject({ id, status: 0 });
    await vendors.events.emit({ event: 'meeting.cancel', attendee: 0 });
    expect(await isSigned(subscriber.heard.at(-1)?.body ?? '', 'k')).toBe(true);
    expect((await ask('DELETE', 'link-config?id=nobody')).status).toBe(400);
    expect((await ask('DELETE', `link-config?id=${id}`)).body).toBeUndefined();
    expect((await ask('GET', 'link-config')).body.id).toBeUndefined();
  });

  it('takes id and status from the query alone', async () => {
    const { ask } = await configuring({ huawei: { plainCallbacks: true } });
    await ask('POST', 'link-config', config);
    const { id } = (await ask('GET', 'link-config')).body;
    const inBody = await ask('PUT', 'change-status', { id, status: 0 });
    expect([inBody.status, inBody.body.error_code]).toEqual([400, 'MMC.112100029']);
    expect((await ask('PUT', `change-status?id=${id}`)).body.error_code).toBe('MMC.112100029');
    expect((await ask('PUT', `change-status?id=${id}&status=3`)).body.error_code).toBe('MMC.111071061');
    expect((await ask('GET', 'link-config')).body.status).toBe(1);
  });

  it('refuses a callback of plain http, on this machine too, unless an option lets it pass', async () => {
    const { ask } = await configuring({});
    const refused = await ask('POST', 'link-config', config);
    expect([refused.status, refused.body.error_code]).toEqual([400, 'MMC.111071061']);
    expect(refused.hint).toMatch('https');
    expect((await ask('GET', 'link-config')).body.id).toBeUndefined();
    const secure = await ask('POST', 'link-config', { ...config, url: 'https://127.0.0.1:7777/hook' });
    expect(secure.status).toBe(200);
  });

  it('is for administrators', async () => {
    const vendors = createVendors({ now: NOW });
    const headers = { 'X-Access-Token': (await huaweiLogin(vendors, 'e10001')).body.accessToken };
    const answer = await send(vendors, '/v1/mmc/management/webhook/link-config', { headers });
    expect([answer.status, answer.body.error_code]).toEqual([403, 'MMC.111070002']);
  });
});

describe('a delivery', () => {
  it('brings what the world does as the clock runs', async () => {
    const { vendors } = await subscribed(['meeting.started']);
    vendors.clock.advance(10 * MINUTE);
    await vendors.events.drive();
    expect(subscriber.heard.length).toBeGreaterThan(0);
    for (const { body } of subscriber.heard) {
      const { eventInfo } = JSON.parse(body);
      const { meetingID, meetingUUID } = eventInfo.payload.meetingInfo;
      expect(eventInfo).toMatchObject({
        event: 'meeting.started',
        payload: { meetingInfo: { meetingCycleSubID: '' } },
      });
      expect(vendors.world.huawei.byUUID(meetingUUID)?.conferenceId).toBe(meetingID);
      expect(await isSigned(body, 'key-1')).toBe(true);
    }
    const told = subscriber.heard.length;
    await vendors.events.drive();
    expect(subscriber.heard).toHaveLength(told);
  });

  it.each([201, 204, 299, 302])('that a Huawei subscriber answers with %i is repeated', async (status) => {
    const { vendors, cancel } = await subscribed();
    subscriber.status = status;
    const [delivery] = await cancel();
    expect(delivery).toMatchObject({ status: 'pending', attempts: [{ status }] });
    vendors.clock.advance(30_000);
    await vendors.events.drive();
    expect(delivery?.attempts).toHaveLength(2);
  });

  it('after a jump of days tells of the last 24 hours only', async () => {
    const { vendors } = await subscribed(['record.finish']);
    const now = NOW + 3 * DAY;
    vendors.clock.set(now);
    await vendors.events.drive();
    const told = subscriber.heard.map(({ body }): number => JSON.parse(body).eventInfo.timestamp);
    expect(Math.min(...told)).toBeGreaterThan(now - DAY);
    expect(Math.min(...told)).toBeLessThan(now - DAY + HOUR);
    expect(Math.max(...told)).toBeGreaterThan(now - HOUR);
  });

  it('that fails is repeated after 30 seconds, three times, then every half hour, and dropped after a day', async () => {
    const { vendors, cancel } = await subscribed();
    subscriber.status = 503;
    const [delivery] = await cancel();
    vendors.clock.advance(29_999);
    await vendors.events.drive();
    expect(delivery?.attempts).toHaveLength(1);
    vendors.clock.advance(25 * 60 * MINUTE);
    await vendors.events.drive();
    const after = delivery?.attempts.map(({ at }) => at - NOW) ?? [];
    expect(after.slice(0, 6)).toEqual([0, 30_000, 60_000, 90_000, 31.5 * MINUTE, 61.5 * MINUTE]);
    expect(after.at(-1)).toBe(23 * 60 * MINUTE + 31.5 * MINUTE);
    expect(delivery).toMatchObject({ status: 'dropped', attempts: after.map(() => ({ status: 503 })) });
    // The same bytes each time, beside what else was cancelled meanwhile.
    const told = subscriber.heard
      .map(({ body }) => body)
      .filter((body) => body === subscriber.heard[0]?.body);
    expect(told).toHaveLength(after.length);
  });

  it('that is taken at last is not repeated again', async () => {
    const { vendors, cancel } = await subscribed();
    subscriber.status = 500;
    const [delivery] = await cancel();
    subscriber.status = 200;
    vendors.clock.advance(30_000);
    await vendors.events.drive();
    expect(delivery).toMatchObject({ status: 'delivered', attempts: [{ status: 500 }, { status: 200 }] });
    expect(vendors.state.events.pending.size).toBe(0);
  });

  it('goes nowhere but this machine unless a host is allowed', async () => {
    const to = (url: string, targets?: 'any' | string[]) =>
      createVendors({ now: NOW, events: targets ? { targets } : {} }).events.subscribe({
        vendor: 'quanshi',
        url,
      });
    await expect(to('https://hooks.example.com/')).rejects.toThrow('only to this machine');
    await expect(to('http://127.0.0.1.example.com/')).rejects.toThrow('only to this machine');
    await expect(to('http://user:pass@127.0.0.1/')).rejects.toThrow('credentials');
    await expect(to('http://10.0.0.1/', ['hooks.example.com'])).rejects.toThrow('hooks.example.com');
    for (const url of ['http://localhost:1/', 'http://[::1]:1/', 'http://0x7f.1/'])
      expect((await to(url)).status).toBe(0);
    expect((await to('https://hooks.example.com/a', ['hooks.example.com'])).status).toBe(0);
    expect((await to('https://anybody.example.com/', 'any')).status).toBe(0);
  });
});

describe('a fault of deliveries', () => {
  const bodies = () => subscriber.heard.map(({ body }) => body);

  it('duplicate sends the same bytes twice', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'duplicate', count: 1 });
    await cancel();
    await cancel();
    const [first, second, third] = bodies();
    expect([bodies().length, second]).toEqual([3, first]);
    expect(third).not.toBe(first);
  });

  it('strikes the nth of its like, and no more often than its count', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'duplicate', nth: 2, count: 1 });
    vendors.events.addFault({ fault: 'late', nth: 3, seconds: 30 });
    const counts: number[] = [];
    for (let n = 0; n < 4; n++) {
      const before = subscriber.heard.length;
      await cancel();
      counts.push(subscriber.heard.length - before);
    }
    // The second twice. The first fault lets the others through to the second one, whose third is the fourth of all.
    expect(counts).toEqual([1, 2, 1, 0]);
  });

  it('reorder lets the next event go first', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'reorder', nth: 1 });
    const [early] = await cancel();
    expect([early?.status, bodies().length]).toEqual(['pending', 0]);
    const [late] = await cancel();
    expect([early?.status, late?.status]).toEqual(['delivered', 'delivered']);
    expect(bodies().map((body) => JSON.parse(body).nonce)).toEqual([late?.nonce, early?.nonce]);
  });

  it('reorder holds an event no longer than a minute', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'reorder' });
    await cancel();
    vendors.clock.advance(MINUTE);
    await vendors.events.drive();
    expect(bodies()).toHaveLength(1);
  });

  it('late sends it so many seconds later', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'late', seconds: 90 });
    await cancel();
    vendors.clock.advance(89_999);
    await vendors.events.drive();
    expect(bodies()).toHaveLength(0);
    vendors.clock.advance(1);
    await vendors.events.drive();
    expect(JSON.parse(bodies()[0] ?? '')).toMatchObject({ timestamp: NOW });
  });

  it.each(['bad-signature', 'wrong-nonce'] as const)(
    '%s breaks the signature, and the repeat is whole',
    async (fault) => {
      const { vendors, cancel } = await subscribed();
      vendors.events.addFault({ fault });
      subscriber.status = 401;
      await cancel();
      vendors.clock.advance(30_000);
      await vendors.events.drive();
      const [damaged = '', whole = ''] = bodies();
      expect(JSON.parse(damaged).eventInfo).toEqual(JSON.parse(whole).eventInfo);
      expect([await isSigned(damaged, 'key-1'), await isSigned(whole, 'key-1')]).toEqual([false, true]);
    },
  );

  it('truncated sends the first half', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'truncated', event: 'meeting.cancel' });
    await cancel();
    expect(() => JSON.parse(bodies()[0] ?? '')).toThrow();
    expect(bodies()[0]).toMatch(/^\{"appID":"sub-1"/);
  });

  it('leaves other events alone', async () => {
    const { vendors, cancel } = await subscribed();
    vendors.events.addFault({ fault: 'bad-signature', event: 'meeting.started' });
    vendors.events.addFault({ fault: 'duplicate', vendor: 'quanshi' });
    await cancel();
    expect([bodies().length, await isSigned(bodies()[0] ?? '', 'key-1')]).toEqual([1, true]);
  });
});

describe('Quanshi’s callbacks', () => {
  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [299, 'delivered'],
    [302, 'pending'],
    [404, 'pending'],
    [500, 'pending'],
  ])('answered with %i are %s', async (status, outcome) => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    subscriber.status = status;
    const [delivery] = await vendors.events.emit({ event: 'meetingbegin', eventId: 1165158 });
    expect(delivery).toMatchObject({ status: outcome, attempts: [{ status }] });
  });

  it('have the documented members and no signature', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    expect(subscriber.heard).toEqual([]);
    for (const event of ['meetingbegin', 'update'] as const)
      await vendors.events.emit({ event, eventId: 1165158 });
    const [begin, update] = subscriber.heard.map(({ body }) => JSON.parse(body));
    expect(begin).toEqual({
      method: 'meetingbegin',
      timestamp: NOW,
      msgId: expect.stringMatching(/^uniformserver-[\d.-]+$/),
      siteId: 0,
      customerCode: '990001',
      meetinginfo: {
        eventId: '1165158',
        hostId: '10001',
        attendeeJoinUrl: expect.stringContaining('/k/'),
        hostJoinUrl: expect.stringContaining('/k/'),
      },
    });
    expect(update).toMatchObject({ method: 'update', event: { eventId: '1165158' } });
  });
});

describe('Quanshi’s callbacks carry', () => {
  it('a siteId with meetingbegin alone, and the conference under the name that is printed', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    for (const event of ['meetingbegin', 'meetingend', 'update'])
      await vendors.events.emit({ event, eventId: 1165158 });
    expect(subscriber.heard.map(({ body }) => Object.keys(JSON.parse(body)))).toEqual([
      ['method', 'timestamp', 'msgId', 'siteId', 'customerCode', 'meetinginfo'],
      ['method', 'timestamp', 'msgId', 'customerCode', 'meetinginfo'],
      ['method', 'timestamp', 'msgId', 'customerCode', 'event'],
    ]);
  });
});

describe('the admin API', () => {
  it('subscribes, lets events happen, and shows the ledger without the key', async () => {
    const vendors = createVendors({ now: NOW });
    const made = await send(
      vendors,
      ...post('/__mock/subscriptions', {
        vendor: 'huawei',
        url: HOOK,
        subscriberKey: 'key-1',
        events: ['meeting.join'],
      }),
    );
    expect([made.status, made.body.status]).toEqual([201, 0]);
    const emitted = await send(vendors, ...post('/__mock/events', { event: 'meeting.join' }));
    expect(emitted.body.deliveries[0]).toMatchObject({
      status: 'delivered',
      attempts: [{ at: NOW, status: 200 }],
    });
    const ledger = await send(vendors, '/__mock/deliveries?event=meeting.join');
    expect([ledger.body.count, ledger.body.deliveries[0].message.event]).toEqual([1, 'meeting.join']);
    expect(JSON.stringify([made.body, ledger.body])).not.toContain('key-1');
    await send(vendors, ...post('/__mock/clock/advance', { by: '15m' }));
    expect((await send(vendors, '/__mock/deliveries?event=meeting.join')).body.count).toBeGreaterThan(10);
    expect(
      (await send(vendors, `/__mock/subscriptions/${made.body.id}`, { method: 'DELETE' })).body.subscriptions,
    ).toEqual([]);
  });

  it.each([
    ['/__mock/subscriptions', { vendor: 'huawei' }, 400, /url/],
    ['/__mock/subscriptions', { vendor: 'huawei', url: 'https://example.com' }, 422, /this machine/],
    ['/__mock/events', { event: 'meeting.strange' }, 400, /event/],
    ['/__mock/events', { event: 'meeting.end' }, 422, /nobody is subscribed/],
    ['/__mock/events', { event: 'meeting.end', confUUID: 'none' }, 404, /none/],
    ['/__mock/events/faults', { fault: 'strange' }, 400, /fault/],
  ])('refuses %s %j with %i in words', async (path, body, status, why) => {
    const answer = await send(createVendors({ now: NOW }), ...post(path, body));
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(why)]);
  });

  it('forgets subscriptions on reset, but for those of the options', async () => {
    const vendors = createVendors({
      now: NOW,
      events: { subscriptions: [{ vendor: 'quanshi', url: HOOK }] },
    });
    await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    vendors.reset();
    expect(vendors.state.events.subscriptions.size).toBe(1);
  });
});
