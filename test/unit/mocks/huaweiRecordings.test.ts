import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../../mocks/events/eventsBetween.ts';
import { VENDORS, type VendorId } from '../../../mocks/registry.ts';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { minute, type Written, writerFor } from '../../support/huaweiWriter.ts';
import { DAY, HOUR, HUAWEI, MINUTE, NOW } from '../../support/simulation.ts';

const FILES = '/v1/mmc/management/record/files';
const READY = 10 * MINUTE;
// Over a weekend, to the Friday before.
const BEFORE = NOW - 4 * DAY;

async function setUp(userId = '') {
  let now = NOW;
  const vendors = createVendors({ now: () => now });
  const at = (instant: number) => {
    now = instant;
  };
  const writer = await writerFor(vendors, userId);
  const list = (query: string) => writer.ask('GET', `${FILES}?${query}`);
  const range = (from: number, to: number) => list(`startDate=${from}&endDate=${to}&queryAll=true&limit=500`);
  /** A meeting that runs from now on, and what controls it. */
  const running = async (more: object = {}) => {
    const [made] = (await writer.book(more)).body;
    const { conferenceID: id, passwordEntry } = made;
    const { password } = passwordEntry[0];
    await writer.ask('POST', `${HUAWEI.meetings}/start`, { conferenceID: id, password });
    const headers = { 'X-Login-Type': '1', 'X-Password': password };
    const path = `/v1/mmc/control/conferences/token?conferenceID=${id}`;
    const { token } = (await writer.ask('GET', path, undefined, headers)).body.data;
    const control = (call: string, body?: object) =>
      writer.ask('PUT', `/v1/mmc/control/conferences/${call}?conferenceID=${id}`, body, {
        'X-Conference-Authorization': token,
      });
    return { id, control };
  };
  return { vendors, at, now: () => now, ...writer, list, range, running };
}

/** What was pushed of recordings, by the UUID of the meeting. */
const finished = (vendors: Vendors, from: number, to: number): { uuid: string; at: number }[] =>
  eventsBetween(
    { vendors: VENDORS, world: (vendor) => vendors.world[vendor as VendorId] },
    from,
    to,
    (_, name) => name === 'record.finish',
  ).map(({ at, detail }) => ({ at, uuid: JSON.parse(JSON.stringify(detail())).meetingInfo.meetingUUID }));

const uuids = ({ body }: Written): string[] => body.data.map((one: { confUUID: string }) => one.confUUID);

