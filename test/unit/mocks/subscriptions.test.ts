import { describe, expect, it } from 'vitest';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { appLogin, DAY, MINUTE, NOW, send } from '../../support/simulation.ts';
import { HOOK, isSigned, useSubscriber } from '../../support/subscriber.ts';

const subscriber = useSubscriber();
const LINK = '/v1/mmc/management/webhook/link-config';
const STATUS = '/v1/mmc/management/webhook/change-status';
/** When what Huawei told of happened. */
const timestamps = () =>
  subscriber.heard.flatMap(({ body }): number[] => {
    const { eventInfo } = JSON.parse(body);
    return eventInfo ? [eventInfo.timestamp] : [];
  });

const PLAIN = { now: NOW, huawei: { plainCallbacks: true } };

/** Asks Huawei's own interface as the administrator of an enterprise of the service provider. */
async function administrator(vendors: Vendors, corpId: string) {
  const { accessToken } = (await appLogin(vendors, { appId: 'demo-sp', corpId })).body;
  return async (method: string, path: string, body?: object) =>
    (
      await send(vendors, path, {
        method,
        headers: { 'X-Access-Token': accessToken },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    ).body;
}

describe('a subscription', () => {
  it('of an enterprise is replaced by its next one, and is none of another’s business', async () => {
    const vendors = createVendors(PLAIN);
    const one = await administrator(vendors, '314765464');
    const other = await administrator(vendors, '314765465');
    const config = { subscriberId: 'a', subscriberKey: 'k', url: HOOK };
    await one('POST', LINK, config);
    await one('POST', LINK, { ...config, subscriberId: 'b' });
    await other('POST', LINK, { ...config, subscriberId: 'c' });
    const { id } = await one('GET', LINK);
    const theirs = await other('GET', LINK);
    expect(vendors.state.events.subscriptions.size).toBe(2);
    expect((await one('GET', LINK)).subscriberId).toBe('b');
    expect((await other('GET', LINK)).subscriberId).toBe('c');
    expect((await one('DELETE', `${LINK}?id=${theirs.id}`)).error_code).toBe('MMC.111070005');
    expect(await one('DELETE', `${LINK}?id=${id}`)).toBeUndefined();
    expect((await one('GET', LINK)).id).toBeUndefined();
    expect((await other('GET', LINK)).subscriberId).toBe('c');
  });

  it('that is stopped hears of nothing, not even of what waits', async () => {
    const vendors = createVendors(PLAIN);
    const ask = await administrator(vendors, '314765464');
    await ask('POST', LINK, { subscriberId: 'a', subscriberKey: 'k', url: HOOK });
    const { id } = await ask('GET', LINK);
    await ask('PUT', `${STATUS}?id=${id}&status=0`);
    subscriber.status = 500;
    const [waiting] = await vendors.events.emit({ event: 'meeting.cancel' });
    await ask('PUT', `${STATUS}?id=${id}&status=1`);
    expect(waiting).toMatchObject({ status: 'dropped', dropped: 'the subscription was stopped' });
    subscriber.heard.splice(0);
    await expect(vendors.events.emit({ event: 'meeting.cancel' })).rejects.toThrow('nobody is subscribed');
    vendors.clock.advance(10 * MINUTE);
    await vendors.events.drive();
    expect(subscriber.heard).toEqual([]);
  });

  it('that is taken away takes with it what waits', async () => {
    const vendors = createVendors({ now: NOW });
    const { id } = await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    subscriber.status = 500;
    const [waiting] = await vendors.events.emit({ event: 'update' });
    vendors.events.unsubscribe(id);
    expect(waiting).toMatchObject({ status: 'dropped', dropped: 'the subscription is gone' });
    expect(vendors.state.events.pending.size).toBe(0);
  });

  it('loses nothing when another one begins', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'huawei', url: HOOK, events: ['meeting.started'] });
    vendors.clock.advance(10 * MINUTE);
    await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK, events: ['update'] });
    subscriber.heard.splice(0);
    await vendors.events.drive();
    expect(timestamps().length).toBeGreaterThan(0);
    expect(Math.min(...timestamps())).toBeLessThan(NOW + 10 * MINUTE);
  });

  it('hears of one thing after another, as they happened', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({
      vendor: 'huawei',
      url: HOOK,
      events: ['meeting.started', 'meeting.end'],
    });
    subscriber.heard.splice(0);
    subscriber.status = 500;
    vendors.clock.advance(20 * MINUTE);
    await vendors.events.drive();
    const once = [...new Set(timestamps())];
    expect(once.length).toBeGreaterThan(2);
    expect(once).toEqual(once.toSorted((a, b) => a - b));
    // Several things of one instant come in their natural order: what ended, before what started, does not.
    const firsts = subscriber.heard
      .map(({ body }) => JSON.parse(body).eventInfo)
      .filter(({ timestamp }) => timestamp === once[0])
      .map(({ event }): string => event);
    expect(firsts.length).toBeGreaterThan(1);
    const order = [...new Set(firsts)];
    expect(order).toEqual(['meeting.started', 'meeting.end'].filter((name) => order.includes(name)));
  });

  it('is one of a hundred at most', async () => {
    const vendors = createVendors({ now: NOW });
    const subscribe = () => vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    for (let n = 0; n < 100; n++) await subscribe();
    await expect(subscribe()).rejects.toThrow('there are 100 subscriptions already');
  });

  it('goes to the port of a host that was allowed with its port', async () => {
    const vendors = createVendors({ now: NOW, events: { targets: ['hooks.example.com:8080'] } });
    const to = (url: string) => vendors.events.subscribe({ vendor: 'quanshi', url });
    expect((await to('https://hooks.example.com:8080/a')).status).toBe(0);
    await expect(to('https://hooks.example.com/a')).rejects.toThrow('only to hooks.example.com:8080');
  });
});

