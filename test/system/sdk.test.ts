import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCertificate } from '../../mocks/server/certificate.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { createVendors } from '../../mocks/vendors.ts';
import { BOOKING_ROWS } from '../support/huaweiBookingModels.ts';
import { type Ask, type Found, HUAWEI_ROWS, type Model } from '../support/huaweiModels.ts';
import { RESOURCE_ROWS } from '../support/huaweiResourceModels.ts';
import { NONCE, NOW } from '../support/simulation.ts';

/*
 * Huawei's own Node SDK, unmodified, over HTTPS. Its meeting package is on no registry: its client, which all packages
 * share, is given what the meeting package would give it.
 */
const ROWS = { ...HUAWEI_ROWS, ...BOOKING_ROWS, ...RESOURCE_ROWS };
// A file is no operation of an SDK: whoever has its address gets it.
const routes = createVendors({ now: 0 }).routes.filter(
  ({ vendor, operation }) => vendor === 'huawei' && operation !== 'DownloadRecording',
);
const folder = mkdtempSync(join(tmpdir(), 'meetgate-sdk-'));
let server: RunningServer;
let client: HcClient;

beforeAll(async () => {
  const certificate = await ownCertificate(folder);
  server = await startServer({ now: NOW, https: certificate });
  // What its ClientBuilder makes; that one cannot be loaded, as the package forgets to say that it needs uuid.
  const httpsAgent = new Agent({ ca: certificate.cert });
  const endpoints = [server.url];
  const http = new DefaultHttpClient({ axiosRequestConfig: { httpsAgent } }, endpoints);
  client = new HcClient(http).withEndpoints(endpoints);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** What the SDK makes of an answer, without the status that it adds. */
async function send(operation: string, { query = {}, headers = {}, body, path = {} }: Ask) {
  const route = routes.find((one) => one.operation === operation);
  if (!route) throw new Error(`the simulation has no ${operation}`);
  const { httpStatusCode, ...answer } = (await client.sendRequest({
    method: route.method,
    url: route.path,
    contentType: 'application/json',
    queryParams: { ...query },
    pathParams: { ...path },
    headers: { ...headers },
    ...(body ? { data: body as Record<string, unknown> } : {}),
  })) as { httpStatusCode?: number } & Record<string, unknown>;
  expect(httpStatusCode).toBe(200);
  return answer;
}

/** A login with a signature worked out here, and what it finds. */
async function found(): Promise<Found> {
  const signature = createHmac('sha256', 'demo-key').update(`demo-app::0:${NONCE}`).digest('hex');
  const login: Ask = {
    headers: { Authorization: `HMAC-SHA256 signature=${signature},access=${btoa('demo-app')}` },
    body: { appId: 'demo-app', userId: '', corpId: null, expireTime: 0, nonce: NONCE, clientType: 72 },
  };
  const { accessToken, refreshToken } = (await send('CreateAppIdToken', login)) as Record<string, string>;
  if (accessToken === undefined || refreshToken === undefined) throw new Error('the login gave no tokens');
  const withToken = (more: Ask = {}): Ask => ({
    ...more,
    headers: { 'X-Access-Token': accessToken, ...more.headers },
  });
  const ask = (operation: string, more?: Ask) => send(operation, withToken(more));
  return { accessToken, refreshToken, now: NOW, login, ask };
}

/** What an answer has too much or lacks, by the place of it. */
function faults(value: unknown, { mandatory, optional, members = {} }: Model, place = ''): string[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) => faults(one, { mandatory, optional, members }, `${place}[${index}]`));
  if (typeof value !== 'object' || value === null) return [`${place} is no object`];
  const keys = Object.keys(value);
  return [
    ...keys
      .filter((key) => !mandatory.includes(key) && !optional.includes(key))
      .map((key) => `${place}.${key} is unknown`),
    ...mandatory.filter((key) => !keys.includes(key)).map((key) => `${place}.${key} is missing`),
    ...Object.entries(members).flatMap(([key, inner]) =>
      keys.includes(key) ? faults(Reflect.get(value, key), inner, `${place}.${key}`) : [],
    ),
  ];
}

describe('Huawei’s Node SDK', () => {
  test('has a row for every operation that is simulated, and none for another', () => {
    expect(Object.keys(ROWS).toSorted()).toEqual(routes.map(({ operation }) => operation).toSorted());
  });

  test.each(routes)('understands $operation', async ({ operation }) => {
    const row = ROWS[operation];
    if (!row) throw new Error(`test/support/huaweiModels.ts has no row for ${operation}`);
    const context = await found();
    const asked = await row.ask(context);
    const answer = row.token === false ? await send(operation, asked) : await context.ask(operation, asked);
    expect(row.answer ? faults(answer, row.answer) : Object.keys(answer)).toEqual([]);
    // A list that is empty would show nothing of its rows.
    if ('data' in answer) expect(answer.data).not.toEqual([]);
  });

  test('sees a refusal as its own exception, with Huawei’s code and the request id', async () => {
    const refused = send('ListOngoingWebinars', { headers: { 'X-Access-Token': 'no token' } });
    await expect(refused).rejects.toMatchObject({
      httpStatusCode: 401,
      errorCode: 'USG.000000004',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('the comparison sees what is unknown and what is missing', () => {
    const inner: Model = { mandatory: [], optional: ['a'] };
    const outer: Model = { mandatory: ['count'], optional: ['data'], members: { data: inner } };
    expect(faults({ data: [{ a: 1 }, { b: 2 }] }, outer)).toEqual([
      '.count is missing',
      '.data[1].b is unknown',
    ]);
  });
});
