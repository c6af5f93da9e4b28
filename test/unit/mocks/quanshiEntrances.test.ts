import { describe, expect, it } from 'vitest';
import { HOST, quanshiWriter, START } from '../../support/quanshiWriter.ts';
import { DAY, HOUR, MINUTE } from '../../support/simulation.ts';

describe('the list of a room', () => {
  it('has what is booked there, either way, and goes on behind an event', async () => {
    const { ask, vendors, now } = await quanshiWriter();
    const rooms = vendors.world.quanshi
      .during(now(), now() + 5 * DAY)
      .flatMap(({ roomIds }) => roomIds.slice(0, 1));
    const roomId = rooms[0];
    const list = async (more: object = {}) =>
      (
        await ask('/confopenapi/room/conference/listByRoom', {
          ...{ roomId, startTime: String(now()), endTime: (now() + 5 * DAY) / 1000, limit: 500 },
          ...more,
        })
      ).body.result;
    const all: { eventId: number; houseList: { DeviceId: number }[] }[] = await list();
    expect(all.length).toBeGreaterThan(2);
    for (const one of all) expect(one.houseList.map(({ DeviceId }) => DeviceId)).toContain(roomId);
    const ids = all.map(({ eventId }) => eventId);
    const idsOf = async (more: object) => (await list(more)).map((one: { eventId: number }) => one.eventId);
    expect(await idsOf({ filterAsc: true })).toEqual(ids.toReversed());
    expect(await idsOf({ limit: 2, eventIdFilter: ids[0] })).toEqual(ids.slice(1, 3));
    expect(await idsOf({ eventIdFilter: 1 })).toEqual([]);
  });
});

describe('the older status', () => {
  it('is 1, 2, 1 again, and 4 half a day after the booked end', async () => {
    const { bare, book, at, people } = await quanshiWriter();
    const { conferenceId, eventId } = await book();
    const status = async () =>
      (await bare('/conference/conference/getConfStatus', { appId: 6, userId: HOST, conferenceId })).body
        .result;
    expect(await status()).toMatchObject({ confStatus: 1, attendees: 0, mayJoin: 1, advanceHours: '0' });
    at(START);
    await people('join', eventId, '王芳');
    expect(await status()).toMatchObject({ confStatus: 2, attendees: 1 });
    at(START + 5 * MINUTE);
    await people('leave', eventId, '王芳');
    expect((await status()).confStatus).toBe(1);
    at(START + 13 * HOUR);
    expect(await status()).toMatchObject({ confStatus: 4, mayJoin: 0 });
  });
});

describe('a token to join with', () => {
  it('lets in as often and as long as it says, into its conference alone', async () => {
    const { ask, book, at, people } = await quanshiWriter();
    const [{ eventId }, other] = [await book(), await book()];
    at(START);
    const token = async (more: object = {}) =>
      (await ask('/confopenapi/web/meeting/join/token', { eventId, plainText: { name: '访客' }, ...more }))
        .body.result.tempToken;
    const twice = await token({ usableCount: 2 });
    expect(twice).toMatch(/^[0-9a-f]{32}$/);
    const join = async (id: number, name: string, used: string) =>
      (await people('join', id, name, used)).status;
    expect(await join(other.eventId, '甲', twice)).toBe(422);
    expect([await join(eventId, '甲', twice), await join(eventId, '乙', twice)]).toEqual([201, 201]);
    expect(await join(eventId, '丙', twice)).toBe(422);
    const short = await token({ timeout: 1 });
    at(START + MINUTE);
    expect(await join(eventId, '丙', short)).toBe(422);
    const { list } = (await ask('/confopenapi/conference/attendee/list', { eventId })).body.result;
    expect(list.map(({ name }: { name: string }) => name)).toEqual(['甲', '乙']);
    for (const wrong of [{ plainText: 'x' }, { timeout: 0 }, { usableCount: 20_000 }])
      expect(
        (await ask('/confopenapi/web/meeting/join/token', { eventId, plainText: {}, ...wrong })).body.status,
      ).toBe(40001);
  });
});

describe('the link to watch over a conference', () => {
  it('is text, for its host and administrators alone', async () => {
    const { ask, book, as } = await quanshiWriter();
    const { pcode1, conferenceId } = await book();
    const path = '/confopenapi/conference/getMonitorClientUrl';
    const { result } = (await ask(path, { pcode: pcode1, userId: HOST })).body;
    expect(result).toMatch(/^http:\/\/s\.qsh1\.cn\/a\/\w{12}\?extType=5$/);
    expect((await ask(path, { conferenceId, userId: HOST })).body.result).toBe(result);
    const other = await as(HOST + 1);
    expect((await other(path, { conferenceId, userId: HOST + 1 })).body.status).toBe(40301);
  });
});