describe('a handshake', () => {
  it('that fails stands in the ledger as dropped, with the reason', async () => {
    subscriber.handshake = () => '{"event":"meeting.verify","nonce":"0"}';
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'huawei', url: HOOK }).catch(() => undefined);
    expect(vendors.events.deliveries()).toMatchObject([
      { event: 'meeting.verify', status: 'dropped', dropped: expect.stringContaining('nonce') },
    ]);
  });

  it('fails by a fault that sends another nonce than the one that is expected back', async () => {
    const vendors = createVendors({ now: NOW });
    vendors.events.addFault({ fault: 'wrong-nonce', event: 'meeting.verify' });
    await expect(vendors.events.subscribe({ vendor: 'huawei', url: HOOK })).rejects.toThrow('nonce');
  });
});

describe('what waits', () => {
  it('for the next event of one subscription is not let go by that of another', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({ vendor: 'huawei', url: HOOK, events: ['meeting.cancel'] });
    await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK, events: ['update'] });
    vendors.events.addFault({ fault: 'reorder', vendor: 'huawei', nth: 1 });
    const [held] = await vendors.events.emit({ event: 'meeting.cancel' });
    await vendors.events.emit({ event: 'update' });
    expect(held?.attempts).toEqual([]);
    await vendors.events.emit({ event: 'meeting.cancel' });
    expect(held?.status).toBe('delivered');
  });

  it('is whole when it is repeated, though its first attempt was damaged', async () => {
    const vendors = createVendors({ now: NOW });
    await vendors.events.subscribe({
      vendor: 'huawei',
      url: HOOK,
      subscriberKey: 'k',
      events: ['meeting.cancel'],
    });
    vendors.events.addFault({ fault: 'bad-signature' });
    subscriber.heard.splice(0);
    subscriber.status = 400;
    await vendors.events.emit({ event: 'meeting.cancel' });
    vendors.clock.advance(30_000);
    await vendors.events.drive();
    const signed = await Promise.all(subscriber.heard.map(({ body }) => isSigned(body, 'k')));
    expect(signed).toEqual([false, true]);
  });

  it('is bounded, and so is what is remembered: the oldest goes', async () => {
    const vendors = createVendors({ now: NOW });
    for (let n = 0; n < 100; n++) await vendors.events.subscribe({ vendor: 'quanshi', url: HOOK });
    vendors.events.addFault({ fault: 'late', seconds: DAY / 1000 });
    const { pending, finished } = vendors.state.events;
    for (let n = 0; n < 101; n++) await vendors.events.emit({ event: 'update', eventId: 566390 });
    expect([pending.size, finished.length]).toEqual([10_000, 100]);
    expect(finished.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(finished[0]).toMatchObject({ status: 'dropped', dropped: 'more than 10000 deliveries wait' });
    for (let n = 0; n < 20; n++) await vendors.events.emit({ event: 'update', eventId: 566390 });
    expect([pending.size, finished.length, finished[0]?.id]).toEqual([10_000, 2_000, 101]);
  });
});
