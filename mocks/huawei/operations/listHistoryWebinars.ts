import { seats } from '../../../fixtures/huaweiMeeting.ts';
import { hex } from '../../../fixtures/text.ts';
import { BEHIND } from '../../world/timetable.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { minutesOf, minuteText, TIME_ZONE, webinarPage } from '../webinarPage.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';

// How many of the attendees are guests on the stage; one is the host, the others are the audience. INFERRED.
const MOST_GUESTS = 6;

/**
 * GET /v1/wss/webinar/open/conferences/history: webinars that have ended [H-HISTWEB:
 * support.huaweicloud.com/api-meeting/meeting_21_1529.html]. startTime and endTime bound when they began: INFERRED.
 */
export const listHistoryWebinars: HuaweiEndpoint = {
  operation: 'ListHistoryWebinars',
  method: 'GET',
  path: () => '/v1/wss/webinar/open/conferences/history',
  coverage: {
    section: '2',
    simulated: 'parameters, defaults, paging, both orders, ranges of time, six months of history',
    inferred: 'ranges bound the start, the order of keys, guests and audience of a webinar',
    missing: 'details of one webinar, recordings',
    source: '[meeting_21_1529](https://support.huaweicloud.com/api-meeting/meeting_21_1529.html)',
  },
  front: 'wss',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { now, world, url } = call;
    const from = Math.max(now - BEHIND, minute(url.searchParams, 'startTime') ?? Number.NEGATIVE_INFINITY);
    const to = Math.min(now, minute(url.searchParams, 'endTime') ?? now);
    return webinarPage(call, world.history('webinar', from, to, now), item);
  },
};

/** @throws HuaweiRefusal MMC.111071061 where a bound is not of the documented form */
function minute(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const instant = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text)
    ? Date.parse(`${text.replace(' ', 'T')}Z`)
    : Number.NaN;
  if (Number.isNaN(instant))
    throw new HuaweiRefusal('MMC.111071061', `${name} must be yyyy-MM-dd HH:mm in UTC, not "${text}"`);
  return instant;
}

/** Keys in the order of the table: no example has been found. */
function item(webinar: HuaweiMeeting): object {
  const { people } = webinar.attendance;
  const guests = Math.min(MOST_GUESTS, Math.max(0, people - 1));
  return {
    conferenceId: webinar.conferenceId,
    confUUID: webinar.confUUID,
    subject: webinar.subject,
    scheduserName: webinar.schedulerName,
    moderator: webinar.schedulerName,
    deptName: webinar.deptName,
    startTime: minuteText(webinar.scheduledStart),
    timeZoneId: TIME_ZONE,
    duration: minutesOf(webinar),
    actualStartTime: minuteText(webinar.start),
    endTime: minuteText(webinar.end),
    actualDuration: Math.round((webinar.end - webinar.start) / 60_000),
    attendeeCount: people,
    chairCount: Math.min(1, people),
    guestCount: guests,
    audienceCount: Math.max(0, people - 1 - guests),
    vmrId: hex(32, webinar.conferenceId, 'vmr'),
    vmrPkgName: webinar.vmrPkgName,
    vmrPkgAudienceParties: seats(people),
  };
}
