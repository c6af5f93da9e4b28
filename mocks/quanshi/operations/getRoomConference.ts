import { mustSee } from '../authority.ts';
import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive, words } from '../input.ts';

/**
 * POST /confopenapi/room/conference/infos: a booked conference by eventId or the host's password, for the user who hosts
 * it. The same object as the look-up by join URL, and isGnet, joinHostUrl and btplRole.
 */
export const getRoomConference: QuanshiEndpoint = {
  operation: 'GetRoomConference',
  method: 'POST',
  path: () => '/confopenapi/room/conference/infos',
  coverage: {
    section: '6.6',
    simulated: 'a booked conference by event or by the host’s password',
    inferred: 'that a token is needed; another’s conference is refused',
    missing: '',
    source: 'page [160](https://developer.quanshi.com/cn/api/160)',
  },
  family: 'lookup',
  // Not in its table; sibling pages want one, hence INFERRED [facts 6.5].
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    if (body.eventId === undefined && body.pcode === undefined)
      throw new QuanshiRefusal('parameter', 'the body has neither eventId nor pcode');
    const userId = positive(body, 'userId');
    const one =
      body.eventId === undefined
        ? world.byHostCode(words(body, 'pcode'), now)
        : world.byEventId(positive(body, 'eventId'), now);
    if (!one) throw new QuanshiRefusal('conference', 'no conference has that eventId or pcode');
    // "The host's user id", says its table; that another's finds nothing is INFERRED.
    if (one.host.id !== userId)
      throw new QuanshiRefusal('permission', `userId ${userId} does not host event ${one.eventId}`);
    mustSee(call, one);
    return {
      result: { ...conferenceDetail(one, now), isGnet: 1, joinHostUrl: one.hostJoinUrl, btplRole: {} },
    };
  },
};
