import { companyName } from '../../../fixtures/company.ts';
import { below, fraction, pick } from '../../../fixtures/hash.ts';
import { meetingRoom, ROOMS } from '../../../fixtures/meetingRoom.ts';
import { meetingSubject } from '../../../fixtures/meetingSubject.ts';
import { fullName, mobileNumber, type Person } from '../../../fixtures/person.ts';
import { codes, terminal } from '../../../fixtures/quanshiConference.ts';
import { digits } from '../../../fixtures/text.ts';
import type { Timed } from '../../world/meeting.ts';
import { asDrawn } from '../../world/overlay/writtenPresence.ts';
import type { People } from '../../world/people.ts';
import { permutation } from '../../world/permutation.ts';
import { joinUrl } from './joinUrl.ts';
import type { Host, Invitee, QuanshiConference } from './quanshiConference.ts';
import { roster, seated } from './roster.ts';

/** What the world decides about a conference; everything else follows from seed and event id. */
export interface ConferencePlan extends Timed {
  readonly eventId: number;
  readonly conferenceId: string;
  readonly liveId: string;
  /** Seven digits of its passwords, which lead back to it. */
  readonly pcode: string;
  /** The employee who hosts it. */
  readonly host: number;
  readonly recurring: boolean;
  /** What title and settings are drawn from. */
  readonly identity: string;
  /** How many come, the host among them. */
  readonly people: number;
}

// An invitation lists the first so many; who else comes has the link from somebody.
const MOST_INVITEES = 12;

/** One Quanshi conference, from its plan. */
export function makeQuanshiConference(seed: number, staff: People, plan: ConferencePlan): QuanshiConference {
  const { pcode, host: hostIndex, identity, people, ...rest } = plan;
  const { eventId } = rest;
  const chance = (field: string) => fraction(seed, 'quanshi', identity, field);
  const host = staff.at(hostIndex);
  const rooms = roomsOf(seed, plan);
  const hasRoom = rooms.length > 0;
  const attendee = whoComes(seed, staff, plan);
  const terminalOf = (index: number) => terminal(seed, eventId, presence.person(index));
  const presence = roster(seed, plan);
  const watchword = chance('watchword') < 0.2 ? digits(4, seed, 'quanshi', eventId, 'watchword') : '';
  return {
    ...rest,
    ...codes(seed, eventId, pcode),
    title: meetingSubject(seed, 'quanshi', identity, host, plan.recurring),
    host: hostOf(seed, host),
    attendeeJoinUrl: joinUrl(seed, 'attendee', eventId),
    hostJoinUrl: joinUrl(seed, 'host', eventId),
    secure: pick([true, false, false, null], seed, 'quanshi', eventId, 'secure'),
    recorded: pick([true, false, null], seed, 'quanshi', eventId, 'recorded'),
    rooms: rooms.map((index) => meetingRoom(seed, index)),
    confMode: chance('confMode') < 0.2 ? 1 : 0,
    changes: changesOf(seed, rest),
    invitees: Array.from({ length: Math.min(MOST_INVITEES, people) }, (_, index) => attendee(index)),
    watchword,
    labels: chance('labels') < 0.25 ? ['内部', '重要'] : [],
    allowH323: hasRoom,
    attendee,
    recordings: [],
    attendance: asDrawn(presence),
    online: presence.online,
    terminal: terminalOf,
    present: seated(presence, terminalOf),
  };
}

/** The rooms that are booked for a conference, without making it. */
export function roomsOf(
  seed: number,
  { eventId, identity }: Pick<ConferencePlan, 'eventId' | 'identity'>,
): readonly number[] {
  if (fraction(seed, 'quanshi', identity, 'rooms') >= 0.4) return [];
  const first = below(ROOMS, seed, 'quanshi', eventId, 'room');
  const count = 1 + below(2, seed, 'quanshi', eventId, 'room.count');
  return Array.from({ length: count }, (_, n) => (first + n) % ROOMS);
}

// INFERRED: one conference in eight is changed, an hour before it begins.
const UPDATED = { share: 1 / 8, before: 3_600_000 };

/** When the world changes a conference, without making it. */
export function changesOf(
  seed: number,
  { eventId, scheduledStart }: Pick<ConferencePlan, 'eventId' | 'scheduledStart'>,
): readonly number[] {
  const is = fraction(seed, 'quanshi', eventId, 'updated') < UPDATED.share;
  return is ? [scheduledStart - UPDATED.before] : [];
}

/** Somebody as the host of a conference. */
export function hostOf(seed: number, person: Person): Host {
  return {
    id: person.quanshiUserId,
    name: person.name,
    email: person.email,
    mobile: person.mobile,
    orgId: person.department.orgId,
    orgName: person.department.name,
    ip: `10.${[1, 2, 3].map((part) => below(254, seed, 'quanshi', person.quanshiUserId, 'ip', part) + 1).join('.')}`,
    location: pick(['北京市', '上海市', '西安市', ''], seed, 'quanshi', person.quanshiUserId, 'location'),
  };
}

/** Who comes: the host first, then mostly colleagues; the first few have been invited. */
function whoComes(seed: number, staff: People, plan: ConferencePlan): (person: number) => Invitee {
  const shuffle = permutation(staff.total, seed, 'quanshi', plan.eventId, 'staff');
  const first = shuffle.indexOf(plan.host);
  return (index) => {
    const id = `${plan.eventId}.invitee.${index}`;
    const kind = index === 0 ? 0 : fraction(seed, 'quanshi', id, 'kind');
    const answer: Invitee['answer'] =
      index === 0 ? 'A' : pick<Invitee['answer']>(['W', 'A', 'A', 'R'], seed, 'quanshi', id, 'answer');
    if (kind < 0.75 && index < staff.total) {
      const one = staff.at(shuffle.at((first + index) % staff.total));
      const { name, email, mobile } = one;
      return {
        userId: String(one.quanshiUserId),
        type: 1,
        name,
        email,
        mobile,
        company: '',
        department: one.department.name,
        answer,
      };
    }
    const type = kind < 0.9 ? 2 : 3;
    return {
      userId: '',
      type,
      name: fullName(seed, 'quanshi', id),
      email: `guest${index}@example.org`,
      mobile: mobileNumber(seed, 'quanshi', id),
      company: companyName(seed, 'quanshi', id),
      department: '',
      answer,
    };
  };
}
