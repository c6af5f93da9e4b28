import { codes, type Terminal, terminal } from '../../../fixtures/quanshiConference.ts';
import type { Timed } from '../../world/meeting.ts';
import type { Written } from '../../world/overlay/overlay.ts';
import type { Run } from '../../world/overlay/runs.ts';
import type { Device } from '../../world/overlay/state.ts';
import { type WrittenPresence, writtenPresence } from '../../world/overlay/writtenPresence.ts';
import type { People } from '../../world/people.ts';
import { SUPER_ADMIN_USER } from './documented.ts';
import { joinUrl } from './joinUrl.ts';
import { hostOf } from './makeQuanshiConference.ts';
import type {
  ConferenceReference,
  Host,
  Invitee,
  QuanshiConference,
  QuanshiDetails,
} from './quanshiConference.ts';
import { seated } from './roster.ts';

type QuanshiWritten = Written<QuanshiDetails>;

/** What the conferences that somebody wrote are made from. */
export interface Writing {
  readonly seed: number;
  readonly staff: People;
  /** The conference as the world drew it. */
  drawn(id: string): QuanshiConference | undefined;
}

// Beside the ids that the world draws: six digits for an event, and neither document's own.
const FIRST = { event: 600_000, live: 99_000_000, conference: 240_000_000 };
const COUNT = 400_000;
const number = (first: number) => (id: number) => (id >= first && id < first + COUNT ? id - first : 0);

/** The number of the booking that an id names; 0 for none. */
export const numberOf = {
  event: number(FIRST.event),
  live: number(FIRST.live),
  conference: number(FIRST.conference),
} as const;

/** One run of a conference that somebody booked or changed, or the conference before it has one. */
export function writtenReference(
  writing: Writing,
  written: QuanshiWritten,
  run: Run | undefined,
): ConferenceReference {
  const { entry } = written;
  let made: QuanshiConference | undefined;
  const load = () => {
    made ??= conferenceOf(writing, written, run);
    return made;
  };
  return {
    ...timesOf(written, run),
    get eventId() {
      return entry.number === 0 ? load().eventId : FIRST.event + (entry.number % COUNT);
    },
    get hostId() {
      return load().host.id;
    },
    get roomIds() {
      return load().rooms.map(({ id }) => id);
    },
    get changes() {
      return load().changes;
    },
    get orgId() {
      return load().host.orgId;
    },
    online: (now) => load().online(now),
    load,
  };
}

function conferenceOf(writing: Writing, written: QuanshiWritten, run: Run | undefined): QuanshiConference {
  const { entry } = written;
  const base = entry.number === 0 ? writing.drawn(entry.id) : undefined;
  const conference = base ?? booked(writing, written);
  const { details } = entry;
  const { request: _request, ...said } = details;
  const none: Run = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
  const attendance = writtenPresence(
    written,
    run ?? none,
    base && { presence: base.attendance, start: base.start, end: base.end },
  );
  const terminalAt = (index: number) => terminalOf(writing.seed, conference, attendance, index);
  // What a document prints of it is no longer so.
  const { printedItem: _item, printedDetail: _detail, ...rest } = conference;
  return {
    ...rest,
    ...timesOf(written, run),
    ...said,
    title: entry.subject ?? conference.title,
    details,
    changes: [...conference.changes, ...entry.changes],
    recordings: [
      ...conference.recordings,
      ...entry.recordings.filter(({ start }) => run && start >= run.start && start <= run.end),
    ],
    attendance,
    online: attendance.online,
    terminal: terminalAt,
    present: seated(attendance, terminalAt),
    attendee: (person) => attendeeOf(writing.staff, conference, attendance, person),
  };
}

function timesOf({ entry, over }: QuanshiWritten, run: Run | undefined): Timed {
  const { id, kind, created, scheduledStart, scheduledEnd, cancelledAt } = entry;
  const { start, end } = run ?? { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  return { id, kind, created, scheduledStart, scheduledEnd, start, end, over, cancelledAt };
}

/** What is booked and not of one run alone. */
function booked({ seed, staff }: Writing, written: QuanshiWritten): QuanshiConference {
  const { entry } = written;
  const place = entry.number % COUNT;
  const eventId = FIRST.event + place;
  const employee = staff.byAccount(entry.booker?.account ?? '');
  return {
    ...timesOf(written, undefined),
    ...codes(seed, eventId, `0${eventId}`),
    eventId,
    conferenceId: String(FIRST.conference + place),
    liveId: String(FIRST.live + place),
    title: '',
    host: employee ? hostOf(seed, employee) : { ...NOBODY_KNOWN, name: entry.booker?.name ?? '' },
    attendeeJoinUrl: joinUrl(seed, 'attendee', eventId),
    hostJoinUrl: joinUrl(seed, 'host', eventId),
    recurring: entry.recurring,
    secure: null,
    recorded: null,
    rooms: [],
    invitees: [],
    watchword: '',
    labels: [],
    allowH323: false,
    confMode: 0 as const,
    changes: [],
    recordings: [],
    attendance: writtenPresence(written, { start: 0, end: 0 }, undefined),
    online: () => 0,
    terminal: () => 'desktop',
    present: () => [],
    attendee: () => OUTSIDER,
  };
}

/** The super administrator, who is no employee. */
const NOBODY_KNOWN: Host = {
  id: SUPER_ADMIN_USER.quanshiUserId,
  name: SUPER_ADMIN_USER.name,
  email: SUPER_ADMIN_USER.email,
  mobile: '',
  orgId: 0,
  orgName: '',
  ip: '',
  location: '',
};
const OUTSIDER: Invitee = {
  userId: '',
  type: 2,
  name: '',
  email: '',
  mobile: '',
  company: '',
  department: '',
  answer: 'A',
};
const TERMINALS: Readonly<Record<Device, Terminal>> = {
  desktop: 'desktop',
  mobile: 'video',
  room: 'mcu',
  phone: 'pstn',
};

function terminalOf(
  seed: number,
  { eventId }: QuanshiConference,
  attendance: WrittenPresence,
  index: number,
): Terminal {
  const stay = attendance.made(index);
  return stay ? TERMINALS[stay.device ?? 'desktop'] : terminal(seed, eventId, attendance.person(index));
}

function attendeeOf(
  staff: People,
  conference: QuanshiConference,
  { comer }: WrittenPresence,
  person: number,
): Invitee {
  const stay = comer(person);
  if (!stay) return conference.attendee(person);
  const employee = staff.byAccount(stay.account ?? '');
  return {
    ...OUTSIDER,
    name: stay.name,
    mobile: stay.number ?? employee?.mobile ?? '',
    ...(employee
      ? {
          userId: String(employee.quanshiUserId),
          type: 1,
          email: employee.email,
          department: employee.department.name,
        }
      : {}),
  };
}
