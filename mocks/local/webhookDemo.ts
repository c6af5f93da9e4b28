import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectEvents } from './connectEvents.ts';
import { demoKey } from './listOperations.ts';

/** One thing that was to happen, and whether it did. */
export interface Step {
  step: string;
  ok: boolean;
  /** What came. */
  found: string;
}

/** What a receiver of events got. */
interface Got {
  headers: IncomingHttpHeaders;
  body: string;
}

const OPERATION = 'huawei.listOngoingWebinars';
/** What happens in the simulated meeting, and what subscribers are told of it. */
const STORY = [
  { event: 'meeting.started', type: 'meetgate.meeting.started' },
  ...[0, 1, 2].map((attendee) => ({ event: 'meeting.join', attendee, type: 'meetgate.attendee.joined' })),
  { event: 'meeting.left', attendee: 0, type: 'meetgate.attendee.left' },
  { event: 'meeting.end', type: 'meetgate.meeting.ended' },
];
/** A queue hands its events on within a second or two. */
const PATIENCE_MS = 30_000;

/**
 * Webhooks, both ways: a hook that is called signed, forged and twice; a receiver that is told how a simulated meeting starts,
 * fills and ends. A second reading of the signature, without the gateway's code.
 *
 * @param tell hears each step as it is done
 */
export async function webhookDemo(
  url: string,
  signal: AbortSignal,
  tell: (step: Step) => void,
): Promise<Step[]> {
  const steps: Step[] = [];
  const note = (step: string, ok: boolean, found: string) => {
    steps.push({ step, ok, found });
    tell({ step, ok, found });
  };
  const ask = (path: string, body: object) => post(url + path, JSON.stringify(body), KEY, signal);
  await callHook(ask, note, url, signal);
  const receiver = await startReceiver();
  try {
    await hearEvents(ask, note, { url, signal, receiver });
  } finally {
    receiver.close();
  }
  return steps;
}

const KEY = { Authorization: `Bearer ${demoKey}` };

type Ask = (path: string, body: object) => Promise<Answer>;
type Note = (step: string, ok: boolean, found: string) => void;

async function callHook(ask: Ask, note: Note, url: string, signal: AbortSignal): Promise<void> {
  const made = await ask('/v1/hooks', { name: 'demo', operation: OPERATION, input: { limit: 1 } });
  const secret = String(made.json.secret);
  note(`POST /v1/hooks makes a hook for ${OPERATION}`, made.status === 201, statusOf(made));
  const body = '{}';
  const call = (id: string, by: string) =>
    post(`${url}/v1/hooks/demo`, body, signatureOf(id, body, by), signal);
  const signed = await call('msg_demo_1', secret);
  const given = `${statusOf(signed)}, ${JSON.stringify(signed.json).slice(0, 80)}…`;
  note('POST /v1/hooks/demo, signed, is answered', signed.status === 200, given);
  const forged = await call('msg_demo_2', `whsec_${Buffer.alloc(32).toString('base64')}`);
  note('… signed by somebody else, is refused', forged.status === 401, statusOf(forged));
  const again = await call('msg_demo_1', secret);
  note(
    '… the same once more, gets the same answer without a call of the vendor',
    again.status === 200 && again.replayed && again.text === signed.text,
    `${statusOf(again)}${again.replayed ? ', Idempotent-Replayed: true' : ''}`,
  );
}

async function hearEvents(
  ask: Ask,
  note: Note,
  { url, signal, receiver }: { url: string; signal: AbortSignal; receiver: Receiver },
): Promise<void> {
  await connectEvents(url, demoKey, signal);
  const types = [...new Set(STORY.map(({ type }) => type))];
  const subscribed = await ask('/v1/subscriptions', { url: receiver.url, types, providers: ['huawei'] });
  note('POST /v1/subscriptions subscribes a receiver', subscribed.status === 201, statusOf(subscribed));
  let meeting: { meetingID: string; meetingUUID: string } | undefined;
  /** How often the simulation told of each: a small meeting has no third attendee. */
  const wanted = new Map(types.map((type) => [type, 0]));
  for (const { type, ...what } of STORY) {
    const told = await ask('/__mock/events', { ...what, ...(meeting && { confUUID: meeting.meetingUUID }) });
    if (told.status === 201) wanted.set(type, (wanted.get(type) ?? 0) + 1);
    const [delivery] = (told.json.deliveries ?? []) as Told[];
    meeting ??= delivery?.message.payload?.meetingInfo;
  }
  const secret = String(subscribed.json.secret);
  const number = String(meeting?.meetingID);
  const counts = await heard(receiver, { number, secret, wanted, signal });
  for (const [type, count] of counts) {
    const least = Math.max(1, wanted.get(type) ?? 0);
    note(`… and is told of ${type}, signed`, count >= least, `${count} of ${least}, of meeting ${number}`);
  }
}

/** A delivery of the simulation, as far as the meeting in it goes. */
interface Told {
  message: { payload?: { meetingInfo?: { meetingID: string; meetingUUID: string } } };
}

/** Waits for the story to have arrived. How often each type of event came, once by id, well signed, of the meeting. */
async function heard(
  { got }: Receiver,
  story: { number: string; secret: string; wanted: ReadonlyMap<string, number>; signal: AbortSignal },
): Promise<Map<string, number>> {
  const { number, secret, wanted, signal } = story;
  const ends = Date.now() + PATIENCE_MS;
  for (;;) {
    const events = new Map<string, { type: string; meeting: string | undefined }>();
    for (const one of got) {
      if (!isSigned(one, secret)) continue;
      const event = JSON.parse(one.body) as {
        id: string;
        type: string;
        data: { meeting?: { meetingNumber?: string } };
      };
      events.set(event.id, { type: event.type, meeting: event.data.meeting?.meetingNumber });
    }
    const countOf = (type: string) =>
      [...events.values()].filter((one) => one.type === type && one.meeting === number).length;
    const counts = new Map([...wanted.keys()].map((type) => [type, countOf(type)]));
    if ([...wanted].every(([type, least]) => countOf(type) >= least) || Date.now() > ends) return counts;
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The headers of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. */
function signatureOf(
  id: string,
  body: string,
  secret: string,
  timestamp = String(Math.floor(Date.now() / 1000)),
) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const made = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${made}` };
}

function isSigned({ headers, body }: Got, secret: string): boolean {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  );
  return signatureOf(String(id), body, secret, timestamp)['webhook-signature'] === signature;
}

interface Answer {
  status: number;
  text: string;
  json: Record<string, unknown>;
  replayed: boolean;
}

const statusOf = ({ status, json }: Answer): string =>
  status < 400 ? String(status) : `${status} ${String(json.title ?? json.error ?? '')}`.trim();

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await fetch(url, { method: 'POST', body, headers, signal });
  const text = await answer.text();
  return {
    status: answer.status,
    text,
    json: JSON.parse(text || '{}') as Record<string, unknown>,
    replayed: answer.headers.get('Idempotent-Replayed') === 'true',
  };
}

interface Receiver {
  url: string;
  got: Got[];
  close(): void;
}

/** A server that takes whatever comes. */
async function startReceiver(): Promise<Receiver> {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    got.push({ headers: request.headers, body });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, got, close };
}
