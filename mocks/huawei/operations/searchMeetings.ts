import { spanOf } from '../../world/span.ts';
import type { HuaweiCall, HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { boolean, meetingPage } from '../meetingPage.ts';
import { isDescending, reversed, select } from '../meetingQuery.ts';
import { isAdministrator } from '../owner.ts';
import type { MeetingSpan } from '../world/huaweiWorld.ts';

const DAY = 86_400_000;
// How far ahead each asks: that a month has 30 days is INFERRED.
const AHEAD: Readonly<Record<string, number>> = {
  ADAY: DAY,
  AWEEK: 7 * DAY,
  AMONTH: 30 * DAY,
  ALL: Number.POSITIVE_INFINITY,
};

/**
 * GET /v1/mmc/management/conferences: meetings that are not over, booked or running, by start [H-0017:
 * support.huaweicloud.com/api-meeting/meeting_21_0017.html]. queryAll is false by default.
 */
export const searchMeetings: HuaweiEndpoint = {
  operation: 'SearchMeetings',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences',
  coverage: {
    section: '2',
    simulated: 'parameters, defaults, paging, both orders, search, `queryAll`, `userUUID`, `queryConfMode`',
    inferred: '`queryConfMode` bounds the start, ascending unless told, webinars are not in the list',
    missing: 'meetings that one is invited to',
    source: '[meeting_21_0017](https://support.huaweicloud.com/api-meeting/meeting_21_0017.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { url, world, now } = call;
    const all = bookedBy(call, within(call, world.open('conference', now)));
    const found = select(call, all, !boolean(call, 'queryAll', false));
    const sorted = isDescending(url.searchParams) ? reversed(found) : found;
    return meetingPage(call, sorted, ({ start }) => (start <= now ? 'Created' : 'Schedule'));
  },
};

/** What begins in the asked time. @throws HuaweiRefusal MMC.111071061 */
function within({ url, now }: HuaweiCall, all: MeetingSpan): MeetingSpan {
  const mode = url.searchParams.get('queryConfMode') ?? 'ALL';
  const ahead = AHEAD[mode];
  if (ahead === undefined)
    throw new HuaweiRefusal(
      'MMC.111071061',
      `queryConfMode must be ADAY, AWEEK, AMONTH or ALL, not "${mode}"`,
    );
  if (ahead === Number.POSITIVE_INFINITY) return all;
  return spanOf(all.slice(0, all.total).filter(({ scheduledStart }) => scheduledStart < now + ahead));
}

/** What one user booked, for administrators: of anybody else userUUID is ignored, as documented. */
function bookedBy({ url, session, world }: HuaweiCall, all: MeetingSpan): MeetingSpan {
  const userUUID = url.searchParams.get('userUUID');
  if (userUUID === null || (session && !isAdministrator(world, session.owner))) return all;
  const uuidOf = (account: string | undefined) => account && world.people.byAccount(account)?.userUUID;
  return spanOf(all.slice(0, all.total).filter((one) => uuidOf(one.brief().schedulerAccount) === userUUID));
}
