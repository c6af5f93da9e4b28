import type { MeetingStatus } from '../model/meeting.ts';
import { occurrenceAt } from '../model/meetingId.ts';
import { type Field, from, type Mapping } from './mapping.ts';
import { count, id, type Row, text, unixEnd, unixSeconds } from './read.ts';

/** Of the live list and the dashboard. The live list's document is silent; 2 and 4 are those of the dashboard's. */
const LIVE_STATUS: Readonly<Record<string, MeetingStatus>> = { 2: 'ongoing', 4: 'ended' };
/** Of a booking. Nothing stands between created and ended: whether it runs, `statusOf` of its status tells. */
const BOOKING_STATUS: Readonly<Record<string, MeetingStatus>> = {
  0: 'cancelled',
  1: 'scheduled',
  2: 'ongoing',
  4: 'ended',
  5: 'expired',
};
/** Of the operation that tells the status of bookings, where 0 is one that is missing, and nothing says why. */
const ASKED_STATUS: Readonly<Record<string, MeetingStatus>> = { ...BOOKING_STATUS, 0: 'unknown' };

/** What the status of a conference that was asked for means. */
export const quanshiStatusOf = (status: unknown): MeetingStatus => ASKED_STATUS[String(status)] ?? 'unknown';

const status = (words: Readonly<Record<string, MeetingStatus>>): Field<MeetingStatus> => ({
  from: 'status',
  read: (row) => words[String(row.status)] ?? 'unknown',
});

const anyConference = {
  subject: from('title', text),
  providerStatus: from('status', text),
  'host.displayName': from('hostName', text),
  'host.userId': from('hostId', id),
  'host.mobile': from('hostMobile', text),
  'join.passcode': from('pcode2', text),
};

/** A live conference and the same on the dashboard. The id that they have besides `eventId` is not the one that people dial. */
const live = {
  provider: 'quanshi',
  kind: 'meeting',
  fields: {
    ...anyConference,
    status: status(LIVE_STATUS),
    startTime: from('startTime', unixSeconds),
    endTime: from('stopTime', unixEnd),
    'host.email': from('hostEmail', text),
    'host.organization': from('hostOrgName', text),
    participantCount: from('attendeeCnt', count),
  },
} as const satisfies Partial<Mapping>;

/** By booking; where there is none, by the id that it has while it runs, which begins with a letter then. */
const identifyLive =
  (temporary: string): Mapping['identify'] =>
  (row) => {
    const own = id(row.eventId);
    if (own) return { own };
    const running = id(row[temporary]);
    return running === undefined ? undefined : { own: `t${running}` };
  };

export const liveConference: Mapping = {
  ...live,
  list: 'live conferences',
  identify: identifyLive('conferenceId'),
};

export const dashboardConference: Mapping = {
  ...live,
  list: 'dashboard',
  // An ended one has counters of nobody: how many were there is not told.
  fields: {
    ...live.fields,
    participantCount: {
      from: 'attendeeCnt, while it runs',
      read: (row) => (LIVE_STATUS[String(row.status)] === 'ongoing' ? count(row.attendeeCnt) : undefined),
    },
  },
  identify: identifyLive('tempConferenceId'),
};

const isSeries = (row: Row) => text(row.calType) === 'M';

/** A booking, found by its join link or in a list of rooms or users. */
export const bookedConference: Mapping = {
  provider: 'quanshi',
  kind: 'meeting',
  list: 'booked conferences',
  fields: {
    ...anyConference,
    meetingNumber: from('conferenceId', id),
    seriesId: {
      from: 'eventId, where calType is M',
      read: (row) => (isSeries(row) ? id(row.eventId) : undefined),
    },
    status: status(BOOKING_STATUS),
    scheduledStartTime: from('startTime', unixSeconds),
    scheduledEndTime: from('endTime', unixSeconds),
    timeZone: { from: 'timezone', read: (row) => ianaName(row.timezone) },
    'join.url': from('attendeeJoinUrl', text),
    'join.hostUrl': from('hostJoinUrl', text),
    'join.hostPasscode': from('pcode1', text),
  },
  // Whether each occurrence of a series has an eventId of its own, no document says: the start tells them apart.
  identify: (row) => {
    const event = id(row.eventId);
    if (event && !isSeries(row)) return { own: event };
    const own = event ?? id(row.conferenceId);
    const start = unixSeconds(row.startTime);
    return own && start ? { own, occurrence: occurrenceAt(start) } : undefined;
  },
};

/** A name such as `Asia/Shanghai`; what has no such form is not passed on as one. */
const ianaName = (value: unknown): string | undefined =>
  /^[A-Za-z_]+(?:\/[\w+-]+){1,2}$/.exec(text(value) ?? '')?.[0];
