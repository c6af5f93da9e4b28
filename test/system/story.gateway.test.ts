import { afterAll, beforeAll, expect, it } from 'vitest';
import { sign } from '../../mocks/huawei/signature.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { beijing, HOST } from '../support/quanshiWriter.ts';
import { HUAWEI, LOGIN } from '../support/simulation.ts';

let server: RunningServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startServer();
  gateway = await startGateway({ vendors: server.url, log: () => undefined });
});
afterAll(async () => {
  await gateway.stop();
  await server.close();
});

const at = async (path: string, body?: object, headers: Record<string, string> = {}) => {
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers };
  // biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
  return (await (await fetch(server.url + path, init)).json()) as any;
};
/** What the gateway says, and never what it said before. */
const through = async (path: string) => {
  const headers = { Authorization: 'Bearer meetgate-demo-key', 'Cache-Control': 'no-store' };
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return (await (await fetch(gateway.url + path, { headers })).json()) as any;
};
const people = (what: 'join' | 'leave', vendor: string, meeting: string, name: string) =>
  at(`/__mock/people/${what}`, { vendor, meeting, name });

it('the gateway sees a meeting that is booked at Huawei, who is in it, and who was', async () => {
  const signature = await sign({ appKey: 'demo-key', mode: 'enterprise' }, { corpId: '', ...LOGIN });
  const { accessToken } = await at(HUAWEI.login, LOGIN, {
    Authorization: `HMAC-SHA256 signature=${signature},access=${btoa('demo-app')}`,
  });
  const booking = { mediaTypes: 'HDVideo', subject: '网关评审', length: 60 };
  const [{ conferenceID: id }] = await at(HUAWEI.meetings, booking, { 'X-Access-Token': accessToken });
  const search = `queryAll=true&searchKey=${id}`;
  expect((await through(`/v1/huawei/conferences?${search}`)).data).toMatchObject([{ subject: '网关评审' }]);
  const begun = Date.now();
  await people('join', 'huawei', id, '王芳');
  expect((await through(`/v1/huawei/conferences/online?${search}`)).data).toMatchObject([
    { conferenceID: id },
  ]);
  expect(JSON.stringify(await through(`/v1/huawei/conferences/${id}/online/attendees`))).toContain('王芳');
  await people('leave', 'huawei', id, '王芳');
  const range = `startDate=${begun - 60_000}&endDate=${Date.now() + 60_000}`;
  const history = await through(`/v1/huawei/conferences/history?${range}&${search}`);
  expect(history.data).toMatchObject([{ conferenceID: id, subject: '网关评审' }]);
  const { data } = await through(`/v1/huawei/conferences/${history.data[0].confUUID}/attendees`);
  const told = await at(`/__mock/meetings/huawei/${id}`);
  const [{ joinedAt, leftAt }] = told.people[0].intervals;
  expect(data).toMatchObject([
    { displayName: '王芳', joinTime: Date.parse(joinedAt), leftTime: Date.parse(leftAt) },
  ]);
});

it('and one that is booked at Quanshi', async () => {
  const { result } = await at('/conference/conference/reservConference2', {
    ...{ appId: 6, appKey: 'demo-app', userId: HOST, title: '网关评审', length: 60 },
    ...{ starttime: beijing(Date.now() + 60_000), inviteeList: [] },
  });
  const id = String(result.eventId);
  const range = `startTime=${result.startTime - 60}&endTime=${result.endTime}`;
  const booked = await through(`/v1/quanshi/users/${HOST}/conferences?${range}`);
  expect(JSON.stringify(booked)).toContain('网关评审');
  await people('join', 'quanshi', id, '李雷');
  expect(JSON.stringify(await through(`/v1/quanshi/conferences/${id}/attendees`))).toContain('李雷');
  await people('leave', 'quanshi', id, '李雷');
  const report = await through(`/v1/quanshi/conferences/${id}/report`);
  const told = await at(`/__mock/meetings/quanshi/${id}`);
  const [{ joinedAt, leftAt }] = told.people[0].intervals;
  expect(report.interaction).toMatchObject([
    {
      name: '李雷',
      onlineTime: Math.floor(Date.parse(joinedAt) / 1000),
      offlineTime: Math.floor(Date.parse(leftAt) / 1000),
    },
  ]);
});
