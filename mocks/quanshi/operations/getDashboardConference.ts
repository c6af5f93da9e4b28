import { mustSee } from '../authority.ts';
import { counters } from '../counters.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { words } from '../input.ts';
import { CUSTOMER_CODE } from '../world/documented.ts';
import type { QuanshiConference } from '../world/quanshiConference.ts';

const RUNNING = 2;
const ENDED = 4;

/** POST /confopenapi/admin/dashboard/conference/info: one conference by the id it has while it runs, and keeps. */
export const getDashboardConference: QuanshiEndpoint = {
  operation: 'GetDashboardConference',
  method: 'POST',
  path: () => '/confopenapi/admin/dashboard/conference/info',
  coverage: {
    section: '6.6',
    simulated: 'one conference with its counters, while it runs and after',
    inferred: 'one that has not begun is not found, counters of one that is over are 0',
    missing: '',
    source: 'page [665](https://developer.quanshi.com/cn/api/665)',
  },
  family: 'list',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    const liveId = words(body, 'tempConferenceId');
    const one = world.byLiveId(liveId, now);
    // One that has not begun has no such id yet: INFERRED.
    if (!one || one.start > now)
      throw new QuanshiRefusal('conference', `no conference has or had the tempConferenceId ${liveId}`);
    mustSee(call, one);
    return { result: info(one, now) };
  },
};

/** What a document counts of its own conference, which is not the sum of its parts: the same here as in its list. */
const printedCounts = ({ printedItem }: QuanshiConference): object =>
  printedItem ? { rawAttendeeCnt: printedItem.rawAttendeeCnt } : {};

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
    startTime: Math.floor(one.start / 1000),
    stopTime: over ? Math.floor(one.end / 1000) : 0,
    confDuration: (one.scheduledEnd - one.scheduledStart) / 1000,
    isSecureConf: one.secure,
    isRecord: one.recorded,
    dataCenter: '',
    status: over ? ENDED : RUNNING,
    ...counters(one, now),
    ...printedCounts(one),
  };
}
