import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../../mocks/events/eventsBetween.ts';
import { VENDORS, type VendorId } from '../../../mocks/registry.ts';
import { beijing, HOST, quanshiWriter, START } from '../../support/quanshiWriter.ts';
import { DAY, HOUR } from '../../support/simulation.ts';

const UPDATE = '/confopenapi/room/updateReservConference';
const CANCEL = '/confopenapi/room/cancelReservConference';

describe('a conference that is booked on the older API', () => {
  it('is shown, listed to its host, and one of the room’s events', async () => {
    const { book, ask } = await quanshiWriter();
    const made = await book({ title: '评审会' });
    expect(made).toMatchObject({
      title: '评审会',
      hostId: HOST,
      startTime: START / 1000,
      length: 60,
      status: 1,
    });
    const shown = await ask('/confopenapi/room/conference/infos', { eventId: made.eventId, userId: HOST });
    expect(shown.body.result).toMatchObject(made);
    const range = { startTime: START / 1000 - 60, endTime: START / 1000 + 60, userId: HOST };
    const list = (await ask('/confopenapi/room/conference/list', range)).body.result;
    expect(list.map((one: { eventId: number }) => one.eventId)).toContain(made.eventId);
    const events = (await ask('/eventopenapi/event/public/list', { hostId: HOST, count: 500 })).body.data;
    expect(events.map((one: { eventId: number }) => one.eventId)).toContain(made.eventId);
    const event = (await ask('/eventopenapi/event/info', { eventId: made.eventId })).body.data;
    expect(event).toMatchObject({
      title: '评审会',
      eventForm: 3,
      conferenceId: made.conferenceId,
      status: 1,
    });
  });

  it.each([
    [{ appId: 7 }, 40103],
    [{ appKey: 'nobody' }, 40103],
    [{ appKey: undefined }, 40001],
    [{ userId: 1 }, 40402],
    [{ userId: undefined }, 40001],
    [{ title: '' }, 40001],
    [{ length: 0 }, 40001],
    [{ length: 1441 }, 40001],
    [{ starttime: 'tomorrow' }, 40001],
    [{ starttime: beijing(START - 3 * DAY) }, 40002],
    [{ inviteeList: '' }, 40001],
    [{ cycle: '2' }, 40001],
  ])('is refused with %j', async (more, status) => {
    const { bookWith } = await quanshiWriter();
    expect((await bookWith(more)).body.status).toBe(status);
  });
});

