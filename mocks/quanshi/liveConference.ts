import { counters } from './counters.ts';
import { CUSTOMER_CODE } from './world/documented.ts';
import type { QuanshiConference } from './world/quanshiConference.ts';

// 2 is running, by the best gloss there is.
const RUNNING = 2;

/** A conference in the live list: keys and spellings of the example: confName and guestPcode, where the table has title and pcode2. */
export function liveConference(one: QuanshiConference, now: number): object {
  if (one.printedItem) return one.printedItem;
  const { host } = one;
  const minutes = (one.scheduledEnd - one.scheduledStart) / 60_000;
  return {
    eventId: one.eventId,
    conferenceId: one.liveId,
    confName: one.title,
    billingCode: one.billingCode,
    customerCode: CUSTOMER_CODE,
    guestPcode: one.pcode2,
    hostId: host.id,
    hostName: host.name,
    hostEmail: host.email,
    hostMobile: host.mobile,
    hostAccountType: 1,
    hostAccountTypeStr: '付费',
    hostOrgId: host.orgId,
    hostOrgName: host.orgName,
    hostIp: host.ip,
    hostLocation: host.location,
    startTime: Math.floor(one.start / 1000),
    startTimeStr: new Date(one.start + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    // What a running conference has for an end [documents/002].
    stopTime: 0,
    stopTimeStr: '',
    confDuration: minutes * 60,
    confDurationMinute: minutes,
    isSecureConf: one.secure,
    isRecord: one.recorded,
    dataCenter: '',
    status: RUNNING,
    ...counters(one, now),
  };
}
