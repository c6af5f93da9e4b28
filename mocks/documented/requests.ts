import type { JsonObject } from '../json.ts';
import { PRINTED_DETAIL_CALL, PRINTED_LIST_CALL } from './quanshiPrinted.ts';

/*
 * Two documented answers cannot come out of an enterprise where more than one meeting runs: the list of documents/000
 * has one webinar and its limit as the text "10"; the list of documents/002 has one item and counts two. The rule: a
 * request that is literally the document's example (for Huawei the same parameters, values and order, for Quanshi the
 * same body) gets the documented answer, whatever the seed and clock; any other request sees the living world, of
 * which the documented meetings are a part.
 */

/** The query of documents/000, and the webinar that its answer shows. */
const ONGOING = { search: '?limit=10&offset=0&sortType=ASC_StartTIME', conferenceId: '981326872' };

/** The one webinar to show where a request for ongoing webinars is the documented one. */
export function isDocumentedRequest(url: URL): string | undefined {
  return url.search === ONGOING.search ? ONGOING.conferenceId : undefined;
}

/** The body of documents/002, the event that its answer shows, and the number it counts. */
const LIVE_BODY: JsonObject = { adminUserId: 123456789, page: 1, count: 10, filterOneAttendee: false };

export const DOCUMENTED_LIVE = { eventId: 1165158, totalCount: 2, call: PRINTED_LIST_CALL };

/** Whether a request for live conferences is the documented one. A token in the body is allowed, as it is anywhere. */
export function isDocumentedLiveBody(body: JsonObject): boolean {
  const { token: _, ...rest } = body;
  const keys = Object.keys(rest);
  return keys.length === Object.keys(LIVE_BODY).length && keys.every((key) => rest[key] === LIVE_BODY[key]);
}

/** documents/003: the look-up that has the printed call's ids and times about it. */
export const DOCUMENTED_LOOKUP = {
  attendeeJoinUrl: 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk',
  call: PRINTED_DETAIL_CALL,
};
