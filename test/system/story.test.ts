import { describe, expect, it } from 'vitest';
import { sign } from '../../mocks/huawei/signature.ts';
import { startServer } from '../../mocks/server/startServer.ts';
import { minute } from '../support/huaweiWriter.ts';
import { beijing, HOST } from '../support/quanshiWriter.ts';
import { checkSumHeaders, DAY, HOUR, HUAWEI, LOGIN, MINUTE, NOW, QUANSHI } from '../support/simulation.ts';
import { listenForPushes } from '../support/storyListener.ts';

/*
 * Stories from end to end over HTTP, on a clock that is moved: what is booked is listed, pushed, joined, attended, left,
 * ended, and stands in attendance, recordings and history; and at each step `/__mock/meetings` says the same.
 */

async function setUp() {
  const heard = await listenForPushes();
  const server = await startServer({ now: NOW, speed: 0 });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
    const read: any = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body: read };
  };
  const mock = (path: string, body: object) => call('POST', `/__mock/${path}`, body);
  return {
    heard,
    url: server.url,
    call,
    to: (now: number) => call('PUT', '/__mock/clock', { now }),
    subscribe: (vendor: string, more: object = {}) =>
      mock('subscriptions', { vendor, url: heard.url, ...more }),
    join: (vendor: string, meeting: string, name: string) => mock('people/join', { vendor, meeting, name }),
    leave: (vendor: string, meeting: string, name: string) => mock('people/leave', { vendor, meeting, name }),
    truth: async (vendor: string, id: string) => (await call('GET', `/__mock/meetings/${vendor}/${id}`)).body,
    async close() {
      await server.close();
      await heard.close();
    },
  };
}

describe('a meeting at Huawei', () => {
  it('is booked, pushed, joined, controlled, recorded, ended and kept, and everything agrees', async () => {
    const { heard, url, call, to, subscribe, join, leave, truth, close } = await setUp();
    try {
      const signature = await sign({ appKey: 'demo-key', mode: 'enterprise' }, { corpId: '', ...LOGIN });
      const login = await call('POST', HUAWEI.login, LOGIN, {
        Authorization: `HMAC-SHA256 signature=${signature},access=${btoa('demo-app')}`,
      });
      const headers = { 'X-Access-Token': login.body.accessToken };
      const get = async (path: string) => (await call('GET', path, undefined, headers)).body;
      expect(
        (await subscribe('huawei', { events: ['meeting.create', 'meeting.end', 'record.finish'] })).status,
      ).toBe(201);

      const start = Math.floor(NOW / HOUR) * HOUR + 2 * HOUR;
      const booking = { mediaTypes: 'HDVideo', subject: '季度评审', startTime: minute(start), length: 60 };
      const [made] = (await call('POST', HUAWEI.meetings, booking, headers)).body;
      const id: string = made.conferenceID;
      const search = `queryAll=true&searchKey=${id}`;
      expect((await get(`${HUAWEI.meetings}?${search}`)).data).toMatchObject([
        { conferenceID: id, conferenceState: 'Schedule' },
      ]);
      expect(await truth('huawei', id)).toMatchObject({
        status: 'scheduled',
        subject: '季度评审',
        people: [],
      });
      expect(await heard.next('meeting.create', id)).toBeDefined();

      await to(start + MINUTE);
      for (const name of ['王芳', '李雷']) expect((await join('huawei', id, name)).status).toBe(201);
      expect((await get(`${HUAWEI.meetings}/online?${search}`)).data).toMatchObject([{ conferenceID: id }]);
      const there = await get(`${HUAWEI.meetings}/online/conf-attendee?conf_id=${id}`);
      expect(there.data.map(({ name }: { name: string }) => name)).toEqual(['王芳', '李雷']);
      expect(await truth('huawei', id)).toMatchObject({
        status: 'ongoing',
        actualStart: new Date(start + MINUTE).toISOString(),
      });

      const password = made.passwordEntry[0].password;
      const { data } = (
        await call('GET', `/v1/mmc/control/conferences/token?conferenceID=${id}`, undefined, {
          'X-Login-Type': '1',
          'X-Password': password,
        })
      ).body;
      const control = (what: string, body?: object) =>
        call('PUT', `/v1/mmc/control/conferences/${what}?conferenceID=${id}`, body, {
          'X-Conference-Authorization': data.token,
        });
      expect((await control('record', { isRecord: 1 })).status).toBe(200);
      await to(start + 11 * MINUTE);
      expect((await leave('huawei', id, '李雷')).status).toBe(200);
      await to(start + 21 * MINUTE);
      expect((await control('stop')).status).toBe(200);
      expect(await heard.next('meeting.end', id)).toBeDefined();

      await to(start + 2 * HOUR);
      const range = `startDate=${NOW}&endDate=${start + 2 * HOUR}&${search}`;
      const history = await get(`${HUAWEI.meetings}/history?${range}`);
      expect(history.data).toMatchObject([{ conferenceID: id, isHasRecordFile: true }]);
      const { confUUID } = history.data[0];
      const attendance = await get(`${HUAWEI.attendance}?confUUID=${confUUID}`);
      expect(attendance.data).toMatchObject([
        { displayName: '王芳', joinTime: start + MINUTE, leftTime: start + 21 * MINUTE },
        { displayName: '李雷', joinTime: start + MINUTE, leftTime: start + 11 * MINUTE },
      ]);
      const told = await truth('huawei', id);
      expect(told).toMatchObject({ status: 'ended', actualEnd: new Date(start + 21 * MINUTE).toISOString() });
      expect(
        told.people.map(
          ({ name, intervals }: { name: string; intervals: { joinedAt: string; leftAt: string }[] }) => ({
            displayName: name,
            joinTime: Date.parse(intervals[0]?.joinedAt ?? ''),
            leftTime: Date.parse(intervals[0]?.leftAt ?? ''),
          }),
        ),
      ).toEqual(
        attendance.data.map((one: { displayName: string; joinTime: number; leftTime: number }) => ({
          displayName: one.displayName,
          joinTime: one.joinTime,
          leftTime: one.leftTime,
        })),
      );
      const recordings = await get(`/v1/mmc/management/record/files?${range}`);
      expect(recordings.data).toMatchObject([{ confUUID, rcdTime: 20 * 60 }]);
      expect(await heard.next('record.finish', confUUID)).toBeDefined();
      const { recordUrls } = await get(`/v1/mmc/management/record/downloadurls?confUUID=${confUUID}`);
      const [file] = recordUrls[0].urls;
      expect(file.url.startsWith(url)).toBe(true);
      const download = await fetch(file.url, { headers: { Authorization: file.token } });
      expect([download.status, download.headers.get('Content-Type')]).toEqual([200, 'video/mp4']);
      expect((await download.arrayBuffer()).byteLength).toBe(Number(download.headers.get('Content-Length')));
    } finally {
      await close();
    }
  });
});

