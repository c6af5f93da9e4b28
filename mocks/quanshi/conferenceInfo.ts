import { conferenceDetail } from './conferenceDetail.ts';
import { counters } from './counters.ts';
import { CUSTOMER_CODE } from './documented.ts';
import type { QuanshiEndpoint } from './endpoint.ts';
import { QuanshiRefusal } from './errors.ts';
import { positive, words } from './input.ts';
import type { QuanshiConference } from './world/quanshiConference.ts';

const RUNNING = 2;
const ENDED = 4;

/** POST /confopenapi/admin/dashboard/conference/info: one conference by the id it has while it runs, and keeps. */
export const getDashboardConference: QuanshiEndpoint = {
  operation: 'GetDashboardConference',
  path: () => '/confopenapi/admin/dashboard/conference/info',
  family: 'list',
  access: 'token',
  answer({ body, world, now }) {
    const liveId = words(body, 'tempConferenceId');
    const one = world.quanshi.byLiveId(liveId, now);
    // One that has not begun has no such id yet: INFERRED.
    if (!one || one.start > now)
      throw new QuanshiRefusal('conference', `no conference has or had the tempConferenceId ${liveId}`);
    return { result: info(one, now) };
  },
};

/**
 * POST /confopenapi/room/conference/infos: a booked conference by eventId or the host's password, for the user who hosts
 * it. The same object as the look-up by join URL, and isGnet, joinHostUrl and btplRole.
 */
export const getRoomConference: QuanshiEndpoint = {
  operation: 'GetRoomConference',
  path: () => '/confopenapi/room/conference/infos',
  family: 'lookup',
  // Not in its table; sibling pages want one, hence INFERRED [facts 6.5].
  access: 'token',
  answer({ body, world, now }) {
    if (body.eventId === undefined && body.pcode === undefined)
      throw new QuanshiRefusal('parameter', 'the body has neither eventId nor pcode');
    const userId = positive(body, 'userId');
    const one =
      body.eventId === undefined
        ? world.quanshi.byHostCode(words(body, 'pcode'), now)
        : world.quanshi.byEventId(positive(body, 'eventId'), now);
    if (!one) throw new QuanshiRefusal('conference', 'no conference has that eventId or pcode');
    // "The host's user id", says its table; that another's finds nothing is INFERRED.
    if (one.host.id !== userId)
      throw new QuanshiRefusal('permission', `userId ${userId} does not host event ${one.eventId}`);
    return {
      result: { ...conferenceDetail(one, now), isGnet: 1, joinHostUrl: one.hostJoinUrl, btplRole: {} },
    };
  },
};

/** Keys in the order of the table; the counters of one that is over are all 0: INFERRED. */
function info(one: QuanshiConference, now: number): object {
  const { host } = one;
  const over = one.end <= now;
  return {
    eventId: one.eventId,
    tempConferenceId: one.liveId,
    title: one.title,
    billingCode: one.billingCode,
    customerCode: CUSTOMER_CODE,
    pcode2: one.pcode2,
    hostId: host.id,
    hostName: host.name,
    hostEmail: host.email,
    hostMobile: host.mobile,
    hostOrgId: host.orgId,
    hostIp: host.ip,
    hostLocation: host.location,
    startTime: one.start / 1000,
    stopTime: over ? one.end / 1000 : 0,
    confDuration: one.length / 1000,
    isSecureConf: one.secure,
    isRecord: one.recorded,
    dataCenter: '',
    status: over ? ENDED : RUNNING,
    ...counters(one, now),
  };
}
