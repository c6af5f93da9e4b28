import type { JsonObject } from '../core/json.ts';
import { statusOf } from '../world/meeting.ts';
import { WorldFull } from '../world/overlay/overlay.ts';
import { mustSee } from './authority.ts';
import type { QuanshiCall } from './endpoint.ts';
import { QuanshiRefusal } from './errors.ts';
import { positive, words, zeroOrOne } from './input.ts';
import type { User } from './userShapes.ts';
import { byEmail, userById } from './users.ts';
import type { Invitee, QuanshiConference, QuanshiDetails } from './world/quanshiConference.ts';

const MINUTE = 60_000;
// Bounds that no page has: INFERRED.
const LONGEST_MINUTES = 1_440;
const LONGEST_TEXT = 256;
const MOST_INVITEES = 500;

/** What a booking or a change of one says. */
export interface Reservation {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly details: Partial<QuanshiDetails>;
}

/** `yyyy-MM-dd HH:mm:ss`, in Beijing's time, as no page names a zone (INFERRED). @throws QuanshiRefusal */
function startOf(body: JsonObject, now: number): number {
  const text = words(body, 'starttime');
  const start = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)
    ? Date.parse(`${text.replace(' ', 'T')}+08:00`)
    : Number.NaN;
  if (Number.isNaN(start)) throw new QuanshiRefusal('parameter', 'starttime must be yyyy-MM-dd HH:mm:ss');
  if (start < now - MINUTE)
    throw new QuanshiRefusal('past', 'starttime is in the past: it is the time of Beijing');
  return start;
}

/** Reads what page 158 tells of a booking. @throws QuanshiRefusal */
export function readReservation(call: QuanshiCall): Reservation {
  const { body, now } = call;
  const title = words(body, 'title');
  if (title.length > LONGEST_TEXT)
    throw new QuanshiRefusal('parameter', `title may have at most ${LONGEST_TEXT} characters`);
  const length = positive(body, 'length');
  if (length > LONGEST_MINUTES)
    throw new QuanshiRefusal('parameter', `length may be at most ${LONGEST_MINUTES} minutes`);
  const start = startOf(body, now);
  const tagged = zeroOrOne(body, 'joinConfSelTag') === 1;
  const given = (name: string) => body[name] !== undefined;
  return {
    title,
    start,
    end: start + length * MINUTE,
    details: {
      ...(given('confMode') ? { confMode: zeroOrOne(body, 'confMode') } : {}),
      ...(given('openWatchword')
        ? { watchword: zeroOrOne(body, 'openWatchword') === 1 ? words(body, 'eventWatchword') : '' }
        : {}),
      ...(given('joinConfSelTag') ? { labels: tagged ? words(body, 'joinConfTags').split(',') : [] } : {}),
      ...(given('participantsLists') ? { invitees: inviteesOf(call) } : {}),
      request: { joinLogin: zeroOrOne(body, 'joinLogin'), summary: body.summary ?? '' },
    },
  };
}

/** User ids and outside addresses with semicolons between them. @throws QuanshiRefusal */
function inviteesOf({ body, world }: QuanshiCall): readonly Invitee[] {
  const list = body.participantsLists;
  const names = typeof list === 'string' ? list.split(';').filter(Boolean) : undefined;
  if (!names || names.length > MOST_INVITEES || names.some(({ length }) => length > LONGEST_TEXT))
    throw new QuanshiRefusal(
      'parameter',
      `participantsLists must be text with at most ${MOST_INVITEES} names`,
    );
  return names.map((name): Invitee => {
    const user = /^\d{1,12}$/.test(name) ? userById(world, Number(name)) : byEmail(world, name);
    const { people } = world;
    return {
      userId: user ? String(user.quanshiUserId) : '',
      type: user ? 1 : 2,
      name: user?.name ?? '',
      email: user?.email ?? name,
      mobile: user?.mobile ?? '',
      company: '',
      department: people.byEmail(user?.email ?? '')?.department.name ?? '',
      answer: 'W',
    };
  });
}

/** Whom a body names, by `userId` or `email`. @throws QuanshiRefusal */
export function namedUser({ body, world }: QuanshiCall): User {
  const user =
    body.userId === undefined
      ? byEmail(world, words(body, 'email'))
      : userById(world, positive(body, 'userId'));
  if (!user) throw new QuanshiRefusal('user', 'no user has this userId or email');
  return user;
}

/** A conference that has not begun and that the caller may change. @throws QuanshiRefusal */
export function changeable(call: QuanshiCall, one: QuanshiConference | undefined): QuanshiConference {
  const status = one && statusOf(one, call.now);
  if (!one || status === 'cancelled')
    throw new QuanshiRefusal('conference', 'no conference has this id, or it was cancelled');
  mustSee(call, one);
  if (status === 'ongoing') throw new QuanshiRefusal('started', `event ${one.eventId} runs`);
  if (status !== 'scheduled') throw new QuanshiRefusal('over', `event ${one.eventId} is over`);
  return one;
}

/** The world takes so much and no more. @throws QuanshiRefusal */
export function written<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof WorldFull)) throw error;
    throw new QuanshiRefusal('full', error.message);
  }
}
