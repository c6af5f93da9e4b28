import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { readWindow } from './paging.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { MeetingSpan } from './world/huaweiWorld.ts';

const DEFAULT_LIMIT = 20;
const LONGEST_KEY = 128;

/**
 * One page of a list of meetings; webinars have lists of their own (INFERRED).
 * @throws HuaweiRefusal MMC.111071061
 */
export function meetingPage(
  call: HuaweiCall,
  found: MeetingSpan,
  item: (meeting: HuaweiMeeting) => object,
): object {
  checkSearchKey(call);
  // Past the end is empty, as attendance is: INFERRED.
  const { offset, limit } = readWindow(call.url.searchParams, DEFAULT_LIMIT);
  const data = found.slice(offset, limit).map((one) => item(one.load()));
  return { data, offset, limit, count: found.total };
}

/** @throws HuaweiRefusal MMC.111071061 where what is searched for is too long */
export function checkSearchKey({ url }: Pick<HuaweiCall, 'url'>): void {
  const key = url.searchParams.get('searchKey');
  if (key !== null && key.length > LONGEST_KEY)
    throw new HuaweiRefusal('MMC.111071061', `searchKey must have at most ${LONGEST_KEY} characters`);
}

/**
 * A member of the query that is true or false.
 * @throws HuaweiRefusal MMC.111071061
 */
export function boolean({ url }: HuaweiCall, name: string, fallback: boolean): boolean {
  const text = url.searchParams.get(name);
  if (text === null) return fallback;
  if (text !== 'true' && text !== 'false')
    throw new HuaweiRefusal('MMC.111071061', `${name} must be true or false, not "${text}"`);
  return text === 'true';
}
