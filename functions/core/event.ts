import * as z from 'zod/mini';
import { described } from './described.ts';
import { personal, secret } from './sensitivity.ts';

/** Something that happened, as a CloudEvent 1.0 in its JSON format: one form, whichever vendor told it. */
export interface MeetgateEvent {
  specversion: '1.0';
  /** Stable: what is told twice has the same id. */
  id: string;
  /** The provider and the account, such as `/huawei/main`; `/meetgate` for what the gateway itself tells. */
  source: string;
  type: EventType;
  /** The meeting: its id where the vendor tells which occurrence it is, else the number that people dial. */
  subject?: string;
  /** When it happened, by the vendor's clock. RFC 3339. */
  time: string;
  datacontenttype: 'application/json';
  data: EventData;
}

/** What is told of an event. Times are ISO 8601 in UTC. */
export interface EventData {
  meeting?: z.output<typeof meeting>;
  attendee?: z.output<typeof attendee>;
  /** The vendor did not tell: the gateway saw it, looking at a live list. */
  observed?: true;
  /** When the gateway had looked before: it happened between then and `time`. */
  observedSince?: string;
  /** The vendor's body. */
  raw?: Record<string, unknown>;
  [more: string]: unknown;
}

const text = (description: string) => described(z.optional(z.string()), description);
const time = (description: string) => described(z.optional(z.iso.datetime()), description);

const meeting = described(
  z.looseObject({
    id: text(
      'The occurrence: what `/v1/meetings` calls it. Absent where the vendor does not tell which one it is.',
    ),
    meetingNumber: text('The number that people dial. One number may have many occurrences.'),
    occurrence: text('Which meeting of a series, where it is one.'),
    subject: text('What it is called.'),
    startTime: time('When it began.'),
    endTime: time('When it ended.'),
    participantCount: described(z.optional(z.int()), 'How many are in it.'),
    host: described(
      z.optional(
        z.looseObject({
          userId: text('User id at the vendor.'),
          displayName: text('The name that is shown.'),
        }),
      ),
      'Whose meeting it is.',
    ),
    join: described(
      z.optional(
        z.looseObject({
          url: secret(text('Link for participants.')),
          hostUrl: secret(text('Link for the host.')),
        }),
      ),
      'How one gets in.',
    ),
  }),
  'The meeting, its members named as in `/v1/meetings`.',
);

const attendee = described(
  z.looseObject({
    id: text('Who it is in this meeting.'),
    displayName: text('The name that is shown.'),
    userId: text('The user at the vendor; absent for outsiders.'),
    account: text('Their account at the vendor; absent for outsiders.'),
    role: text('Their role, in the words of the vendor, such as `CHAIR`.'),
    client: text('What they use, in the words of the vendor.'),
    number: personal(text('Number: a SIP number, or a telephone number.')),
    joinTime: time('When they came.'),
    leaveTime: time('When they left.'),
  }),
  'Who came or left.',
);

const observed = described(
  z.optional(z.literal(true)),
  'The vendor did not tell: the gateway saw it, looking at a live list.',
);

const observedSince = time('When the gateway had looked before: it happened between then and `time`.');

const ofMeeting = z.looseObject({ meeting, observed, observedSince });
const ofAttendee = z.extend(ofMeeting, { attendee });

/** What there is to know of a type of event. */
interface EventKind {
  description: string;
  /** Of `data`, without `raw`: that is the vendor's, who has a schema of its own for it. */
  schema: z.core.$ZodObject;
  /** An example of `data`. */
  example: EventData;
}

const id = '6875617765690164656661756c74016d656574696e67005c5b4e0f2b9d4a2c8f6f7a4be2a1c0d3';
const at = { id, meetingNumber: '914047175' };
const booked = { meeting: { meetingNumber: at.meetingNumber } };
const began = { ...at, startTime: '2026-03-02T01:00:00.000Z' };
const ended = { meeting: { ...at, endTime: '2026-03-02T02:00:00.000Z' } };
const person = {
  id: '0b1c2d3e4f5061728394a5b6c7d8e9f0',
  displayName: '王芳',
  account: 'wangfang',
  role: 'CHAIR',
  client: 'WeLink-desktop',
  number: '+991100000001',
  joinTime: '2026-03-02T01:00:05.000Z',
};

/** The vocabulary: every type of event, whichever vendor it comes from. */
export const eventTypes = {
  'meetgate.meeting.scheduled': kind('A meeting was booked.', ofMeeting, booked),
  'meetgate.meeting.updated': kind('A booked meeting was changed.', ofMeeting, booked),
  'meetgate.meeting.cancelled': kind('A booked meeting was cancelled.', ofMeeting, booked),
  'meetgate.meeting.started': kind('A meeting began.', ofMeeting, { meeting: began }),
  'meetgate.meeting.ended': kind(
    'Everybody has left. Until the end that was booked, a meeting may begin again.',
    ofMeeting,
    ended,
  ),
  'meetgate.meeting.concluded': kind('A meeting is closed for good.', ofMeeting, ended),
  'meetgate.meeting.attendance_changed': kind(
    'More or fewer people are in a meeting than before. Only the watcher tells this.',
    ofMeeting,
    { meeting: { ...began, participantCount: 12 }, observed: true },
  ),
  'meetgate.attendee.joined': kind('Somebody came into a meeting.', ofAttendee, {
    meeting: at,
    attendee: person,
  }),
  'meetgate.attendee.left': kind('Somebody left a meeting.', ofAttendee, {
    meeting: at,
    attendee: { ...person, leaveTime: '2026-03-02T01:59:00.000Z' },
  }),
  'meetgate.recording.finished': kind('A recording has ended.', ofMeeting, { meeting: at }),
  'meetgate.vendor.other': kind(
    'The vendor told something that this gateway has no word for: `vendorEvent` is what the vendor calls it.',
    z.looseObject({ vendorEvent: described(z.string(), 'What the vendor calls it.') }),
    { vendorEvent: 'meeting.locked' },
  ),
  'meetgate.subscription.paused': kind(
    'A subscription was paused, as for days nothing could be delivered to it.',
    z.looseObject({ subscription: described(z.string(), 'Id of the subscription.') }),
    { subscription: 'sub_0123456789abcdef' },
  ),
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof eventTypes;

/** Whether a type fits one of the patterns: a type, `*`, or what its first words are, such as `meetgate.meeting.*`. */
export const fitsType = (type: string, patterns: readonly string[]): boolean =>
  patterns.some((one) => (one.endsWith('*') ? type.startsWith(one.slice(0, -1)) : one === type));

function kind(description: string, schema: z.core.$ZodObject, example: EventData): EventKind {
  return { description, schema, example };
}
