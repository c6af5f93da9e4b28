import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive, words } from '../input.ts';
import { changeable, namedUser, readReservation, written } from '../reservation.ts';

/** POST /confopenapi/room/updateReservConference: changes a conference that is booked. */
export const updateReservConference: QuanshiEndpoint = {
  operation: 'UpdateReservConference',
  method: 'POST',
  path: () => '/confopenapi/room/updateReservConference',
  coverage: {
    section: '6.6',
    simulated:
      'title, time, length, invitees, watchword, tags, `confMode`, `joinLogin`; by event or conference, for its host; callbacks and every list tell of it',
    inferred:
      'the answer, which the stored page lacks; what is left out stays; starttime is Beijing’s; every refusal',
    missing: 'live streams, waiting rooms, devices, `hide`, `isGnet`; what the stored page cuts off',
    source: 'page [158](https://developer.quanshi.com/cn/api/158)',
  },
  family: 'lookup',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    if (body.eventId === undefined && body.conferenceId === undefined)
      throw new QuanshiRefusal('parameter', 'the body has neither eventId nor conferenceId');
    const found =
      body.eventId === undefined
        ? world.byConferenceId(words(body, 'conferenceId'), now)
        : world.byEventId(positive(body, 'eventId'), now);
    const { quanshiUserId } = namedUser(call);
    const { title, start, end, details } = readReservation(call);
    const one = changeable(call, found);
    if (one.host.id !== quanshiUserId)
      throw new QuanshiRefusal('permission', `user ${quanshiUserId} does not host event ${one.eventId}`);
    written(() => world.overlay.change(one, { subject: title, start, end, details }, now));
    return { result: { ...conferenceDetail(world.byId(one.id, now) ?? one, now), isGnet: 1 } };
  },
};
