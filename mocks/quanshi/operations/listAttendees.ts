import { below } from '../../../fixtures/hash.ts';
import { client } from '../../../fixtures/quanshiConference.ts';
import { mustSee } from '../authority.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';
import { CUSTOMER_CODE } from '../world/documented.ts';
import { isHost, type QuanshiConference } from '../world/quanshiConference.ts';
import type { Seat } from '../world/roster.ts';

//
const DEFAULT_COUNT = 20;
// No maximum is documented: as on the list of conferences, INFERRED.
const MOST = 500;
// 1 is the host and 0 a participant on; role ids 1000 and 1004 stand on. Here INFERRED.
const ROLES = { host: { role: 1, roles: [1000] }, participant: { role: 0, roles: [1004] } };

/** POST /confopenapi/conference/attendee/list: who is in a conference now, by arrival. */
export const listAttendees: QuanshiEndpoint = {
  operation: 'ListAttendees',
  method: 'POST',
  path: () => '/confopenapi/conference/attendee/list',
  coverage: {
    section: '6.6',
    simulated: 'who is in a conference, by arrival, in pages',
    inferred: 'roles, words for devices, at most 500 a page',
    missing: 'the end of an attendee’s keys',
    source: 'page [657](https://developer.quanshi.com/en/node/657)',
  },
  family: 'list',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    const eventId = positive(body, 'eventId');
    const page = positive(body, 'page', 1);
    const count = Math.min(MOST, positive(body, 'count', DEFAULT_COUNT));
    const one = world.byEventId(eventId, now);
    if (!one) throw new QuanshiRefusal('conference', `no conference has the eventId ${eventId}`);
    mustSee(call, one);
    // Of a conference that does not run the list is empty: INFERRED.
    const seats = one.present(now).slice((page - 1) * count, page * count);
    return { result: { list: seats.map((seat) => item(one, seat, world.seed)) } };
  },
};

/** Keys in the order of the table, as far as a source has it. */
function item(one: QuanshiConference, { person, terminal, joinTime }: Seat, seed: number): object {
  const who = one.attendee(person);
  return {
    eventId: one.eventId,
    conferenceId: one.liveId,
    // Another for each stay of the same person.
    tempUserId: 1_000_000 + below(9_000_000, seed, 'quanshi', one.eventId, person, joinTime),
    userId: Number(who.userId),
    customerCode: who.type === 1 ? CUSTOMER_CODE : '',
    name: who.name,
    email: who.email,
    mobile: who.mobile,
    ...(isHost(one, who) ? ROLES.host : ROLES.participant),
    ...client(seed, one.eventId, person, terminal),
  };
}
