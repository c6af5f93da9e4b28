import { describe, expect, it } from 'vitest';
import { JOIN_URL_PATH } from '../../../mocks/quanshi/settings.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { quanshiWriter, START } from '../../support/quanshiWriter.ts';
import { DAY, HOUR, MINUTE, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';

/*
 * Every operation that tells of one conference is asked, what they say is put under one name for one fact, and no fact may
 * have two values. The names are those of the first operation that tells it, but for these.
 */

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at member by member
type Told = any;
type Facts = Record<string, unknown>;

/** A conference as it is booked: the events family. */
const ofEvent = ({ joinHostUrl, jointHostUrl, guestJoinUrl, startTime, endTime, ...event }: Told): Facts => ({
  ...only(event, ['eventId', 'title', 'length', 'hostId', 'hostName', 'billingCode', 'conferenceId']),
  ...only(event, ['status', 'pcode1', 'pcode2', 'hostJoinUrl', 'createTime', 'modifyTime', 'webRTCUrl']),
  bookedStart: startTime,
  bookedEnd: endTime,
  attendeeJoinUrl: guestJoinUrl,
  hostJoinUrlAgain: joinHostUrl ?? jointHostUrl,
  wcallurl: event.wcallUrl,
});

/** A conference as it is booked: its details by link, room or host. */
const ofDetail = (detail: Told): Facts => ({
  ...only(detail, ['eventId', 'title', 'length', 'hostId', 'hostName', 'hostMobile', 'conferenceId']),
  ...only(detail, ['status', 'pcode1', 'pcode2', 'hostJoinUrl', 'attendeeJoinUrl', 'modifyTime', 'wcallurl']),
  ...only(detail, ['webRTCUrl', 'confMode', 'calType', 'roomId', 'joinLogin', 'attendList', 'houseList']),
  bookedStart: detail.startTime,
  bookedEnd: detail.endTime,
  billingCode: detail.billingcode,
  createTime: detail.CreateTime,
  hostJoinUrlAgain: detail.joinHostUrl,
});

const COUNTERS = ['attendeeCnt', 'voipCnt', 'pstnCnt', 'videoCnt', 'desktopCnt', 'mcuCnt', 'boxCnt'];
const HOST = ['hostId', 'hostName', 'hostEmail', 'hostMobile', 'hostOrgId', 'hostIp', 'hostLocation'];

/** A conference as it runs. */
const ofRunning = (one: Told): Facts => ({
  ...only(one, ['eventId', 'billingCode', 'customerCode', 'isSecureConf', 'isRecord', 'dataCenter']),
  ...only(one, [...HOST, ...COUNTERS, 'rawAttendeeCnt', 'rawPstnCnt', 'pcode2']),
  begun: one.startTime,
  stopped: one.stopTime,
  running: one.status,
  length: one.confDuration / 60,
});

/** What all operations say of one conference: by fact, by value as JSON, which of them say so. */
async function told(eventId: number, call: Awaited<ReturnType<typeof quanshiCaller>>) {
  const facts = new Map<string, Map<string, string[]>>();
  const says = (operation: string, of: Facts) => {
    for (const [name, value] of Object.entries(of)) {
      if (value === undefined) continue;
      const values = facts.get(name) ?? new Map<string, string[]>();
      facts.set(name, values);
      const text = JSON.stringify(value);
      values.set(text, [...(values.get(text) ?? []), operation]);
    }
  };
  const ask = async (path: string, input: object) => (await call(path, input)).body;

  const event = (await ask('/eventopenapi/event/info', { eventId })).data;
  says('GetEvent', ofEvent(event));
  const hours = { startTime: event.startTime, endTime: event.startTime + 1 };
  const { hostId } = event;
  const mine = <One extends { eventId: number }>(list: readonly One[]) =>
    list.filter((one) => one.eventId === eventId);
  for (const one of mine((await ask('/eventopenapi/event/public/list', { hostId, ...hours })).data))
    says('ListEvents', ofEvent(one));
  const made = { startTime: event.createTime, endTime: event.createTime + 1, pageSize: 100 };
  for (const one of mine((await ask('/eventopenapi/event/modify/list', made)).data?.list ?? []))
    says('ListEventChanges', ofEvent(one));

  const found = (await ask(JOIN_URL_PATH, { attendeeJoinUrl: event.guestJoinUrl })).result[0];
  says('GetConferenceByJoinUrl', ofDetail(found));
  const room = (await ask('/confopenapi/room/conference/infos', { eventId, userId: hostId })).result;
  says('GetRoomConference', ofDetail(room));
  const booked = { userId: hostId, inCycle: 1, ...hours };
  for (const one of mine((await ask('/confopenapi/room/conference/list', booked)).result))
    says('ListRoomConferences', ofDetail(one));
  for (const { DeviceId } of found.houseList) {
    const there = { roomId: DeviceId, startTime: hours.startTime, endTime: hours.endTime + 60, limit: 50 };
    const list = mine<Told>((await ask('/confopenapi/room/conference/listByRoom', there)).result);
    expect(list).toHaveLength(1);
    says('ListConferencesOfRoom', ofDetail(list[0]));
  }

  const [status] = (await ask('/confopenapi/conference/getStatus', { eventIds: [eventId] })).result
    .conferences;
  says('GetStatus', {
    running: status.status === 1 ? undefined : status.status,
    ...(status.status !== 0 && { conferenceId: status.conferenceId, hostId: status.userId }),
    liveId: status.tempConferenceId || undefined,
  });
  const { confList } = (await ask(QUANSHI.live, { count: 500 })).result;
  const [live] = mine<Told>(confList);
  expect(live !== undefined).toBe(status.status === 2);
  if (live)
    says('ListByStatus', {
      ...ofRunning(live),
      liveId: live.conferenceId,
      title: live.confName,
      pcode2: live.guestPcode,
    });
  const older = { appId: 6, conferenceId: event.conferenceId, userId: hostId };
  const { result } = await ask('/conference/conference/getConfStatus', older);
  expect(result.confStatus === 2).toBe(status.status === 2);
  says('GetConfStatus', { attendeeCnt: result.attendees });
  if (status.tempConferenceId !== '') {
    const dashboard = await ask('/confopenapi/admin/dashboard/conference/info', {
      tempConferenceId: status.tempConferenceId,
    });
    const { title, tempConferenceId } = dashboard.result;
    says('GetDashboardConference', { ...ofRunning(dashboard.result), title, liveId: tempConferenceId });
  }
  const { list } = (await ask(QUANSHI.attendees, { eventId, count: 500 })).result;
  says('ListAttendees', { attendeeCnt: list.length });
  for (const one of list) {
    says('ListAttendees', { eventId: one.eventId, liveId: one.conferenceId });
    if (one.role === 1)
      says('ListAttendees', { hostId: one.userId, hostName: one.name, hostEmail: one.email });
  }
  const v2 = (await ask('/confopenapi/conference/report/getReportDatas/v2', { eventId })).result;
  const run = v2.tempConfenceList.at(-1);
  if (run)
    says('GetReportDatasV2', {
      liveId: run.tempConferenceId,
      begun: Number(run.realStartTime),
      stopped: Number(run.realEndTime),
    });
  const v1 = await ask('/confopenapi/conference/report/getReportDatas', { eventId, userId: hostId });
  for (const row of v1.result)
    says('GetReportDatas', {
      ...only(row, ['conferenceId', 'hostId', 'hostName', 'eventId']),
      title: decodeURIComponent(row.title),
    });
  return { facts, status: status.status, detail: found, operations: operationsOf(facts) };
}

const only = (of: Told, names: readonly string[]): Facts =>
  Object.fromEntries(names.map((name) => [name, of[name]]));

const operationsOf = (facts: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>) =>
  new Set([...facts.values()].flatMap((values) => [...values.values()].flat()));

/** The facts that have two values, and who says which. */
const disputed = ({ facts }: Awaited<ReturnType<typeof told>>) =>
  [...facts]
    .filter(([, values]) => values.size > 1)
    .map(([name, values]) => [name, Object.fromEntries(values)]);

describe('all operations of Quanshi say the same', () => {
  it.each([
    ['that always runs [documents/002]', 1165158, 13],
    ['that is booked for ever [documents/003]', 566390, 7],
  ])('of the conference %s', async (_, eventId, least) => {
    const said = await told(eventId, await quanshiCaller(createVendors({ now: NOW })));
    expect(disputed(said)).toEqual([]);
    expect(said.operations.size).toBeGreaterThanOrEqual(least);
  });

  it('of every conference of a day, whatever became of it', { timeout: 60_000 }, async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const between = `from=${iso(NOW - DAY)}&to=${iso(NOW + 2 * HOUR)}`;
    const { meetings } = (await send(vendors, `/__mock/meetings?vendor=quanshi&${between}&limit=100`)).body;
    expect(meetings.length).toBeGreaterThan(80);
    const seen = { statuses: new Set<number>(), modes: new Set<number>(), kinds: new Set<string>() };
    for (const { eventId } of meetings as readonly { eventId: number }[]) {
      const said = await told(eventId, call);
      expect([eventId, disputed(said)]).toEqual([eventId, []]);
      seen.statuses.add(said.status);
      seen.modes.add(said.detail.confMode);
      seen.kinds.add(said.detail.calType);
    }
    // Cancelled, booked, running, over, and nobody came.
    expect([...seen.statuses].sort()).toEqual([0, 1, 2, 4, 5]);
    expect([...seen.modes].sort()).toEqual([0, 1]);
    expect([...seen.kinds].sort()).toEqual(['E', 'M']);
  });

  it('of what a caller booked, before somebody enters it, meanwhile and after', async () => {
    const { book, ask, at, people } = await quanshiWriter();
    const { eventId } = await book({ title: '评审会' });
    const seen: number[] = [];
    const look = async () => {
      const said = await told(eventId, ask);
      expect(disputed(said)).toEqual([]);
      seen.push(said.status);
    };
    await look();
    at(START);
    await people('join', eventId, '李雷');
    await look();
    at(START + 5 * MINUTE);
    await people('leave', eventId, '李雷');
    await look();
    expect(seen).toEqual([1, 2, 4]);
  });
});

const iso = (instant: number): string => new Date(instant).toISOString();
