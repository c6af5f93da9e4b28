import { spanOf } from '../../world/span.ts';
import { BEHIND } from '../../world/timetable.ts';
import { conferenceInfo } from '../conferenceInfo.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { boolean, meetingPage } from '../meetingPage.ts';
import { ASCENDING, DESCENDING, looked, milliseconds, reversed, select } from '../meetingQuery.ts';
import type { MeetingReference } from '../world/huaweiMeeting.ts';
import type { MeetingSpan } from '../world/huaweiWorld.ts';

/**
 * GET /v1/mmc/management/conferences/history: meetings that have ended, of the last six months, by start [H-HISTLIST].
 * Without queryAll an administrator sees everybody's, as its description says of a query without conditions.
 */
export const searchHistoryMeetings: HuaweiEndpoint = {
  operation: 'SearchHisMeetings',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/history',
  coverage: {
    section: '2',
    simulated:
      'parameters, defaults, paging, all four orders, search, `queryAll`, ranges of time, six months of history',
    inferred:
      'ranges bound the start, webinars are not in the list, past the end it is empty; a search looks at 100,000 meetings and finds 50,000 at most, in the order asked for, and there the list ends',
    missing: '',
    source: '[meeting_21_0051](https://support.huaweicloud.com/intl/pt-br/api-meeting/meeting_21_0051.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  async answer(call) {
    const { now, world } = call;
    // Which bounds a meeting's start: INFERRED.
    const from = Math.max(now - BEHIND, milliseconds(call, 'startDate'));
    const to = Math.min(now, milliseconds(call, 'endDate'));
    const all = world.history('conference', from, to, now);
    const sortType = call.url.searchParams.get('sortType') ?? ASCENDING;
    const latestFirst = sortType === DESCENDING || sortType === 'DSC_RecordTYPE';
    const found = await select(call, all, { ownOnly: !boolean(call, 'queryAll', true), latestFirst });
    const sorted = await sort(found, sortType);
    return meetingPage(call, sorted, (one) => conferenceInfo(one, 'Destroyed', true));
  },
};

/**
 * By start either way, or those with a recording last or first and each half by start, as documented: for that each is
 * looked at, and of very many the list ends where a search does.
 */
async function sort(found: MeetingSpan, sortType: string): Promise<MeetingSpan> {
  if (sortType === ASCENDING) return found;
  if (sortType === DESCENDING) return reversed(found);
  if (sortType !== 'ASC_RecordTYPE' && sortType !== 'DSC_RecordTYPE')
    throw new HuaweiRefusal(
      'MMC.111071061',
      `sortType must be ${ASCENDING}, ${DESCENDING}, ASC_RecordTYPE or DSC_RecordTYPE, not "${sortType}"`,
    );
  const ascending = sortType === 'ASC_RecordTYPE';
  const halves: [MeetingReference[], MeetingReference[]] = [[], []];
  for await (const one of looked(found, !ascending)) halves[one.recorded === ascending ? 1 : 0].push(one);
  return spanOf(halves.flat());
}
