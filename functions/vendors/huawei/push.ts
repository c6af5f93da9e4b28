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
import { personal, secret } from '../../core/sensitivity.ts';
import { topLevel } from '../../core/topLevel.ts';
import { connection } from './pushConnection.ts';
import type { HuaweiSettings } from './settings.ts';

/** What the vendor asks before it begins. [PUSH-VERIFY] */
const HANDSHAKE = 'meeting.verify';
/**
 * The vendor repeats what was not taken for 24 hours [PUSH-RETRY], and in all examples the time of a message is that of its
 * event: a shorter window would lose what happened while nobody listened. What is sent twice within it is one event all the same.
 */
const WINDOW_MS = 24 * 3_600_000;
/** Clocks differ, and the last repetition may be on its way. */
const SLACK_MS = 5 * 60_000;

const words: Record<string, EventType> = {
  'meeting.create': 'meetgate.meeting.scheduled',
  'meeting.modify': 'meetgate.meeting.updated',
  'meeting.cancel': 'meetgate.meeting.cancelled',
  'meeting.started': 'meetgate.meeting.started',
  'meeting.end': 'meetgate.meeting.ended',
  'meeting.conclude': 'meetgate.meeting.concluded',
  'meeting.join': 'meetgate.attendee.joined',
  'meeting.left': 'meetgate.attendee.left',
  'record.finish': 'meetgate.recording.finished',
};
/** Of a meeting that is only booked, the UUID is not that of the one that takes place: a meeting has none until then. INFERRED */
const BOOKED: readonly EventType[] = [
  'meetgate.meeting.scheduled',
  'meetgate.meeting.updated',
  'meetgate.meeting.cancelled',
];

const known = z.nullish(z.string());

/** Huawei's push: signed with a key that the subscriber chose. [PUSH-MODEL] */
export const push: Push<HuaweiSettings> = {
  missing: ({ pushId, pushKey }) => [
    ...(pushId ? [] : ['HUAWEI_PUSH_ID']),
    ...(pushKey ? [] : ['HUAWEI_PUSH_KEY']),
  ],
  receive,
  read,
  parse: (body) => topLevel(body)?.value,
  raw: z.looseObject({
    appID: known,
    timestamp: z.nullish(z.int()),
    nonce: known,
    // Whoever has it can send the message again.
    signature: secret(known),
    eventInfo: z.looseObject({
      event: known,
      timestamp: z.nullish(z.int()),
      payload: z.nullish(
        z.looseObject({
          meetingInfo: z.nullish(
            z.looseObject({ meetingID: known, meetingUUID: known, meetingCycleSubID: known }),
          ),
          attendeeInfo: z.nullish(
            z.looseObject({
              userUUID: known,
              userAgent: known,
              account: known,
              participantID: known,
              displayName: known,
              joinTime: z.nullish(z.int()),
              leftTime: z.nullish(z.int()),
              role: known,
              callNumber: personal(known),
            }),
          ),
        }),
      ),
    }),
  }),
  connection,
};

/**
 * The signature is the hex of HMAC-SHA256 over appID, timestamp, nonce and the text of eventInfo as it was sent, with nothing
 * between them. As nothing stands between them, each has a form that leaves only one way to cut them. [PUSH-MODEL]
 */
async function receive(
  { body, token }: PushMessage,
  settings: HuaweiSettings | undefined,
  now: number,
): Promise<Received> {
  const read = topLevel(body);
  const { appID, nonce, signature } = read?.value ?? {};
  const timestamp = read?.texts.get('timestamp')?.replace(/^"(.*)"$/, '$1') ?? '';
  const eventInfo = read?.texts.get('eventInfo') ?? '';
  const { pushId = '', pushKey } = settings ?? {};
  const whole =
    /^\d{13}$/.test(timestamp) && /^[\w-]{1,64}$/.test(String(nonce)) && eventInfo.startsWith('{');
  const mac = /^[0-9a-f]{64}$/i.test(String(signature)) ? Uint8Array.fromHex(String(signature)) : undefined;
  // A key is needed to take the same time where there is none.
  const key = await importKey(pushKey ?? 'nobody');
  const signed = new TextEncoder().encode(`${pushId}${timestamp}${String(nonce)}${eventInfo}`);
  const good = await crypto.subtle.verify('HMAC', key, mac ?? new Uint8Array(32), signed);
  const refused = (why: Extract<Received, { is: 'refused' }>['why']): Received => ({ is: 'refused', why });
  if (!pushKey || !pushId || token !== undefined) return refused('unknown');
  if (!read) return refused('unreadable');
  if (!whole || !mac) return refused('unsigned');
  if (!good || appID !== pushId) return refused('wrong');
  const age = now - Number(timestamp);
  if (age > WINDOW_MS + SLACK_MS) return refused('too-old');
  if (age < -SLACK_MS) return refused('too-new');
  const { event } = (read.value.eventInfo ?? {}) as Record<string, unknown>;
  return event === HANDSHAKE ? { is: 'handshake', answer: { event, nonce } } : { is: 'event' };
}

const importKey = (key: string) =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);

function read(raw: Record<string, unknown>): Happening {
  const info = recordOf(raw.eventInfo);
  const payload = recordOf(info.payload);
  const { meetingID, meetingUUID, meetingCycleSubID } = recordOf(payload.meetingInfo);
  const who = recordOf(payload.attendeeInfo);
  const vendorEvent = textOf(info.event) ?? '';
  const type = words[vendorEvent];
  const at = instantOf(info.timestamp) ?? instantOf(raw.timestamp);
  const number = textOf(meetingID);
  const uuid = textOf(meetingUUID)?.toLowerCase();
  const meeting = defined({
    meetingNumber: number,
    occurrence: textOf(meetingCycleSubID),
    startTime: type === 'meetgate.meeting.started' ? isoOf(at) : undefined,
    endTime: vendorEvent === 'meeting.end' || vendorEvent === 'meeting.conclude' ? isoOf(at) : undefined,
  });
  const joined = instantOf(who.joinTime);
  const left = instantOf(who.leftTime);
  const attendee = defined({
    id: textOf(who.participantID),
    displayName: textOf(who.displayName),
    userId: textOf(who.userUUID),
    account: textOf(who.account),
    role: textOf(who.role),
    client: textOf(who.userAgent),
    number: textOf(who.callNumber),
    joinTime: isoOf(joined),
    leaveTime: isoOf(left),
  });
  return {
    type: type ?? 'meetgate.vendor.other',
    at,
    // Somebody who comes a second time is told by when: the rest is the same. Of what nobody knows, all of it counts.
    what: type
      ? [vendorEvent, number, uuid, meetingCycleSubID, who.participantID, who.callNumber, joined, left, at]
      : [vendorEvent, info],
    own: type && !BOOKED.includes(type) ? uuid : undefined,
    data: {
      ...(type ? {} : { vendorEvent: vendorEvent || 'unnamed' }),
      meeting,
      ...(isRecord(payload.attendeeInfo) && { attendee }),
      raw,
    },
  };
}

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