describe('a conference at Quanshi', () => {
  it('is booked, pushed, joined, left and reported, and everything agrees', async () => {
    const { heard, call, to, subscribe, join, leave, truth, close } = await setUp();
    try {
      const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
        (await call('POST', path, body, headers)).body;
      const login = await post(QUANSHI.token, { userId: 10001 }, await checkSumHeaders(NOW));
      const ask = (path: string, body: object) => post(path, body, { token: login.data.token });
      expect((await subscribe('quanshi', { events: ['meetingbegin', 'meetingend'] })).status).toBe(201);

      const start = Math.floor(NOW / HOUR) * HOUR + 2 * HOUR;
      const { result: made } = await post('/conference/conference/reservConference2', {
        ...{ appId: 6, appKey: 'demo-app', userId: HOST, title: '季度评审', length: 60 },
        ...{ starttime: beijing(start), inviteeList: [] },
      });
      const id = String(made.eventId);
      const { eventId } = made;
      const range = { startTime: start / 1000, endTime: (start + DAY) / 1000, userId: HOST };
      expect((await ask('/confopenapi/room/conference/list', range)).result).toContainEqual(
        expect.objectContaining({ eventId, title: '季度评审', status: 1 }),
      );
      expect(await truth('quanshi', id)).toMatchObject({ status: 'scheduled', people: [] });
      const begin = start + MINUTE;
      await to(begin);
      for (const name of ['王芳', '李雷']) expect((await join('quanshi', id, name)).status).toBe(201);
      const live = (await ask(QUANSHI.live, { count: 500 })).result.confList;
      expect(live).toContainEqual(expect.objectContaining({ eventId, attendeeCnt: 2 }));
      const { list } = (await ask(QUANSHI.attendees, { eventId })).result;
      expect(list.map(({ name }: { name: string }) => name)).toEqual(['王芳', '李雷']);
      expect(await truth('quanshi', id)).toMatchObject({ status: 'ongoing' });
      expect(await heard.next('meetingbegin', id)).toBeDefined();

      await to(begin + 10 * MINUTE);
      await leave('quanshi', id, '李雷');
      await to(begin + 20 * MINUTE);
      await leave('quanshi', id, '王芳');
      expect(await heard.next('meetingend', id)).toBeDefined();
      await to(start + 2 * HOUR);
      const report = (await ask('/confopenapi/conference/report/getReportDatas/v2', { eventId })).result;
      expect(report.interaction).toMatchObject([
        { name: '王芳', onlineTime: begin / 1000, offlineTime: begin / 1000 + 1_200 },
        { name: '李雷', onlineTime: begin / 1000, offlineTime: begin / 1000 + 600 },
      ]);
      const persons = (await ask('/confopenapi/conference/report/getReportDatas', { eventId, userId: HOST }))
        .result;
      expect(persons).toMatchObject([
        { name: '王芳', times: 1, onlineTime: beijing(begin), watchDuration: '00:20:00', role: 0 },
        {
          name: '李雷',
          times: 1,
          offlineTime: beijing(begin + 10 * MINUTE),
          watchDuration: '00:10:00',
          mobile: '-',
        },
      ]);
      expect(decodeURIComponent(persons[0].title)).toBe('季度评审');
      const told = await truth('quanshi', id);
      expect(told).toMatchObject({ status: 'ended', actualEnd: new Date(begin + 20 * MINUTE).toISOString() });
      expect(
        told.people.map(({ name, intervals }: { name: string; intervals: { leftAt: string }[] }) => [
          name,
          Date.parse(intervals[0]?.leftAt ?? '') / 1000,
        ]),
      ).toEqual(
        report.interaction.map(({ name, offlineTime }: { name: string; offlineTime: number }) => [
          name,
          offlineTime,
        ]),
      );
      expect(
        (await ask('/confopenapi/conference/getStatus', { eventIds: [eventId] })).result.conferences,
      ).toMatchObject([{ status: 4 }]);
    } finally {
      await close();
    }
  });
});
