import { isObject, type JsonObject } from '../core/json.ts';
import { minuteText, TIME_ZONE } from './webinarPage.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

// [H-ONLINE]: conferenceType 0 is a single meeting, 2 one of a series [SDK-PY]; confType is a word for the same.
const SINGLE = { conferenceType: 0, confType: 'FUTURE' };
const IMMEDIATE = { conferenceType: 0, confType: 'IMMEDIATELY' };
const SERIES = { conferenceType: 2, confType: 'CYCLE' };

/** A documented meeting that always runs has no end, and one that was always over has neither. */
const told = (instant: number): string => (Number.isFinite(instant) ? minuteText(instant) : '');

/** As the vendor calls what a meeting is [SDK-PY]. */
export type ConferenceState = 'Schedule' | 'Created' | 'Destroyed';

/** What a caller said of a meeting when they booked it, and is answered again as it was said. */
const ECHOED = ['liveAddress', 'auxAddress', 'liveUrl', 'recordAuthType', 'concurrentParticipants'] as const;

/**
 * A meeting in the lists of meetings: the model ConferenceInfo [SDK-PY], its keys in the order of the example of the
 * online list as far as that goes and then of the model; what the model has and is left out here is optional in it.
 *
 * @param history whether it stands in the list of history, whose rows lack what opens the door for a host [CM-5]
 */
export function conferenceInfo(one: HuaweiMeeting, state: ConferenceState, history = false): JsonObject {
  // What is over tells when it was held, as the printed history of documents/001's meeting does [A.7 of facts-more].
  const [start, end] = state === 'Destroyed' ? [one.start, one.end] : [one.scheduledStart, one.scheduledEnd];
  const asked = one.details?.request ?? {};
  const config = isObject(asked.confConfigInfo) ? asked.confConfigInfo : undefined;
  const vmr = asked.vmrFlag === 1;
  return {
    conferenceID: one.conferenceId,
    mediaTypes: asked.mediaTypes === 'Voice' ? 'Voice,Data' : 'Voice,Data,Video',
    subject: one.subject,
    size: sizeOf(one, asked),
    timeZoneID: typeof asked.timeZoneID === 'string' ? asked.timeZoneID : String(TIME_ZONE),
    startTime: told(start),
    endTime: told(end),
    conferenceState: state,
    accessNumber: '+991117',
    language: asked.language === 'en-US' ? 'en-US' : 'zh-CN',
    passwordEntry: [
      ...(history ? [] : [{ conferenceRole: 'chair', password: one.chair.password }]),
      { conferenceRole: 'general', password: one.guest.password },
    ],
    userUUID: one.schedulerId ?? '',
    scheduserName: one.schedulerName,
    multiStreamFlag: 1,
    ...(one.recurring ? SERIES : asked.immediate === true ? IMMEDIATE : SINGLE),
    isAutoMute: config?.isAutoMute === false ? 0 : 1,
    isAutoRecord: asked.isAutoRecord === 1 ? 1 : 0,
    ...(history ? {} : { chairJoinUri: one.chair.uri }),
    guestJoinUri: one.guest.uri,
    recordType: typeof asked.recordType === 'number' ? asked.recordType : 0,
    recordAuxStream: asked.recordAuxStream === 1 ? 1 : 0,
    ...Object.fromEntries(ECHOED.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]]))),
    ...(config && { confConfigInfo: config }),
    ...(vmr && { vmrFlag: 1, vmrID: asked.vmrID, vmrConferenceID: asked.vmrConferenceID }),
    isHasRecordFile: state === 'Destroyed' && one.recordings.length > 0,
    // A booked meeting has none until it runs [SDK-PY].
    ...(one.confUUID === '' || state === 'Schedule' ? {} : { confUUID: one.confUUID }),
    deptName: one.deptName,
    webinar: one.kind === 'webinar',
    confMode: one.mode,
  };
}

/** How many were invited; of a meeting that nobody booked by the API, how many come. */
const sizeOf = ({ attendance }: HuaweiMeeting, { attendees }: JsonObject): number =>
  Math.max(1, Array.isArray(attendees) ? attendees.length : attendance.people);