describe('recordings', () => {
  it('that are listed are those that were pushed, by their start, either way, and in pages', async () => {
    const { vendors, range, list } = await setUp();
    const found = await range(BEFORE, NOW);
    const pushed = finished(vendors, BEFORE, NOW).map(({ uuid }) => uuid);
    // Some began before and were ready later.
    const earlier = uuids(await range(BEFORE - DAY, BEFORE - 1));
    expect(pushed.filter((uuid) => !earlier.includes(uuid)).sort()).toEqual(uuids(found).sort());
    expect(found.body.count).toBe(found.body.data.length);
    expect(found.body.count).toBeGreaterThan(20);
    const starts = found.body.data.map((one: { startTime: string }) => one.startTime);
    expect(starts).toEqual(starts.toSorted());
    const query = `startDate=${BEFORE}&endDate=${NOW}&queryAll=true`;
    const turned = await list(`${query}&limit=500&sortType=DSC_StartTIME`);
    expect(uuids(turned)).toEqual(uuids(found).reverse());
    const page = await list(`${query}&offset=3&limit=2`);
    expect(uuids(page)).toEqual(uuids(found).slice(3, 5));
    expect((await list(`${query}&offset=99999`)).body).toMatchObject({ data: [], count: found.body.count });
  });

  it('belong to meetings whose history says that there is one', async () => {
    const { ask, range } = await setUp();
    const [row] = (await range(BEFORE, NOW)).body.data;
    const { body } = await ask(
      'GET',
      `${HUAWEI.meetings}/history?startDate=${BEFORE - DAY}&endDate=${NOW}&searchKey=${row.confID}&limit=500`,
    );
    const held = body.data.filter((one: { confUUID: string }) => one.confUUID === row.confUUID);
    for (const one of held) expect(one).toMatchObject({ isHasRecordFile: true, subject: row.subject });
    expect(
      (await ask('GET', `/v1/mmc/management/conferences/record/files?confUUID=${row.confUUID}`)).body,
    ).toEqual(row);
  });

  it('of others are no business of an ordinary user, who downloads nothing either', async () => {
    const { vendors, range } = await setUp();
    const [row] = (await range(BEFORE, NOW)).body.data;
    const booker = vendors.world.huawei.byUUID(row.confUUID)?.schedulerAccount;
    const other = await writerFor(vendors, booker === 'e10007' ? 'e10008' : 'e10007');
    const theirs = await other.ask('GET', `${FILES}?startDate=${BEFORE}&endDate=${NOW}&queryAll=true`);
    expect(uuids(theirs)).not.toContain(row.confUUID);
    const detail = `/v1/mmc/management/conferences/record/files?confUUID=${row.confUUID}`;
    expect((await other.ask('GET', detail)).code).toBe('MMC.111070002');
    const urls = `/v1/mmc/management/record/downloadurls?confUUID=${row.confUUID}`;
    expect((await other.ask('GET', urls)).code).toBe('MMC.111070002');
    expect((await other.ask('DELETE', `${FILES}?confUUIDs=${row.confUUID}`)).code).toBe('MMC.111070002');
  });

  it.each([
    ['endDate=1', 'MMC.112100029'],
    ['startDate=x&endDate=1', 'MMC.111071061'],
    ['startDate=1&endDate=2&sortType=up', 'MMC.111071061'],
    ['startDate=1&endDate=2&limit=0', 'MMC.111071061'],
  ])('are refused for %s', async (query, code) => {
    expect((await (await setUp()).list(query)).code).toBe(code);
  });
});

describe('a meeting that a caller records', () => {
  it('has a recording from the one call to the other, pushed when it is ready and listed from then on', async () => {
    const { vendors, at, range, running } = await setUp();
    const { control } = await running({ subject: '特别' });
    at(NOW + 2 * MINUTE);
    expect((await control('record', { isRecord: 1 })).status).toBe(200);
    at(NOW + 7 * MINUTE);
    await control('record', { isRecord: 0 });
    const ready = NOW + 7 * MINUTE + READY;
    at(ready - 1);
    expect(uuids(await range(NOW, ready))).toEqual([]);
    at(ready);
    const [row] = (await range(NOW + 2 * MINUTE, ready)).body.data.filter(
      (one: { subject: string }) => one.subject === '特别',
    );
    expect(row).toMatchObject({ rcdTime: 300, decodeEndTime: ready, startTime: minute(NOW + 2 * MINUTE) });
    expect(finished(vendors, ready - 1, ready)).toContainEqual({ uuid: row.confUUID, at: ready });
  });

  it('has one that ends with its run at the latest, and with `isAutoRecord` one of all of it', async () => {
    const { vendors, at, range, running } = await setUp();
    const { control } = await running({ subject: '手动' });
    await running({ subject: '自动', isAutoRecord: 1 }).then(async (one) => {
      at(NOW + 5 * MINUTE);
      await one.control('stop');
    });
    await control('record', { isRecord: 1 });
    at(NOW + 6 * MINUTE);
    await control('stop');
    const ready = NOW + 6 * MINUTE + READY;
    at(ready);
    const rows = (await range(NOW, ready)).body.data;
    const of = (subject: string) => rows.find((one: { subject: string }) => one.subject === subject);
    expect([of('手动').rcdTime, of('自动').rcdTime]).toEqual([60, 300]);
    const pushed = finished(vendors, NOW, ready).map(({ uuid }) => uuid);
    expect(pushed).toEqual(expect.arrayContaining([of('手动').confUUID, of('自动').confUUID]));
  });

  it('is not recorded twice at once, nor by what is neither 0 nor 1', async () => {
    const { at, range, running } = await setUp();
    const { control } = await running({ subject: '一次' });
    await control('record', { isRecord: 1 });
    at(NOW + MINUTE);
    await control('record', { isRecord: 1 });
    at(NOW + 3 * MINUTE);
    await control('record', { isRecord: 0 });
    await control('record', { isRecord: 0 });
    expect((await control('record', { isRecord: 2 })).code).toBe('MMC.111072045');
    at(NOW + HOUR);
    const rows = (await range(NOW, NOW + HOUR)).body.data;
    expect(rows.find((one: { subject: string }) => one.subject === '一次').rcdTime).toBe(180);
  });
});

