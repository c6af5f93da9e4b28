import * as z from 'zod/mini';
import type { EventType } from '../../core/event.ts';
import { isRecord } from '../../core/isRecord.ts';
import {
  defined,
  type Happening,
  instantOf,
  isoOf,
  type Push,
  type PushMessage,
  type Received,
  textOf,
} from '../../core/push.ts';
import { secret } from '../../core/sensitivity.ts';
import { topLevel } from '../../core/topLevel.ts';
import type { QuanshiSettings } from './settings.ts';

const words: Record<string, EventType> = {
  meetingbegin: 'meetgate.meeting.started',
  meetingend: 'meetgate.meeting.ended',
  update: 'meetgate.meeting.updated',
};

const id = z.nullish(z.union([z.string(), z.int()]));
const meetinginfo = z.nullish(
  z.looseObject({
    eventId: id,
    hostId: id,
    attendeeJoinUrl: secret(z.nullish(z.string())),
    hostJoinUrl: secret(z.nullish(z.string())),
  }),
);

/** Quanshi's callbacks, which nobody signs: the URL that they go to is the secret. */
export const push: Push<QuanshiSettings> = {
  missing: ({ callbackToken }) => (callbackToken ? [] : ['QUANSHI_CALLBACK_TOKEN']),
  receive,
  read,
  parse,
  raw: z.looseObject({
    method: z.nullish(z.string()),
    timestamp: z.nullish(z.int()),
    msgId: z.nullish(z.string()),
    siteId: id,
    customerCode: z.nullish(z.string()),
    meetinginfo,
    // What an update carries instead; its members are not documented.
    event: meetinginfo,
  }),
};

/** By their hashes, so that the time tells nothing of the token. */
async function receive(
  { body, token }: PushMessage,
  settings: QuanshiSettings | undefined,
): Promise<Received> {
  const { callbackToken } = settings ?? {};
  const [given, wanted] = await Promise.all([digest(token ?? ''), digest(callbackToken ?? 'nobody')]);
  const good = crypto.subtle.timingSafeEqual(given, wanted);
  if (!callbackToken) return { is: 'refused', why: 'unknown' };
  if (token === undefined) return { is: 'refused', why: 'unsigned' };
  if (!good) return { is: 'refused', why: 'wrong' };
  return parse(body) ? { is: 'event' } : { is: 'refused', why: 'unreadable' };
}

const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));

/** A text of JSON, or commas with nothing between them. A text that does not end is one to the end: read once, not from each quote. */
const TEXTS_AND_COMMAS = /"(?:[^"\\]|\\.)*"?|,(?:\s*,)+|,\s*(?=[}\]])/g;

/** The example of the document has one comma after another: outside of texts these mean nothing. */
function parse(body: Uint8Array): Record<string, unknown> | undefined {
  const strict = topLevel(body);
  if (strict) return strict.value;
  const mended = new TextDecoder()
    .decode(body)
    .replace(TEXTS_AND_COMMAS, (found) => (found.startsWith('"') ? found : /,\s*,/.test(found) ? ',' : ''));
  return topLevel(new TextEncoder().encode(mended))?.value;
}

function read(raw: Record<string, unknown>): Happening {
  const vendorEvent = textOf(raw.method) ?? '';
  const type = words[vendorEvent];
  const about = isRecord(raw.meetinginfo) ? raw.meetinginfo : isRecord(raw.event) ? raw.event : {};
  const at = instantOf(raw.timestamp);
  const eventId = textOf(about.eventId);
  const hostId = textOf(about.hostId);
  const join = defined({ url: textOf(about.attendeeJoinUrl), hostUrl: textOf(about.hostJoinUrl) });
  return {
    type: type ?? 'meetgate.vendor.other',
    at,
    // By what it tells, not by msgId, of which no document says that a repetition has the same.
    what: type && eventId ? [vendorEvent, eventId, at] : [vendorEvent, raw],
    own: eventId,
    data: {
      ...(type ? {} : { vendorEvent: vendorEvent || 'unnamed' }),
      meeting: defined({
        startTime: vendorEvent === 'meetingbegin' ? isoOf(at) : undefined,
        endTime: vendorEvent === 'meetingend' ? isoOf(at) : undefined,
        host: hostId === undefined ? undefined : { userId: hostId },
        join: Object.keys(join).length > 0 ? join : undefined,
      }),
      raw,
    },
  };
}
