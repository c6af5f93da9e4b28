import { BEHIND } from '../world/timeline.ts';
import { conferenceInfo, hasRecording } from './conferenceInfo.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { ASCENDING, DESCENDING, reversed, select, spanOf } from './meetingQuery.ts';
import { readWindow } from './paging.ts';
import type { MeetingSpan } from './world/huaweiWorld.ts';

const DEFAULT_LIMIT = 20;
const LONGEST_KEY = 128;

/**
 * GET /v1/mmc/management/conferences/online: meetings that run now, by start; webinars have a list of their own
 * (INFERRED) [H-ONLINE: support.huaweicloud.com/api-meeting/meeting_21_0025.html]. queryAll is false by default.
 */
export const searchOnlineMeetings: HuaweiEndpoint = {
  operation: 'SearchOnlineMeetings',
  method: 'GET',
  path: '/v1/mmc/management/conferences/online',
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const all = spanOf(call.world.huawei.ongoingConferences(call.now));
    return page(call, select(call, all, !boolean(call, 'queryAll', false)), 'Created');
  },
};

/**
 * GET /v1/mmc/management/conferences/history: meetings that have ended, of the last six months, by start [H-HISTLIST].
 * Without queryAll an administrator sees everybody's, as its description says of a query without conditions.
 */
export const searchHistoryMeetings: HuaweiEndpoint = {
  operation: 'SearchHisMeetings',
  method: 'GET',
  path: '/v1/mmc/management/conferences/history',
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { now, world } = call;
    // Which bounds a meeting's start: INFERRED.
    const from = Math.max(now - BEHIND, milliseconds(call, 'startDate'));
    const to = Math.min(now, milliseconds(call, 'endDate'));
    const all = world.huawei.startingBetween('conference', from, to, now);
    const found = select(call, all, !boolean(call, 'queryAll', true));
    return page(call, sort(found, call.url.searchParams.get('sortType') ?? ASCENDING), 'Destroyed');
  },
};

function page(call: HuaweiCall, found: MeetingSpan, state: 'Created' | 'Destroyed'): object {
  const key = call.url.searchParams.get('searchKey');
  if (key !== null && key.length > LONGEST_KEY)
    throw new HuaweiRefusal('MMC.111071061', `searchKey must have at most ${LONGEST_KEY} characters`);
  // Past the end is empty, as attendance is: INFERRED.
  const { offset, limit } = readWindow(call.url.searchParams, DEFAULT_LIMIT);
  const data = found.slice(offset, limit).map((one) => conferenceInfo(one.load(), state));
  return { data, offset, limit, count: found.total };
}

/** By start either way, or those with a recording last or first and each half by start, as documented. */
function sort(found: MeetingSpan, sortType: string): MeetingSpan {
  if (sortType === ASCENDING) return found;
  if (sortType === DESCENDING) return reversed(found);
  if (sortType !== 'ASC_RecordTYPE' && sortType !== 'DSC_RecordTYPE')
    throw new HuaweiRefusal(
      'MMC.111071061',
      `sortType must be ${ASCENDING}, ${DESCENDING}, ASC_RecordTYPE or DSC_RecordTYPE, not "${sortType}"`,
    );
  const ascending = sortType === 'ASC_RecordTYPE';
  const whole = (ascending ? found : reversed(found)).slice(0, found.total);
  const recorded = (wanted: boolean) => whole.filter((one) => hasRecording(one.confUUID) === wanted);
  return spanOf([...recorded(!ascending), ...recorded(ascending)]);
}

function boolean({ url }: HuaweiCall, name: string, fallback: boolean): boolean {
  const text = url.searchParams.get(name);
  if (text === null) return fallback;
  if (text !== 'true' && text !== 'false')
    throw new HuaweiRefusal('MMC.111071061', `${name} must be true or false, not "${text}"`);
  return text === 'true';
}

function milliseconds({ url }: HuaweiCall, name: string): number {
  const text = url.searchParams.get(name);
  if (text === null) throw new HuaweiRefusal('MMC.112100029', `the query has no ${name}`);
  if (!/^\d{1,15}$/.test(text))
    throw new HuaweiRefusal('MMC.111071061', `${name} must be milliseconds since 1970, not "${text}"`);
  return Number(text);
}
