import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, vi } from 'vitest';
import type { MeetgateEvent } from '../../functions/core/event.ts';
import { fanOut } from '../../functions/webhooks/deliveries/fanOut.ts';
import { bindings, call } from './gateway.ts';
import { useVendors } from './vendors.ts';

/** A request as a receiver gets it. */
export interface Heard {
  url: URL;
  headers: Headers;
  body: string;
}

/** Receivers of any host on the network of a test file, which answer 204 until told otherwise. */
export function useReceivers() {
  const { network } = useVendors();
  const receivers = {
    heard: [] as Heard[],
    answer: (_: Heard): Response => new Response(null, { status: 204 }),
  };
  const good = receivers.answer;
  beforeEach(() => {
    const hosts = ['receiver.example', 'open.feishu.cn', 'oapi.dingtalk.com', 'qyapi.weixin.qq.com'];
    network.use(
      ...hosts.map((host) =>
        http.post(`https://${host}/*`, async ({ request }) => {
          const url = new URL(request.url);
          const one = { url, headers: request.headers as Headers, body: await request.text() };
          receivers.heard.push(one);
          const answered = receivers.answer(one);
          return new HttpResponse(answered.body, { status: answered.status, headers: [...answered.headers] });
        }),
      ),
    );
  });
  afterEach(() => {
    receivers.heard.length = 0;
    receivers.answer = good;
  });
  return receivers;
}

/** A call about subscriptions, with its JSON. */
export async function ask<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  env?: Env,
): Promise<{ status: number; json: T; text: string }> {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const answer = await call(path, init, env);
  const text = await answer.text();
  return { status: answer.status, json: (text ? JSON.parse(text) : undefined) as T, text };
}

export const HOOK_URL = 'https://receiver.example/hook?token=of-the-receiver';

/** What is read of subscriptions and deliveries. */
export interface Subscribed {
  id: string;
  url: string;
  secret: string;
  status: string;
  reason?: string;
  scopes: string[];
  accounts: string[];
  chat?: { kind: string; url: string; secret?: string };
  types: string[];
  health: Record<string, unknown>;
}
export interface Delivered {
  id: string;
  event: string;
  type: string;
  status: string;
  tries: number;
  reason?: string;
  nextAttemptAt?: string;
  attempts: { status?: number; delivered: boolean; error?: string; answer?: string }[];
}

export const subscribe = async (input: object = { url: HOOK_URL }, env?: Env): Promise<Subscribed> =>
  (await ask<Subscribed>('POST', '/v1/subscriptions', input, env)).json;

/** Deliveries of a subscription, the newest first. */
export const deliveriesOf = async (id: string, query = ''): Promise<Delivered[]> =>
  (await ask<{ data: Delivered[] }>('GET', `/v1/deliveries?subscription=${id}${query}`)).json.data;

/** A delivery once it has a status, and has been tried so often. */
export function settled(id: string, status: string, tries = 1): Promise<Delivered> {
  return vi.waitFor(
    async () => {
      const { json } = await ask<Delivered>('GET', `/v1/deliveries/${id}`);
      if (json.status !== status || json.tries < tries)
        throw new Error(`It is ${json.status} after ${json.tries} tries, not ${status}.`);
      return json;
    },
    { timeout: 8_000, interval: 20 },
  );
}

/** An event of a vendor. */
export const eventOf = (
  id: string,
  type: MeetgateEvent['type'] = 'meetgate.meeting.started',
  more: Partial<MeetgateEvent> = {},
): MeetgateEvent => ({
  specversion: '1.0',
  id,
  source: '/huawei/default',
  type,
  subject: 'huawei:1',
  time: '2026-03-02T01:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    meeting: { meetingNumber: '914047175', subject: '产品周会', startTime: '2026-03-02T01:00:00.000Z' },
  },
  ...more,
});

export const tell = (...events: MeetgateEvent[]): Promise<void> => fanOut(events, { env: bindings() });

/** A gateway whose demo key may do less. */
export const withKey = (record: { name?: string; scopes: string[]; accounts?: string[] }): Env =>
  bindings({
    API_KEYS: JSON.stringify([
      {
        name: 'demo',
        accounts: ['*'],
        ...record,
        sha256: 'e2231ee097dd5069efdd43324d28f0f016862d8505d2c8b7f412352505b43771',
      },
    ]),
  });
