import { mustSee } from '../authority.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { eventShape } from '../eventShape.ts';
import { positive, zeroOrOne } from '../input.ts';

/** POST /eventopenapi/event/info: one event. */
export const getEvent: QuanshiEndpoint = {
  operation: 'GetEvent',
  method: 'POST',
  path: () => '/eventopenapi/event/info',
  coverage: {
    section: '6.6',
    simulated: 'a conference as an event, the same as in the other family',
    inferred: 'each is held on the web (`eventForm` 3), `joinHostUrl` is the host’s link',
    missing: 'live events and their streams (`isReturnLiveStreamUrl` does nothing)',
    source: 'page [77](https://developer.quanshi.com/cn/api/77)',
  },
  family: 'events',
  access: 'token',
  message: 'Successfully to get the event!',
  answer(call) {
    const { body, world, now } = call;
    zeroOrOne(body, 'isReturnLiveStreamUrl');
    const eventId = positive(body, 'eventId');
    const one = world.byEventId(eventId, now);
    if (!one) throw new QuanshiRefusal('conference', `there is no event ${eventId}`);
    mustSee(call, one);
    return { result: eventShape(one, now) };
  },
};
