import { minuteText, TIME_ZONE } from './webinarPage.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

// [H-ONLINE]: conferenceType 0 is a single meeting, 2 one of a series [SDK-PY]; confType is a word for the same.
const SINGLE = { conferenceType: 0, confType: 'FUTURE' };
const SERIES = { conferenceType: 2, confType: 'CYCLE' };

/** A documented meeting that always runs has no end, and one that was always over has neither. */
const told = (instant: number): string => (Number.isFinite(instant) ? minuteText(instant) : '');

/** What a meeting is, in Huawei's words. */
export type ConferenceState = 'Schedule' | 'Created' | 'Destroyed';

/**
 * A meeting in the lists of meetings: the model ConferenceInfo [SDK-PY], its keys in the order of the example of the
 * online list as far as that goes and then of the model; what the model has and is left out here is optional in it.
 */
export function conferenceInfo(one: HuaweiMeeting, state: ConferenceState): object {
  // What is over tells when it was held, as the printed history of documents/001's meeting does [A.7 of facts-more].
  const [start, end] = state === 'Destroyed' ? [one.start, one.end] : [one.scheduledStart, one.scheduledEnd];
  return {
    conferenceID: one.conferenceId,
    mediaTypes: 'Voice,Data,Video',
    subject: one.subject,
    size: Math.max(1, one.attendance.people),
    timeZoneID: String(TIME_ZONE),
    startTime: told(start),
    endTime: told(end),
    conferenceState: state,
    accessNumber: '+991117',
    language: 'zh-CN',
    passwordEntry: [
      { conferenceRole: 'chair', password: one.chair.password },
      { conferenceRole: 'general', password: one.guest.password },
    ],
    userUUID: one.schedulerId ?? '',
    scheduserName: one.schedulerName,
    multiStreamFlag: 1,
    ...(one.recurring ? SERIES : SINGLE),
    isAutoMute: 1,
    isAutoRecord: 0,
    chairJoinUri: one.chair.uri,
    guestJoinUri: one.guest.uri,
    recordType: 0,
    recordAuxStream: 0,
    isHasRecordFile: state === 'Destroyed' && one.recordings.length > 0,
    // A booked meeting has none until it runs [facts-more A.7].
    ...(state === 'Schedule' ? {} : { confUUID: one.confUUID }),
    deptName: one.deptName,
    webinar: one.kind === 'webinar',
    confMode: one.mode,
  };
}
