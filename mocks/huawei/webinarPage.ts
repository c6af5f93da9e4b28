import type { HuaweiCall } from './endpoint.ts';
import { isDescending, reversed, select } from './meetingQuery.ts';
import { lastPage, readWindow } from './paging.ts';
import { CORP_ID } from './world/documented.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { MeetingSpan } from './world/huaweiWorld.ts';

const DEFAULT_LIMIT = 10;
// Beijing; the vendor's default [H-TZ].
export const TIME_ZONE = 56;
const MINUTE = 60_000;

/** One page of a list of webinars: paging, order, search and permission are the same for all three [H-WEBINAR]. */
export async function webinarPage(
  call: HuaweiCall,
  all: MeetingSpan,
  item: (webinar: HuaweiMeeting, now: number) => object,
): Promise<object> {
  const query = call.url.searchParams;
  const window = readWindow(query, DEFAULT_LIMIT);
  const descending = isDescending(query);
  const found = await select(call, all, { latestFirst: descending });
  // Past the end comes the last page [H-WEBINAR]; that the answer then tells that page's offset is INFERRED.
  const { offset, limit } = lastPage(window, found.total);
  const page = (descending ? reversed(found) : found).slice(offset, limit);
  return {
    offset,
    limit: call.settings.limitAsString ? String(limit) : limit,
    count: found.total,
    data: page.map((one) => item(one.load(), call.now)),
  };
}

/** `yyyy-MM-dd HH:mm` in UTC [documents/000]. */
export function minuteText(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
}

/** A webinar that is to come or runs: keys from `conferenceId` to `startTime`, in the order of the examples. */
export function headOf(webinar: HuaweiMeeting): object {
  return {
    conferenceId: webinar.conferenceId,
    corpId: CORP_ID,
    subject: webinar.subject,
    ...(webinar.description === undefined ? {} : { description: webinar.description }),
    startTime: minuteText(webinar.scheduledStart),
  };
}

/** The keys from `scheduserName` on. */
export function tailOf(webinar: HuaweiMeeting): object {
  return {
    ...(webinar.schedulerId === undefined ? {} : { scheduserId: webinar.schedulerId }),
    scheduserName: webinar.schedulerName,
    vmrPkgName: webinar.vmrPkgName,
    chairJoinUri: webinar.chair.uri,
    chairPasswd: webinar.chair.password,
    guestJoinUri: webinar.guest.uri,
    guestPasswd: webinar.guest.password,
    audienceJoinUri: webinar.audience?.uri,
    audiencePasswd: webinar.audience?.password,
  };
}

/** A webinar's booked length in minutes. */
export const minutesOf = ({ scheduledStart, scheduledEnd }: HuaweiMeeting): number =>
  (scheduledEnd - scheduledStart) / MINUTE;
