import type { Attendee } from '../../../fixtures/huaweiAttendee.ts';
import type { Entry } from '../../../fixtures/huaweiMeeting.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Timed } from '../../world/meeting.ts';
import type { Recording } from '../../world/overlay/state.ts';
import type { WrittenPresence } from '../../world/overlay/writtenPresence.ts';

/** One attendance of one attendee. Times in UTC milliseconds. */
export interface Attendance extends Attendee {
  readonly joinTime: number;
  readonly leftTime: number;
}

/** Everybody who came to one meeting, in the order of arrival; who drops out and returns is in it twice. */
export interface AttendanceList extends WrittenPresence {
  /** Attendance `index`, 0 to total - 1; undefined past the end. */
  at(index: number): Attendance | undefined;
}

/** A Huawei meeting or webinar; where it ran several times, one run of it. */
export interface HuaweiMeeting extends Timed {
  /** Whether it is one of a series that shares a conference id. */
  readonly recurring: boolean;
  readonly conferenceId: string;
  /** Empty for a booked meeting that has not begun. */
  readonly confUUID: string;
  readonly subject: string;
  readonly description?: string | undefined;
  readonly deptName: string;
  readonly schedulerId?: string | undefined;
  readonly schedulerName: string;
  /** The account of whoever booked it; none for those of the documents. */
  readonly schedulerAccount?: string;
  readonly vmrPkgName: string;
  readonly mode: 'RTC' | 'COMMON';
  readonly needPassword: boolean;
  readonly supportApplets: boolean;
  readonly chair: Entry;
  readonly guest: Entry;
  /** Webinars only. */
  readonly audience?: Entry;
  readonly attendance: AttendanceList;
  /** What a caller booked or changed; absent where nobody did. */
  readonly details?: Partial<HuaweiDetails>;
  readonly recordings: readonly Recording[];
}

/**
 * What a booking at Huawei says beside subject, time and booker: what `world.overlay.book` and `change` take as details.
 * Each member stands for that of the meeting; what is absent is as the world would draw it.
 */
export interface HuaweiDetails {
  readonly description?: string | undefined;
  readonly vmrPkgName?: string | undefined;
  readonly mode?: 'RTC' | 'COMMON' | undefined;
  readonly needPassword?: boolean | undefined;
  readonly supportApplets?: boolean | undefined;
  readonly guestPassword?: string | undefined;
  readonly audiencePassword?: string | undefined;
  /** What else an operation wants to know again: plain data in the vendor's own words. */
  readonly request?: JsonObject | undefined;
}

/** What a list needs in order to sort: the meeting itself is made when a page shows it. */
export interface MeetingReference extends Timed {
  readonly conferenceId: string;
  readonly confUUID: string;
  /** Whether there is a recording of it. */
  readonly recorded: boolean;
  /** The little that searches look at, cheaper than the meeting. */
  brief(): MeetingBrief;
  load(): HuaweiMeeting;
}

/** What a search or a filter needs to know of a meeting. */
export interface MeetingBrief {
  readonly subject: string;
  readonly schedulerName: string;
  readonly schedulerAccount?: string;
  /** The resource that a webinar is held with; empty for other meetings. */
  readonly vmrPkgName: string;
}