describe('a change', () => {
  it('is in every list and in a callback, and tells when it was made', async () => {
    const { book, ask, at, now, vendors } = await quanshiWriter();
    const { eventId } = await book();
    at(now() + HOUR);
    const changed = await ask(UPDATE, {
      ...{ eventId, userId: HOST, title: '改期', length: 30, starttime: beijing(START + HOUR) },
      ...{
        confMode: 1,
        openWatchword: 1,
        eventWatchword: '芝麻',
        joinConfSelTag: 1,
        joinConfTags: '内部,重要',
      },
      participantsLists: `${HOST + 1};guest@example.org`,
    });
    expect(changed.body.result).toMatchObject({
      title: '改期',
      startTime: (START + HOUR) / 1000,
      length: 30,
      confMode: 1,
      joinConfTags: '内部,重要',
      modifyTime: now() / 1000,
      calExtraInfo: { openWatchword: 1, eventWatchword: '芝麻' },
      attendList: [
        { userType: 1, user: String(HOST + 1) },
        { userType: 2, phoneEmail: '' },
      ],
    });
    const changes = await ask('/eventopenapi/event/modify/list', {
      startTime: now() / 1000 - 1,
      pageSize: 500,
    });
    const row = changes.body.data.list.find((one: { eventId: number }) => one.eventId === eventId);
    expect(row).toMatchObject({ title: '改期', eventStatus: 1, jointHostUrl: expect.any(String) });
    const world = (vendor: string) => vendors.world[vendor as VendorId];
    const pushed = eventsBetween(
      { vendors: VENDORS, world },
      now() - 1,
      now(),
      (_, name) => name === 'update',
    );
    expect(JSON.stringify(pushed.map(({ detail }) => detail()))).toContain(`"${eventId}"`);
  });

  it('changes what the world drew, too, and is refused for whoever does not host it', async () => {
    const { ask, drawn, now } = await quanshiWriter();
    const { eventId, host, scheduledStart } = drawn();
    const body = { eventId, title: '新题', length: 45, starttime: beijing(scheduledStart + HOUR) };
    expect((await ask(UPDATE, { ...body, userId: HOST + 1 })).body.status).toBe(40301);
    expect((await ask(UPDATE, { ...body, userId: host.id })).body.result).toMatchObject({ title: '新题' });
    expect((await ask('/eventopenapi/event/info', { eventId })).body.data).toMatchObject({
      title: '新题',
      startTime: (scheduledStart + HOUR) / 1000,
      modifyTime: now() / 1000,
    });
  });

  it('is refused once it runs, when it is over, and for what is not there', async () => {
    const { book, ask, at, people } = await quanshiWriter();
    const { eventId } = await book();
    const body = { userId: HOST, title: 'x', length: 30, starttime: beijing(START + 2 * DAY) };
    expect((await ask(UPDATE, { ...body, eventId: 1 })).body.status).toBe(40401);
    at(START);
    await people('join', eventId, '王芳');
    expect((await ask(UPDATE, { ...body, eventId })).body.status).toBe(40901);
    await people('leave', eventId, '王芳');
    at(START + 2 * HOUR);
    expect((await ask(UPDATE, { ...body, eventId })).body.status).toBe(40902);
  });
});

describe('cancelling', () => {
  it('takes a conference away, and the lists of changes tell of it', async () => {
    const { book, ask, now } = await quanshiWriter();
    const { eventId } = await book();
    expect((await ask(CANCEL, { eventId })).body).toMatchObject({
      status: 0,
      result: { eventId, parentId: '' },
    });
    expect(
      (await ask('/confopenapi/conference/getStatus', { eventIds: [eventId] })).body.result,
    ).toMatchObject({
      conferences: [{ status: 0 }],
    });
    const { list } = (
      await ask('/eventopenapi/event/modify/list', { startTime: now() / 1000 - 1, pageSize: 500 })
    ).body.data;
    expect(list.find((one: { eventId: number }) => one.eventId === eventId)).toMatchObject({
      eventStatus: 0,
    });
    expect((await ask(CANCEL, { eventId })).body.status).toBe(40401);
  });

  it('takes one out of a series by its start, or all that are to come', async () => {
    const { vendors, ask, now } = await quanshiWriter();
    const times = [0, 1, 2].map((day) => ({ start: START + day * DAY, end: START + day * DAY + HOUR }));
    const booker = { name: '王芳', account: 'e10007' };
    const [entry] = vendors.world.quanshi.overlay.book(
      { kind: 'conference', times, booker, subject: '晨会', details: {} },
      now(),
    );
    const eventId = vendors.world.quanshi.byId(entry?.id ?? '', now())?.eventId;
    const left = async () => {
      const range = { startTime: START / 1000, endTime: (START + 5 * DAY) / 1000, userId: HOST, inCycle: 1 };
      const { result } = (await ask('/confopenapi/room/conference/list', range)).body;
      return result
        .filter((one: { title: string; status: number }) => one.title === '晨会' && one.status !== 0)
        .map((one: { startTime: number }) => (one.startTime * 1000 - START) / DAY);
    };
    expect(await left()).toEqual([0, 1, 2]);
    const one = await ask(CANCEL, { eventId, singleStartTime: (START + DAY) / 1000 });
    expect(one.body.result).toEqual({ eventId, parentId: String(eventId) });
    expect(await left()).toEqual([0, 2]);
    expect((await ask(CANCEL, { eventId, singleStartTime: START / 1000 + 60 })).body.status).toBe(40401);
    await ask(CANCEL, { eventId });
    expect(await left()).toEqual([]);
  });
});
