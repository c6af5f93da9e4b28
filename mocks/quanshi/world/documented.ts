import { codes } from '../../../fixtures/quanshiConference.ts';
import { asDrawn } from '../../world/overlay/writtenPresence.ts';
import { NOBODY } from '../../world/presence.ts';
import { joinUrl } from './joinUrl.ts';
import { PRINTED_DETAIL, PRINTED_ITEM } from './printed.ts';
import type { Invitee, QuanshiConference } from './quanshiConference.ts';
import type { Seat } from './roster.ts';

/*
 * The conferences of the documents' own examples. They exist whatever the seed and the clock, with exactly the values
 * printed; what a document does not print about its conference is made up or drawn.
 */

/** Quanshi's customer code in documents/002. */
export const CUSTOMER_CODE = '990001';
/** 张三, the documented host; here he is also the enterprise's super administrator (INFERRED). */
export const SUPER_ADMIN = 10001;

/** The super administrator as a user who can be searched for, with the address that documents/002 prints. */
export const SUPER_ADMIN_USER = {
  quanshiUserId: SUPER_ADMIN,
  name: '张三',
  email: 'zhangsan@example.com',
  mobile: '',
} as const;

/** Who asks in documents/002: a sub-administrator of one conference, of which the document counts two. */
export const DOCUMENTED_ADMIN = { userId: 123456789, eventId: 1165158, totalCount: 2 };

// The five whom documents/002 counts, two at video terminals and three at desktops; it names the host alone.
const SEATS: readonly Seat[] = (['desktop', 'desktop', 'desktop', 'video', 'video'] as const).map(
  (terminal, person) => ({
    person,
    terminal,
    joinTime: 1715600000000 + person * 60_000,
    leftTime: Number.POSITIVE_INFINITY,
  }),
);
const NAMES = ['张三', '李四', '王五', '赵六', 'Emma Smith'];

function attendee(person: number): Invitee {
  return {
    userId: String(SUPER_ADMIN + person),
    type: 1,
    name: NAMES[person] ?? '',
    email: person === 0 ? 'zhangsan@example.com' : `user${SUPER_ADMIN + person}@example.com`,
    mobile: '',
    company: '',
    department: '研发部',
    answer: 'A',
  };
}

/** The event of documents/002: always live. */
function live(seed: number): QuanshiConference {
  const { eventId } = DOCUMENTED_ADMIN;
  return {
    ...codes(seed, eventId, '0116515'),
    id: `d${eventId}`,
    kind: 'conference',
    created: 1715596400000,
    scheduledStart: 1715600000000,
    scheduledEnd: 1715603600000,
    start: 1715600000000,
    end: Number.POSITIVE_INFINITY,
    over: Number.POSITIVE_INFINITY,
    eventId,
    conferenceId: '239711655',
    liveId: '22188557',
    title: '周例会',
    billingCode: '',
    // A placeholder of the documents: the same 32 digits stand for tokens on other pages [facts 7].
    pcode2: '5d41c4ac806c6440eb6aa8e071115f2b',
    host: {
      id: SUPER_ADMIN,
      name: '张三',
      email: 'zhangsan@example.com',
      mobile: '',
      orgId: 72927934,
      orgName: '研发部',
      ip: '10.0.0.1',
      location: '',
    },
    attendeeJoinUrl: joinUrl(seed, 'attendee', eventId),
    hostJoinUrl: joinUrl(seed, 'host', eventId),
    recurring: false,
    secure: false,
    recorded: true,
    rooms: [],
    invitees: [],
    watchword: '',
    labels: [],
    allowH323: false,
    confMode: 0,
    changes: [],
    printedItem: PRINTED_ITEM,
    recordings: [],
    attendance: asDrawn({
      people: SEATS.length,
      total: SEATS.length,
      person: (index) => index,
      stay: (index) => SEATS[index] ?? NOBODY.stay(index),
      online: () => SEATS.length,
    }),
    online: () => SEATS.length,
    terminal: (index) => SEATS[index]?.terminal ?? 'desktop',
    present: () => SEATS,
    attendee,
  };
}

const guest: Invitee = {
  userId: '88610849',
  type: 1,
  name: '',
  email: '',
  mobile: '',
  company: '',
  department: '',
  answer: 'W',
};

/** The event of documents/003: its status is 1 for ever, as printed. */
const booked: QuanshiConference = {
  id: 'd566390',
  kind: 'conference',
  created: 1654567956000,
  scheduledStart: 1654608600000,
  scheduledEnd: 1654610400000,
  // Nobody ever comes, and it is never over.
  start: Number.POSITIVE_INFINITY,
  end: Number.POSITIVE_INFINITY,
  over: Number.POSITIVE_INFINITY,
  eventId: 566390,
  conferenceId: '239719428',
  liveId: '',
  pcode1: '201501000037434973',
  pcode2: '201501000037434974',
  billingCode: '95397103',
  wcallurl:
    'http://meetservicem.quanshi.com/m-wcall/?pcode=64f8da5973e4e4798414ea4c929a66242d10e20865e743ea907af626c6397701&env=E&billingcode=b775327d595bea61f77a6041cf63a612&summit=1&prod=meetnow&uc_lang=cn&callin',
  title: '哦',
  host: {
    id: 88610849,
    name: 'pxytest24',
    email: '',
    mobile: '',
    orgId: 0,
    orgName: '',
    ip: '',
    location: '',
  },
  attendeeJoinUrl: 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk',
  hostJoinUrl: 'https://mtest.qsh1.cn/k/mkIW3H0GXqq',
  recurring: false,
  secure: null,
  recorded: null,
  rooms: [],
  invitees: [guest],
  watchword: '',
  labels: [],
  allowH323: false,
  confMode: 0,
  changes: [1654568076000],
  printedDetail: PRINTED_DETAIL,
  recordings: [],
  attendance: asDrawn(NOBODY),
  online: () => 0,
  terminal: () => 'desktop',
  present: () => [],
  attendee: () => guest,
};

/** The conferences of documents 002 and 003. */
export function documentedConferences(seed: number): readonly QuanshiConference[] {
  return [live(seed), booked];
}
