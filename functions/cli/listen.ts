import { parseArgs } from 'node:util';
import type { MeetgateEvent } from '../core/event.ts';
import { isWebhookSecret, newWebhookSecret, signWebhook } from '../webhooks/signing.ts';
import { calledAs } from './calledAs.ts';
import { GATEWAY_OPTIONS, GATEWAY_USAGE, type GatewayAt, gatewayAt, Refused } from './gatewayAt.ts';
import { readServerEvents } from './readServerEvents.ts';
import { runCommand, UsageError } from './runCommand.ts';

const USAGE = `${calledAs('listen')} [options]: prints events of a gateway as they come, and sends them on

  --forward-to <url>   sends each to this URL, signed as Standard Webhooks
  --secret <whsec_…>   signs with this secret; a new one is made and printed unless told
  --type <types>       only these, separated by commas, such as meetgate.meeting.*
  --after <cursor>     begins behind this place; with what comes from now on unless told
  --json               a line of JSON each
  --for <seconds>      ends after so long; on Ctrl-C unless told
${GATEWAY_USAGE}
  --help               this text`;

/** A server that hangs must not hold the events up for good. */
const FORWARD_MS = 15_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

const { values } = parseOptions();
await runCommand(USAGE, async () => {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  if (values.for !== undefined) setTimeout(() => stop.abort(), secondsOf(values.for) * 1000);
  const { 'forward-to': to, secret = newWebhookSecret() } = values;
  if (to !== undefined && !/^https?:$/.test(URL.parse(to)?.protocol ?? ''))
    throw new UsageError('--forward-to must be an http or https URL, such as http://127.0.0.1:3000/hook.');
  if (!isWebhookSecret(secret)) throw new UsageError('--secret must be whsec_ and 24 to 64 bytes in base64.');
  const gateway = gatewayAt(values);
  // What is no event goes to the other stream, so that --json can be piped.
  console.error(
    `Listening to ${gateway.url}.${to === undefined ? '' : ` Sending on to ${to}, signed with ${secret}`}`,
  );
  await listen(gateway, stop.signal, async (event) => {
    console.log(values.json ? JSON.stringify(event) : lineOf(event));
    if (to !== undefined) console.error(`  → ${await forward(event, to, secret)}`);
  });
  process.exit(0);
});

function parseOptions() {
  try {
    return parseArgs({
      options: {
        ...GATEWAY_OPTIONS,
        'forward-to': { type: 'string' },
        secret: { type: 'string' },
        type: { type: 'string' },
        after: { type: 'string' },
        json: { type: 'boolean', default: false },
        for: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

function secondsOf(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError('--for must be a number of seconds.');
}

/** Follows the stream, and comes again with its place wherever that ends. @throws Error where the gateway refuses it */
async function listen(
  gateway: GatewayAt,
  signal: AbortSignal,
  onEvent: (event: MeetgateEvent) => Promise<void>,
): Promise<void> {
  let place = values.after;
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const query = values.type === undefined ? '' : `?${new URLSearchParams({ type: values.type })}`;
    const headers = { Accept: 'text/event-stream', ...(place !== undefined && { 'Last-Event-ID': place }) };
    try {
      const response = await gateway.open(`/v1/events${query}`, { headers, signal });
      for await (const { id, data } of readServerEvents(response)) {
        waitMs = FIRST_WAIT_MS;
        // The place is taken once the event has been sent on: it comes again where that was cut short.
        if (data !== undefined) await onEvent(JSON.parse(data) as MeetgateEvent);
        place = id ?? place;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused) throw error;
      console.error(`The stream broke off; again in ${waitMs / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** Sends an event on, as a subscription would. Says what came of it. */
async function forward(event: MeetgateEvent, to: string, secret: string): Promise<string> {
  const body = new TextEncoder().encode(JSON.stringify(event));
  const signed = await signWebhook({ id: event.id, body }, [secret], Date.now());
  try {
    const response = await fetch(to, {
      method: 'POST',
      headers: { ...signed, 'Content-Type': 'application/cloudevents+json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(FORWARD_MS),
    });
    await response.body?.cancel();
    return String(response.status);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `not sent: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** `09:00:00  meeting.started  914047175  /huawei/main` */
function lineOf({ time, type, subject = '', source, data }: MeetgateEvent): string {
  const { meeting, attendee, observed } = data;
  const words = [
    time.slice(11, 19),
    type.replace(/^meetgate\./, ''),
    meeting?.subject ?? meeting?.meetingNumber ?? subject,
    attendee?.displayName ?? '',
    source,
    observed ? '(observed)' : '',
  ];
  // Names are others' words: what moves the cursor of a terminal is left out.
  return words
    .filter((word) => word !== '')
    .join('  ')
    .replace(/\p{Cc}/gu, ' ');
}
