import { hiddenFrom } from '../../callers/permissions.ts';
import type { Services } from '../../config/services.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { isRecord } from '../../core/isRecord.ts';
import { Problem } from '../../core/problem.ts';
import { showEvent } from '../../eventlog/showEvent.ts';
import { signWebhook } from '../signing.ts';

import { chats } from './chat/chats.ts';
import { compose } from './chat/compose.ts';
import type { Claim } from './claim.ts';
import type { Outcome } from './outcome.ts';
import { requireReceiver } from './receiverUrl.ts';
import { type Heard, send } from './send.ts';
import type { ChatKind } from './subscription.ts';

const USER_AGENT = 'meetgate-webhooks/1';
/** These ask to slow down. [standard-webhooks/spec] */
const SLOW = [429, 502, 504];

/** Tries a delivery once. What is signed is signed now, and what scopes no longer cover is not in it. */
export async function attempt(claim: Claim, services: Pick<Services, 'config' | 'now'>): Promise<Outcome> {
  const { config, now } = services;
  try {
    // The rules may have changed since, and so may the settings.
    const url = requireReceiver(claim.url, 'url', { config });
    const { chat } = claim;
    return chat ? await toChat(chat, url, claim, now) : await toReceiver(url, claim, now);
  } catch (error) {
    // Such as an id that fits into no header. What is not reported would be tried for ever.
    const why = error instanceof Problem ? error.message : 'It could not be made into a request.';
    return { delivered: false, at: now(), ms: 0, error: why };
  }
}

async function toReceiver(url: URL, claim: Claim, now: () => number): Promise<Outcome> {
  const body = new TextEncoder().encode(bodyOf(claim));
  const headers = {
    ...(await signWebhook({ id: claim.message, body }, claim.secrets, now())),
    'Content-Type':
      claim.content.kind === 'event' ? 'application/cloudevents+json; charset=UTF-8' : 'application/json',
    'User-Agent': USER_AGENT,
  };
  const heard = await send(url, headers, body, now);
  if ('error' in heard) return { delivered: false, ...heard };
  const { status, headers: answered, text, at, ms } = heard;
  const base = { at, ms, status, ...(text && { answer: text }) };
  if (status >= 200 && status < 300) return { delivered: true, ...base };
  const retryAfterMs = readRetryAfter(answered.get('Retry-After'), now());
  return {
    ...base,
    delivered: false,
    error: `The receiver answered ${status}.`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(SLOW.includes(status) && { slow: true }),
    ...(status === 410 && { ends: true }),
    ...(answered.get('webhook-delivery') === 'abort-message' && { abort: true }),
  };
}

function bodyOf({ content, scopes }: Claim): string {
  if (content.kind === 'body') return content.body;
  const shown = (event: MeetgateEvent) => showEvent(event, hiddenFrom({ scopes }));
  return JSON.stringify(content.kind === 'event' ? shown(content.event) : content.events.map(shown));
}

async function toChat(
  kind: ChatKind,
  url: URL,
  { content, language, chatSecret, scopes }: Claim,
  now: () => number,
): Promise<Outcome> {
  const chat = chats[kind];
  const shown = (event: MeetgateEvent) => showEvent(event, hiddenFrom({ scopes }));
  const note = compose(
    content.kind === 'event'
      ? { ...content, event: shown(content.event) }
      : content.kind === 'digest'
        ? { ...content, events: content.events.map(shown) }
        : content,
    language,
  );
  const plain = { url, message: chat.message(note) };
  const signed = chatSecret === undefined ? plain : await chat.sign(plain, chatSecret, now());
  const body = new TextEncoder().encode(JSON.stringify(signed.message));
  const headers = { 'Content-Type': 'application/json; charset=UTF-8', 'User-Agent': USER_AGENT };
  const heard = await send(signed.url, headers, body, now);
  return readChat(kind, heard);
}

/** What a chat answered: its status says nothing, unless it is no success. */
function readChat(kind: ChatKind, heard: Heard): Outcome {
  if ('error' in heard) return { delivered: false, ...heard };
  const { at, ms, status, text } = heard;
  const base = { at, ms, status, ...(text && { answer: text }) };
  if (status < 200 || status >= 300)
    return {
      ...base,
      delivered: false,
      error: `The chat answered ${status}.`,
      ...(SLOW.includes(status) && { slow: true }),
    };
  const reading = chats[kind].read(parse(text));
  if (reading.taken) return { ...base, delivered: true };
  const { error, waitMs, stops } = reading;
  return {
    ...base,
    delivered: false,
    error,
    ...(waitMs !== undefined && { waitMs, slow: true }),
    ...(stops !== undefined && { stops }),
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Seconds, or a date. Milliseconds from now. [RFC 9110, 10.2.3] */
function readRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
