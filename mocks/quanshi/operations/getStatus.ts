import { type MeetingStatus, statusOf } from '../../world/meeting.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { listOf, positive } from '../input.ts';
import type { QuanshiConference } from '../world/quanshiConference.ts';

// that one that was cancelled is missing is INFERRED.
const STATUS = { missing: 0, created: 1, started: 2, ended: 4 };
const STATUS_OF: Readonly<Record<MeetingStatus, number>> = {
  scheduled: STATUS.created,
  ongoing: STATUS.started,
  ended: STATUS.ended,
  cancelled: STATUS.missing,
  expired: 5,
};
// How many may be asked for at once is not documented: INFERRED.
const MOST = 200;

/**
 * POST /confopenapi/conference/getStatus: whether conferences are booked, running or over. By eventIds, or as on
 * the older page by conferenceIds and the administrator's userId, which then gives no eventId but 0.
 */
export const getStatus: QuanshiEndpoint = {
  operation: 'GetStatus',
  method: 'POST',
  path: () => '/confopenapi/conference/getStatus',
  coverage: {
    section: '6.6',
    simulated: 'the status in both forms of the question',
    inferred: '`tempConfStatus`, at most 200 at once',
    missing: '',
    source: 'page [537](https://developer.quanshi.com/cn/api/537)',
  },
  family: 'status',
  access: 'token',
  answer({ body, world, now }) {
    if (body.eventIds !== undefined) {
      const ids = listOf(body, 'eventIds', 'number', MOST);
      return {
        result: {
          conferences: ids.map((eventId) => ({
            eventId,
            ...state(world.byEventId(eventId, now), '', now),
          })),
        },
      };
    }
    if (body.conferenceIds === undefined)
      throw new QuanshiRefusal('parameter', 'the body has neither eventIds nor conferenceIds');
    positive(body, 'userId');
    const ids = listOf(body, 'conferenceIds', 'string', MOST);
    return {
      result: {
        conferences: ids.map((id) => ({
          eventId: 0,
          ...state(world.byConferenceId(id, now), id, now),
        })),
      },
    };
  },
};

/** Keys in the order of the example. */
function state(one: QuanshiConference | undefined, conferenceId: string, now: number): object {
  if (!one || statusOf(one, now) === 'cancelled')
    return { conferenceId, status: STATUS.missing, tempConferenceId: '', userId: 0, tempConfStatus: 0 };
  const status = STATUS_OF[statusOf(one, now)];
  const begun = one.start <= now;
  return {
    conferenceId: one.conferenceId,
    status,
    tempConferenceId: begun ? one.liveId : '',
    userId: one.host.id,
    // Its values are not glossed; 0 before it begins stands in the example, the rest is INFERRED.
    tempConfStatus: begun ? status : 0,
  };
}
