import { conferenceInfo } from '../conferenceInfo.ts';
import type { HuaweiCall, HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { stateOf } from '../meetingAccess.ts';
import { boolean, meetingPage } from '../meetingPage.ts';
import { bookedBy, isDescending, reversed, select } from '../meetingQuery.ts';

const DAY = 86_400_000;
/** How far ahead each word of queryConfMode looks: a day, a week, a month. From now on: INFERRED. */
const AHEAD: Readonly<Record<string, number>> = {
  ADAY: DAY,
  AWEEK: 7 * DAY,
  AMONTH: 30 * DAY,
  ALL: Number.POSITIVE_INFINITY,
};

/** GET /v1/mmc/management/conferences: meetings that are not over, those that run and those to come [H-0017] [CM-3]. */
export const searchMeetings: HuaweiEndpoint = {
  operation: 'SearchMeetings',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences',
  coverage: {
    section: 'A.4',
    simulated: 'what runs and what is booked, paging, search, order, `queryAll`, `userUUID`, `queryConfMode`',
    inferred: '`queryConfMode` counts from now, webinars are not in the list, past the end it is empty',
    missing: 'meetings of others that an ordinary user is invited to',
    source: '[meeting_21_0017](https://support.huaweicloud.com/api-meeting/meeting_21_0017.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  async answer(call) {
    const { world, now, url } = call;
    const descending = isDescending(url.searchParams);
    const [soon, is] = [until(call), bookedBy(call)];
    const found = await select(call, world.open('conference', now), {
      ownOnly: !boolean(call, 'queryAll', false),
      latestFirst: descending,
      also:
        Number.isFinite(soon) || is ? (one) => one.scheduledStart <= soon && (is?.(one) ?? true) : undefined,
    });
    return meetingPage(call, descending ? reversed(found) : found, (one) =>
      conferenceInfo(one, stateOf(one, now)),
    );
  },
};

/** Until when queryConfMode looks. @throws HuaweiRefusal MMC.111071061 */
function until({ url, now }: HuaweiCall): number {
  const mode = url.searchParams.get('queryConfMode') ?? 'ALL';
  const ahead = AHEAD[mode];
  if (ahead === undefined)
    throw new HuaweiRefusal(
      'MMC.111071061',
      `queryConfMode must be one of ${Object.keys(AHEAD).join(', ')}, not "${mode}"`,
    );
  return now + ahead;
}
