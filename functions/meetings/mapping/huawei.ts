import type { MeetingStatus } from '../model/meeting.ts';
import { occurrenceAt } from '../model/meetingId.ts';
import { always, type Field, from, type Mapping } from './mapping.ts';
import { count, endAfter, id, type Row, text, utcText } from './read.ts';
import { timeZoneOf } from './timeZones.ts';

const NOT_YET = always(null, 'none, as it has not begun');
const RUNS = always(null, 'none, as it runs');
const SCHEDULED: Field<MeetingStatus> = always('scheduled', 'the list has only these');
const ONGOING: Field<MeetingStatus> = always('ongoing', 'the list has only these');
const ENDED: Field<MeetingStatus> = always('ended', 'the list has only these');

/** By UUID once there is one, else by number and booked minute. */
function identify(number: string, series?: string): Mapping['identify'] {
  return (row) => {
    const uuid = id(row.confUUID)?.toLowerCase();
    if (uuid) return { own: uuid };
    const own = (series && id(row[series])) || id(row[number]);
    const start = utcText(row.startTime);
    return own && start ? { own, occurrence: occurrenceAt(start) } : undefined;
  };
}

const webinar = {
  provider: 'huawei',
  kind: 'webinar',
  identify: identify('conferenceId'),
} as const satisfies Partial<Mapping>;

const anyWebinar = {
  meetingNumber: from('conferenceId', id),
  subject: from('subject', text),
  timeZone: from('timeZoneId', timeZoneOf),
  'host.displayName': from('scheduserName', text),
  'host.userId': from('scheduserId', text),
  'host.organization': from('deptName', text),
};

const webinarLinks = {
  'join.url': from('guestJoinUri', text),
  'join.passcode': from('guestPasswd', text),
  'join.audienceUrl': from('audienceJoinUri', text),
  'join.audiencePasscode': from('audiencePasswd', text),
  'join.hostUrl': from('chairJoinUri', text),
  'join.hostPasscode': from('chairPasswd', text),
};

export const upcomingWebinar: Mapping = {
  ...webinar,
  list: 'upcoming webinars',
  fields: {
    ...anyWebinar,
    status: SCHEDULED,
    scheduledStartTime: from('startTime', utcText),
    scheduledEndTime: {
      from: 'startTime + duration',
      read: ({ startTime, duration }) => endAfter(startTime, duration),
    },
    startTime: NOT_YET,
    endTime: NOT_YET,
    ...webinarLinks,
  },
};

export const ongoingWebinar: Mapping = {
  ...webinar,
  list: 'ongoing webinars',
  fields: {
    ...anyWebinar,
    status: ONGOING,
    // The document does not say whether booked or real. The same field is the booked one before and after. INFERRED.
    scheduledStartTime: from('startTime', utcText),
    endTime: RUNS,
    ...webinarLinks,
    participantCount: from('onlineAttendeeCount', count),
  },
};

export const pastWebinar: Mapping = {
  ...webinar,
  list: 'past webinars',
  fields: {
    ...anyWebinar,
    status: ENDED,
    scheduledStartTime: from('startTime', utcText),
    scheduledEndTime: {
      from: 'startTime + duration',
      read: ({ startTime, duration }) => endAfter(startTime, duration),
    },
    startTime: from('actualStartTime', utcText),
    endTime: from('endTime', utcText),
    participantCount: from('attendeeCount', count),
  },
};

/** Words of `conferenceState` in lower case: webinars write them so, meetings with a capital. */
const STATES: Readonly<Record<string, MeetingStatus>> = {
  schedule: 'scheduled',
  creating: 'scheduled',
  created: 'ongoing',
  destroyed: 'ended',
};
const stateOf = (row: Row): MeetingStatus =>
  STATES[text(row.conferenceState)?.toLowerCase() ?? ''] ?? 'unknown';
const notYet = (row: Row) => stateOf(row) === 'scheduled';

const passcode = (role: 'chair' | 'general'): Field<string | undefined> => ({
  from: `passwordEntry[conferenceRole = ${role}].password`,
  read: ({ passwordEntry }) => {
    const entries: readonly Row[] = Array.isArray(passwordEntry) ? passwordEntry : [];
    return text(entries.find((entry) => entry?.conferenceRole === role)?.password);
  },
});

const anyMeeting = {
  meetingNumber: from('conferenceID', id),
  seriesId: {
    from: 'conferenceID, where conferenceType is 2',
    read: ({ conferenceID, conferenceType }) => (count(conferenceType) === 2 ? id(conferenceID) : undefined),
  },
  subject: from('subject', text),
  providerStatus: from('conferenceState', text),
  timeZone: from('timeZoneID', timeZoneOf),
  'host.displayName': from('scheduserName', text),
  'host.userId': from('userUUID', text),
  'host.organization': from('deptName', text),
  'join.url': from('guestJoinUri', text),
  'join.phoneNumbers': {
    from: 'accessNumber',
    read: ({ accessNumber }) => (text(accessNumber) ? [String(accessNumber)] : undefined),
  },
  'join.passcode': passcode('general'),
  'join.audienceUrl': from('audienceJoinUri', text),
  'join.hostUrl': from('chairJoinUri', text),
  'join.hostPasscode': passcode('chair'),
} satisfies Partial<Mapping['fields']>;

const meeting = { provider: 'huawei', identify: identify('conferenceID', 'cycleSubConfID') } as const;

/** A row of the booked meetings, some of which may run: what runs has a UUID. */
export const bookedMeeting: Mapping = {
  ...meeting,
  kind: 'meeting',
  list: 'booked meetings',
  fields: {
    ...anyMeeting,
    status: { from: 'conferenceState', read: stateOf },
    scheduledStartTime: from('startTime', utcText),
    scheduledEndTime: from('endTime', utcText),
    startTime: {
      from: 'none where it has not begun, else not told',
      read: (row) => (notYet(row) ? null : undefined),
    },
    endTime: NOT_YET,
  },
};

export const onlineMeeting: Mapping = {
  ...meeting,
  kind: 'meeting',
  list: 'online meetings',
  fields: {
    ...anyMeeting,
    status: ONGOING,
    // As with webinars, and beside an end that can only be the booked one. INFERRED.
    scheduledStartTime: from('startTime', utcText),
    scheduledEndTime: from('endTime', utcText),
    endTime: RUNS,
    participantCount: from('onlineAttendeeAmount', count),
  },
};

/**
 * The times of the past are the real ones: the document's own sample lasts a minute, and is the meeting whose attendees
 * came and went in that minute, where none can be booked for less than fifteen.
 */
export const pastMeeting: Mapping = {
  ...meeting,
  kind: 'meeting',
  list: 'past meetings',
  fields: {
    ...anyMeeting,
    status: ENDED,
    startTime: from('startTime', utcText),
    endTime: from('endTime', utcText),
  },
};
