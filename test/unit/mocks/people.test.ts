import { describe, expect, it } from 'vitest';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';

const post = (vendors: Vendors, action: 'join' | 'leave', body: object) =>
  send(vendors, `/__mock/people/${action}`, { method: 'POST', body: JSON.stringify(body) });

describe('/__mock/people', () => {
  it('puts somebody into a meeting of Huawei’s by its number, and takes them out', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    const online = async () => {
      const { data } = (await call(`${HUAWEI.ongoing}?limit=500`)).body;
      return data.find((one: { conferenceId: string }) => one.conferenceId === meeting).onlineAttendeeCount;
    };
    const meeting: string = (await call(`${HUAWEI.ongoing}?limit=1&offset=5`)).body.data[0].conferenceId;
    const before = await online();
    const person = { vendor: 'huawei', meeting, name: '韩梅梅' };
    expect(await post(vendors, 'join', person)).toMatchObject({
      status: 201,
      body: { vendor: 'huawei', name: '韩梅梅', joinedAt: new Date(NOW).toISOString() },
    });
    expect(await online()).toBe(before + 1);
    expect((await post(vendors, 'leave', person)).status).toBe(200);
    expect(await online()).toBe(before);
    expect(await post(vendors, 'leave', person)).toMatchObject({ status: 404 });
  });

  it('does so at Quanshi, by event', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const { eventId } = (await call(QUANSHI.live, { count: 5 })).body.result.confList[4];
    const names = async () =>
      (await call(QUANSHI.attendees, { eventId, count: 500 })).body.result.list.map(
        ({ name }: { name: string }) => name,
      );
    const person = { vendor: 'quanshi', meeting: String(eventId), name: '韩梅梅' };
    expect((await post(vendors, 'join', person)).status).toBe(201);
    expect(await names()).toContain('韩梅梅');
    expect((await post(vendors, 'leave', person)).status).toBe(200);
    expect(await names()).not.toContain('韩梅梅');
  });

  it('says what is wrong', async () => {
    const vendors = createVendors({ now: NOW });
    const person = { vendor: 'huawei', meeting: '981326872', name: '韩梅梅' };
    for (const [body, status] of [
      [{ ...person, vendor: 'zoom' }, 400],
      [{ ...person, meeting: '' }, 400],
      [{ ...person, meeting: '123' }, 404],
      [{ ...person, meeting: 981326872 }, 400],
      [{ ...person, name: '' }, 400],
      [{ ...person, seat: 1 }, 400],
      [{ ...person, meeting: '960000001' }, 422],
    ] as const)
      expect(await post(vendors, 'join', body), JSON.stringify(body)).toMatchObject({
        status,
        body: { error: expect.any(String) },
      });
  });
});
