import { statusOf } from '../../world/meeting.ts';
import type { QuanshiCall, QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive, seconds } from '../input.ts';
import { changeable, written } from '../reservation.ts';
import type { QuanshiConference } from '../world/quanshiConference.ts';

/** POST /confopenapi/room/cancelReservConference: cancels a conference, or a single one of a series. */
export const cancelReservConference: QuanshiEndpoint = {
  operation: 'CancelReservConference',
  method: 'POST',
  path: () => '/confopenapi/room/cancelReservConference',
  coverage: {
    section: '6.6',
    simulated: 'a conference, all that is to come of a series, or with `singleStartTime` one of it',
    inferred: '`parentId` is the series’ event, as text, and empty where there is none; every refusal',
    missing: '',
    source: 'page [159](https://developer.quanshi.com/cn/api/159)',
  },
  family: 'lookup',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    const eventId = positive(body, 'eventId');
    const one = world.byEventId(eventId, now);
    const series = one ? seriesOf(call, one) : [];
    const single = body.singleStartTime === undefined ? undefined : seconds(body, 'singleStartTime');
    const wanted =
      single === undefined ? series : series.filter(({ scheduledStart }) => scheduledStart === single);
    if (single !== undefined && wanted.length === 0)
      throw new QuanshiRefusal(
        'conference',
        `event ${eventId} has no conference that begins at singleStartTime`,
      );
    const coming = wanted.filter((each) => statusOf(each, now) === 'scheduled');
    // Of one that is none to cancel it is said why.
    const chosen = coming.length > 0 ? coming : [wanted.at(-1)];
    const all = chosen.map((each) => changeable(call, each));
    written(() => {
      for (const each of all) world.overlay.cancel(each, now);
    });
    return { result: { eventId, parentId: series.length > 1 ? String(eventId) : '' } };
  },
};

/** The conferences of a booking, by their turn. */
function seriesOf({ world, now }: QuanshiCall, one: QuanshiConference): readonly QuanshiConference[] {
  const number = world.overlay.find(one.id)?.entry.number ?? 0;
  const all = world.overlay.byNumber(number).flatMap(({ entry }) => world.byId(entry.id, now) ?? []);
  return all.length > 0 ? all : [one];
}
