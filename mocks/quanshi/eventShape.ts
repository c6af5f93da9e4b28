import { bookingStatus, modifiedAt } from './conferenceDetail.ts';
import type { QuanshiConference } from './world/quanshiConference.ts';

// 1 telephone, 3 web, 4 interactive live, 7 large live: conferences are held on the web (INFERRED).
const ON_THE_WEB = 3;

/** A conference in the words of the events family: Unix seconds, minutes. */
export function eventShape(one: QuanshiConference, now: number) {
  const { host } = one;
  return {
    eventId: one.eventId,
    title: one.title,
    startTime: one.scheduledStart / 1000,
    endTime: one.scheduledEnd / 1000,
    createTime: Math.floor(one.created / 1000),
    modifyTime: Math.floor(modifiedAt(one, now) / 1000),
    length: (one.scheduledEnd - one.scheduledStart) / 60_000,
    eventForm: ON_THE_WEB,
    summary: String(one.details?.request?.summary ?? ''),
    hostId: host.id,
    hostName: host.name,
    billingCode: one.billingCode,
    conferenceId: one.conferenceId,
    status: bookingStatus(one, now),
    pcode1: one.pcode1,
    pcode2: one.pcode2,
    hostJoinUrl: one.hostJoinUrl,
    joinHostUrl: one.hostJoinUrl,
    guestJoinUrl: one.attendeeJoinUrl,
    // Of live events alone.
    audienceUnionUrl: '',
    testAudienceUnionUrl: '',
    liveCover: '',
    wcallUrl: one.wcallurl,
    webRTCUrl: `${one.attendeeJoinUrl}?priority=web`,
  };
}