describe('the file of a recording', () => {
  const download = async () => {
    const writer = await setUp();
    const [row] = (await writer.range(BEFORE, NOW)).body.data;
    const path = `/v1/mmc/management/record/downloadurls?confUUID=${row.confUUID}`;
    const { recordUrls } = (await writer.ask('GET', path)).body;
    const fetched = (url: string, token: string) =>
      writer.vendors.fetch(new Request(url, { headers: { Authorization: token } }));
    return { ...writer, row, recordUrls, fetched };
  };

  it('plays as long as was recorded: its own header says so', async () => {
    const { row, recordUrls, fetched } = await download();
    expect(recordUrls).toHaveLength(1);
    expect(recordUrls[0].confUuid).toBe(row.confUUID);
    const [{ token, fileType, url }] = recordUrls[0].urls;
    expect([token, fileType]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), 'Hd']);
    const response = await fetched(url, token);
    expect(response.headers.get('Content-Type')).toBe('video/mp4');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text.slice(4, 12)).toBe('ftypisom');
    // Time scale and duration stand behind version, flags and two instants.
    const head = new DataView(bytes.buffer, text.indexOf('mvhd') + 16);
    expect(Math.round(head.getUint32(4) / head.getUint32(0))).toBe(Math.min(row.rcdTime, 10_800));
    // The place of the first frame, where the frames are.
    const place = new DataView(bytes.buffer).getUint32(text.indexOf('stco') + 12);
    expect(place).toBe(text.indexOf('mdat') + 4);
  });

  it('is had once for a token, within an hour, and for no other file', async () => {
    const { recordUrls, fetched, at } = await download();
    const [first, second] = recordUrls[0].urls;
    expect((await fetched(second.url, first.token)).status).toBe(401);
    expect((await fetched(first.url, 'no token')).status).toBe(401);
    expect((await fetched(first.url, first.token)).status).toBe(200);
    const again = await fetched(first.url, first.token);
    expect([again.status, await again.json()]).toMatchObject([401, { error_code: 'MMC.111070004' }]);
    at(NOW + HOUR);
    expect((await fetched(second.url, second.token)).status).toBe(401);
  });

  it('is gone when the recording is deleted, and so is the row, and what history says of it', async () => {
    const { ask, row, recordUrls, fetched, range, vendors } = await download();
    expect((await ask('DELETE', `${FILES}?confUUIDs=${row.confUUID},nobody`)).code).toBe('MMC.111070005');
    expect(await ask('DELETE', `${FILES}?confUUIDs=${row.confUUID}`)).toMatchObject({
      status: 200,
      body: undefined,
    });
    expect(uuids(await range(BEFORE, NOW))).not.toContain(row.confUUID);
    expect(vendors.world.huawei.byUUID(row.confUUID)?.recordings).toEqual([]);
    const [{ url, token }] = recordUrls[0].urls;
    expect((await fetched(url, token)).status).toBe(400);
    vendors.reset();
    expect(vendors.world.huawei.byUUID(row.confUUID)?.recordings).toHaveLength(1);
  });
});
