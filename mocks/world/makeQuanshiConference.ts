import { fakerFor } from '../../fixtures/faker.ts';
import { below, fraction, pick } from '../../fixtures/hash.ts';
import { meetingRoom, ROOMS } from '../../fixtures/meetingRoom.ts';
import { meetingSubject } from '../../fixtures/meetingSubject.ts';
import { fullName, mobileNumber, type Person } from '../../fixtures/person.ts';
import { codes } from '../../fixtures/quanshiConference.ts';
import { digits } from '../../fixtures/text.ts';
import { joinUrl } from './joinUrl.ts';
import type { People } from './people.ts';
import { permutation } from './permutation.ts';
import { presence } from './presence.ts';
import type { Host, Invitee, QuanshiConference } from './quanshiConference.ts';

/** What the world decides about a conference; everything else follows from seed and event id. */
export interface ConferencePlan {
  readonly eventId: number;
  readonly liveId: string;
  /** The employee who hosts it. */
  readonly host: number;
  readonly start: number;
  readonly end: number;
  readonly attendees: number;
}

const HOUR = 3_600_000;
// An invitation lists the first so many; who else comes has the link from somebody.
const MOST_INVITEES = 12;

/** One Quanshi conference, from its plan. */
export function makeQuanshiConference(seed: number, staff: People, plan: ConferencePlan): QuanshiConference {
  const { eventId, liveId, start, end } = plan;
  const chance = (field: string) => fraction(seed, 'quanshi', eventId, field);
  const host = staff.at(plan.host);
  const hasRoom = chance('rooms') < 0.4;
  const watchword = chance('watchword') < 0.2 ? digits(4, seed, 'quanshi', eventId, 'watchword') : '';
  return {
    ...codes(seed, eventId),
    eventId,
    conferenceId: `239${digits(6, seed, 'quanshi', eventId, 'conferenceId')}`,
    liveId,
    title: meetingSubject(seed, 'quanshi', String(eventId), host.name),
    host: hostOf(seed, host),
    attendeeJoinUrl: joinUrl(seed, 'attendee', eventId),
    hostJoinUrl: joinUrl(seed, 'host', eventId),
    start,
    end,
    length: end - start,
    created: start - HOUR * (1 + below(72, seed, 'quanshi', eventId, 'created')),
    recurring: chance('recurring') < 0.3,
    secure: pick([true, false, false, null], seed, 'quanshi', eventId, 'secure'),
    recorded: pick([true, false, null], seed, 'quanshi', eventId, 'recorded'),
    rooms: hasRoom
      ? Array.from({ length: 1 + below(2, seed, 'quanshi', eventId, 'room.count') }, (_, n) =>
          meetingRoom(seed, (below(ROOMS, seed, 'quanshi', eventId, 'room') + n) % ROOMS),
        )
      : [],
    invitees: invitees(seed, staff, plan),
    watchword,
    labels: chance('labels') < 0.25 ? ['内部', '重要'] : [],
    allowH323: hasRoom,
    // Until others come the host is alone in it; a conference without anybody would not be live.
    online: (now) =>
      now >= start && now < end
        ? Math.max(1, presence(seed, `q${eventId}`, start, end, plan.attendees).online(now))
        : 0,
  };
}

function hostOf(seed: number, person: Person): Host {
  return {
    id: person.quanshiUserId,
    name: person.name,
    email: person.email,
    mobile: person.mobile,
    orgId: person.department.orgId,
    orgName: person.department.name,
    ip: fakerFor(seed, 'quanshi', person.quanshiUserId, 'ip').internet.ipv4({ network: 'private-a' }),
    location: pick(['北京市', '上海市', '西安市', ''], seed, 'quanshi', person.quanshiUserId, 'location'),
  };
}

function invitees(seed: number, staff: People, plan: ConferencePlan): Invitee[] {
  const shuffle = permutation(staff.total, seed, 'quanshi', plan.eventId, 'staff');
  const first = shuffle.indexOf(plan.host);
  return Array.from({ length: Math.min(MOST_INVITEES, plan.attendees) }, (_, index) => {
    const id = `${plan.eventId}.invitee.${index}`;
    const kind = index === 0 ? 0 : fraction(seed, 'quanshi', id, 'kind');
    const answer: Invitee['answer'] =
      index === 0 ? 'A' : pick<Invitee['answer']>(['W', 'A', 'A', 'R'], seed, 'quanshi', id, 'answer');
    if (kind < 0.75) {
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
    const mobile = mobileNumber(seed, 'quanshi', id);
    const name = fullName(seed, 'quanshi', id);
    const company = fakerFor(seed, 'quanshi', id, 'company').company.name();
    const type = kind < 0.9 ? 2 : 3;
    return {
      userId: '',
      type,
      name,
      email: `guest${index}@example.org`,
      mobile,
      company,
      department: '',
      answer,
    };
  });
}
