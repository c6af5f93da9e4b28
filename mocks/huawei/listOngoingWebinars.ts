import type { HuaweiMeeting, MeetingReference } from '../world/huaweiMeeting.ts';
import { CORP_ID } from './corpId.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './isAdministrator.ts';
import { lastPage, readWindow } from './paging.ts';

const DEFAULT_LIMIT = 10;
const ASCENDING = 'ASC_StartTIME';
const DESCENDING = 'DSC_StartTIME';
// Beijing; the vendor's default [H-TZ].
const TIME_ZONE = 56;

/** GET /v1/wss/webinar/open/conferences/ongoing: webinars that run now [documents/000]. */
export const listOngoingWebinars: HuaweiEndpoint = {
  operation: 'ListOngoingWebinars',
  method: 'GET',
  path: '/v1/wss/webinar/open/conferences/ongoing',
  front: 'wss',
  token: () => 'required',
  answer(call) {
    const query = call.url.searchParams;
    const window = readWindow(query, DEFAULT_LIMIT);
    const sorted = sort(visible(call), query.get('sortType') ?? ASCENDING);
    const found = search(sorted, query.get('searchKey') ?? '');
    // Past the end comes the last page [H-WEBINAR]; that the answer then tells that page's offset is INFERRED.
    const { offset, limit } = lastPage(window, found.length);
    return {
      offset,
      limit: call.settings.limitAsString ? String(limit) : limit,
      count: found.length,
      data: found.slice(offset, offset + limit).map((one) => item(one.load(), call.now)),
    };
  },
};

function visible({ world, session, now }: HuaweiCall): readonly MeetingReference[] {
  const all = world.huawei.ongoingWebinars(now);
  if (!session || isAdministrator(world, session.owner)) return all;
  return all.filter((one) => one.load().schedulerAccount === session.owner.userId);
}

function sort(webinars: readonly MeetingReference[], sortType: string): readonly MeetingReference[] {
  if (sortType === ASCENDING) return webinars;
  if (sortType === DESCENDING) return webinars.toReversed();
  throw new HuaweiRefusal(
    'MMC.111071061',
    `sortType must be ${ASCENDING} or ${DESCENDING}, not "${sortType}"`,
  );
}

/** By subject, conference id or scheduler [documents/000]. A part is enough, in either case: INFERRED. */
function search(webinars: readonly MeetingReference[], searchKey: string): readonly MeetingReference[] {
  if (searchKey === '') return webinars;
  const key = searchKey.toLowerCase();
  return webinars.filter((one) => {
    if (one.conferenceId.includes(key)) return true;
    const { subject, schedulerName } = one.load();
    return subject.toLowerCase().includes(key) || schedulerName.toLowerCase().includes(key);
  });
}

/** Keys in the order of the example; description and scheduserId, which it lacks, beside their neighbours in the table. */
function item(webinar: HuaweiMeeting, now: number): object {
  return {
    onlineAttendeeCount: webinar.online(now),
    confUUID: webinar.confUUID,
    deptName: webinar.deptName,
    conferenceId: webinar.conferenceId,
    corpId: CORP_ID,
    subject: webinar.subject,
    ...(webinar.description === undefined ? {} : { description: webinar.description }),
    startTime: new Date(webinar.start).toISOString().slice(0, 16).replace('T', ' '),
    timeZoneId: TIME_ZONE,
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
