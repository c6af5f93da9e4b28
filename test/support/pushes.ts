import { bindings, call } from './gateway.ts';

/** What `[env.mock]` has for the account `default`. */
export const PUSH_ID = 'meetgate';
export const PUSH_KEY = 'demo-key';
export const CALLBACK_TOKEN = 'demo-callback-token-of-a-simulation';
export const HUAWEI_PUSH = '/v1/events/huawei/default';
export const QUANSHI_PUSH = `/v1/events/quanshi/default/${CALLBACK_TOKEN}`;

/** The parts of a message of Huawei's, as text. */
interface Parts {
  appID?: string;
  timestamp?: number | string;
  nonce?: string;
  key?: string;
}

/**
 * A message as the vendor would send it: a second reading of the scheme, from the document and without the gateway's code.
 * HMAC-SHA256, worked out here from its definition (RFC 2104) over SHA-256 alone.
 */
export async function huaweiMessage(eventInfo: string, parts: Parts = {}): Promise<string> {
  const { appID = PUSH_ID, timestamp = Date.now(), nonce = '60426560', key = PUSH_KEY } = parts;
  const signature = await hmac(key, appID + timestamp + nonce + eventInfo);
  return `{"appID":${JSON.stringify(appID)},"timestamp":${timestamp},"nonce":"${nonce}","signature":"${signature}","eventInfo":${eventInfo}}`;
}

async function hmac(key: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const block = new Uint8Array(64);
  block.set(encoder.encode(key));
  const sha256 = async (bytes: number[]) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  const inner = await sha256([...[...block].map((byte) => byte ^ 0x36), ...encoder.encode(message)]);
  const outer = await sha256([...[...block].map((byte) => byte ^ 0x5c), ...inner]);
  return [...outer].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The text of an eventInfo: a meeting of a number of its own, so that tests do not meet. */
export const eventInfo = (
  event: string,
  meetingID: string,
  { attendee, timestamp = Date.now() }: { attendee?: object; timestamp?: number } = {},
): string =>
  JSON.stringify({
    event,
    timestamp,
    payload: {
      meetingInfo: { meetingID, meetingUUID: meetingID.padEnd(32, '0'), meetingCycleSubID: '' },
      ...(attendee && { attendeeInfo: attendee }),
    },
  });

/** Sends a message to the gateway, as a vendor does: without an API key. */
export const push = (path: string, body: BodyInit, env?: Env): Promise<Response> =>
  call(path, { method: 'POST', body, headers: { Authorization: '-' } }, env);

/** The status that a message is answered with. */
export async function status(path: string, body: BodyInit): Promise<number> {
  const response = await push(path, body);
  await response.text();
  return response.status;
}

let numbers = 0;
/** A meeting number that no other test has. */
export const newNumber = (): string => String(Date.now()).slice(-6) + String(100 + ++numbers);

/** An event as `GET /v1/events` gives it. */
// biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
export type Shown = any;

/** The events of a meeting, once there are so many: the queue takes a moment. */
export async function eventsOfMeeting(
  meetingNumber: string,
  count: number,
  path = '/v1/events?limit=500',
  init: RequestInit = {},
): Promise<Shown[]> {
  for (let tries = 0; ; tries++) {
    const found = (await allEvents(path, init)).filter(
      ({ data }) => data.meeting?.meetingNumber === meetingNumber,
    );
    if (found.length >= count || tries > 60) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every event of the log, page by page. */
export async function allEvents(
  path = '/v1/events?limit=500',
  init: RequestInit = {},
  changes: Record<string, unknown> = {},
): Promise<Shown[]> {
  const events: Shown[] = [];
  for (let after = ''; ; ) {
    const query = after && `${path.includes('?') ? '&' : '?'}after=${after}`;
    const response = await call(path + query, init, bindings(changes));
    const page: Shown = await response.json();
    if (response.status !== 200) throw new Error(JSON.stringify(page));
    events.push(...page.data);
    after = page.nextCursor;
    if (!page.hasMore) return events;
  }
}
