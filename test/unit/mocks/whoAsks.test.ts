import { describe, expect, it } from 'vitest';
import { createVendors } from '../../../mocks/vendors.ts';
import { appLogin, checkSumHeaders, HUAWEI, NOW, QUANSHI, send } from '../../support/simulation.ts';
import { HOOK, useSubscriber } from '../../support/subscriber.ts';

const subscriber = useSubscriber();
const MEETINGS = '/v1/mmc/management/conferences/online?queryAll=true';

describe('an enterprise of a service provider', () => {
  const caller = async (login: Parameters<typeof appLogin>[1], options = {}) => {
    const vendors = createVendors({ now: NOW, huawei: { plainCallbacks: true }, ...options });
    const { status, body } = await appLogin(vendors, { appId: 'demo-sp', ...login });
    const headers = { 'X-Access-Token': String(body.accessToken) };
    const ask = async (path: string, init: RequestInit = {}) =>
      (await send(vendors, path, { ...init, headers })).body;
    return { vendors, status, code: body.error_code, ask };
  };

  it('sees its own meetings: those of the simulated one, none of one that was only opened, none of the provider', async () => {
    const counts = async (corpId: string) => {
      const { ask } = await caller({ corpId });
      return [(await ask(HUAWEI.ongoing)).count, (await ask(MEETINGS)).count];
    };
    const [webinars, meetings] = await counts('314765464');
    expect(webinars).toBeGreaterThan(1);
    expect(meetings).toBeGreaterThan(1);
    expect(await counts('314765465')).toEqual([0, 0]);
    expect(await counts('')).toEqual([0, 0]);
  });

  it('reaches no meeting of another by its id', async () => {
    const attendance = `${HUAWEI.attendance}?confUUID=9a0fa6d10a5b11eaae5e191763c22c0e`;
    expect((await (await caller({ corpId: '314765464' })).ask(attendance)).count).toBe(2);
    expect((await (await caller({ corpId: '314765465' })).ask(attendance)).error_code).toBe('MMC.111070005');
  });

  it('has administrators of its own: an account of another enterprise is nobody there', async () => {
    const { ask } = await caller({ corpId: '314765465', userId: 'e10000' });
    const refused = await ask('/v1/mmc/management/webhook/link-config');
    expect(refused.error_code).toBe('MMC.111070002');
  });

  it('that the provider does not have is refused, and so is any where it says nothing', async () => {
    const unknown = await caller({ corpId: '999999999' });
    expect([unknown.status, unknown.code]).toEqual([401, 'USG.206010025']);
    const apps = [{ appId: 'demo-sp', appKey: 'demo-sp-key', mode: 'sp' as const }];
    expect((await caller({ corpId: '314765464' }, { huawei: { apps } })).status).toBe(200);
    expect((await caller({ corpId: '314765465' }, { huawei: { apps } })).status).toBe(401);
  });

  it('hears of its own events alone; the provider configures it by its corpId', async () => {
    const { vendors, ask } = await caller({});
    const config = (corpId: string) => ({
      method: 'POST',
      body: JSON.stringify({ corpId, subscriberId: 's', subscriberKey: 'k', url: HOOK }),
    });
    const link = '/v1/mmc/management/webhook/link-config';
    expect((await ask(link, config('999999999'))).error_code).toBe('MMC.111070002');
    await ask(link, config('314765465'));
    const { id } = await ask(`${link}?corpId=314765465`);
    expect((await ask(link)).id).toBeUndefined();
    // The handshake; then an event of the other enterprise.
    vendors.state.events.subscriptions.forEach((one, key) => {
      vendors.state.events.subscriptions.set(key, { ...one, status: 0 });
    });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    subscriber.heard.splice(0);
    await expect(vendors.events.emit({ event: 'meeting.cancel' })).rejects.toThrow('nobody is subscribed');
    expect(subscriber.heard).toEqual([]);
  });
});

describe('a token of Quanshi', () => {
  const as = async (userId: number) => {
    const vendors = createVendors({ now: NOW });
    const { body } = await send(vendors, QUANSHI.token, {
      method: 'POST',
      headers: await checkSumHeaders(NOW),
      body: JSON.stringify({ userId }),
    });
    const ask = async (path: string, input: object) =>
      (
        await send(vendors, path, {
          method: 'POST',
          headers: { token: String(body.data?.token) },
          body: JSON.stringify(input),
        })
      ).body;
    return { vendors, body, ask };
  };
  const search = (ask: Awaited<ReturnType<typeof as>>['ask'], email: string) =>
    ask(QUANSHI.byEmail, { email });

  it('is for users that there are', async () => {
    expect((await as(4711)).body).toMatchObject({ code: 40402, data: null });
    expect((await as(88600000)).body.code).toBe(200);
  });

  it('shows a sub-administrator their organisation, and they can be found by their address', async () => {
    const everything = await as(10001);
    const all = (await everything.ask(QUANSHI.live, { count: 500 })).result;
    const { userId } = (await search(everything.ask, 'admin3@example.com')).data;
    const sub = await as(userId);
    const own = (await sub.ask(QUANSHI.live, { count: 500 })).result;
    const organisations = new Set(own.confList.map((one: { hostOrgId: number }) => one.hostOrgId));
    expect(organisations.size).toBe(1);
    expect(own.totalCount).toBeLessThan(all.totalCount);
    // What the super administrator is shown in their name is the same.
    const named = (await everything.ask(QUANSHI.live, { count: 500, adminUserId: userId })).result;
    expect(named).toEqual(own);
    expect((await sub.ask(QUANSHI.live, { adminUserId: 10001 })).status).toBe(40301);
    const others = all.confList.find((one: { hostOrgId: number }) => !organisations.has(one.hostOrgId));
    expect((await sub.ask(QUANSHI.attendees, { eventId: others.eventId })).status).toBe(40301);
  });

  it('shows anybody else what they host', async () => {
    const all = await as(10001);
    const { confList } = (await all.ask(QUANSHI.live, { count: 500 })).result;
    const hosted = confList.find((one: { hostId: number }) => one.hostId >= 88600000);
    const host = await as(hosted.hostId);
    expect((await host.ask(QUANSHI.live, {})).status).toBe(40301);
    expect((await host.ask(QUANSHI.attendees, { eventId: hosted.eventId })).status).toBe(0);
    const another = await as(hosted.hostId === 88600001 ? 88600002 : 88600001);
    expect((await another.ask(QUANSHI.attendees, { eventId: hosted.eventId })).status).toBe(40301);
  });
});

describe('searchKey', () => {
  it('finds a webinar by its resource, too', async () => {
    const vendors = createVendors({ now: NOW });
    const { body } = await appLogin(vendors, {});
    const headers = { 'X-Access-Token': body.accessToken };
    const key = encodeURIComponent('网络研讨会_1000方');
    const found = (await send(vendors, `${HUAWEI.ongoing}?limit=500&searchKey=${key}`, { headers })).body;
    expect(found.count).toBeGreaterThan(0);
    for (const { vmrPkgName } of found.data) expect(vmrPkgName).toContain('网络研讨会_1000方');
  });

  it('and applets are off where the enterprise has none', async () => {
    const path = `${HUAWEI.random}?conf_id=914047175`;
    for (const applets of [true, false]) {
      const vendors = createVendors({ now: NOW, huawei: { applets } });
      expect((await send(vendors, path)).body.support_applets).toBe(applets);
    }
  });
});
