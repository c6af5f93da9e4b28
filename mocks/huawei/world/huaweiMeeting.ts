import type { Attendee } from '../../../fixtures/huaweiAttendee.ts';
import type { Entry } from '../../../fixtures/huaweiMeeting.ts';

/** One attendance of one attendee. Times in UTC milliseconds. */
export interface Attendance extends Attendee {
  readonly joinTime: number;
  readonly leftTime: number;
}

/** Everybody who came to one meeting, in the order of arrival. */
export interface AttendanceList {
  /** How many people came. */
  readonly people: number;
  /** How many attendances that made: who drops out and returns has two. */
  readonly total: number;
  /** Attendance `index`, 0 to total - 1; undefined past the end. */
  at(index: number): Attendance | undefined;
  /** When attendance `index` (0 to total - 1) began and ended, without saying whose it is. */
  stay(index: number): { readonly joinTime: number; readonly leftTime: number };
}

/** A Huawei meeting or webinar. */
export interface HuaweiMeeting {
  readonly webinar: boolean;
  /** Whether it is one of a daily series that shares a conference id. */
  readonly recurring: boolean;
  readonly conferenceId: string;
  readonly confUUID: string;
  readonly subject: string;
  readonly description?: string;
  readonly deptName: string;
  readonly schedulerId?: string;
  readonly schedulerName: string;
  /** The account of whoever booked it; none for those of the documents. */
  readonly schedulerAccount?: string;
  /** Milliseconds since 1970; `end` is Infinity for a documented meeting that always runs. */
  readonly start: number;
  readonly end: number;
  readonly vmrPkgName: string;
  readonly mode: 'RTC' | 'COMMON';
  readonly needPassword: boolean;
  readonly supportApplets: boolean;
  readonly chair: Entry;
  readonly guest: Entry;
  /** Webinars only. */
  readonly audience?: Entry;
  readonly attendance: AttendanceList;
  /** How many are in it at an instant. */
  online(now: number): number;
}

/** What a list needs in order to sort: the meeting itself is made when a page shows it. */
export interface MeetingReference {
  readonly start: number;
  readonly end: number;
  readonly conferenceId: string;
  readonly confUUID: string;
  /** The little that searches look at, cheaper than the meeting. */
  brief(): MeetingBrief;
  load(): HuaweiMeeting;
}

/** What a search or a filter needs to know of a meeting. */
export interface MeetingBrief {
  readonly subject: string;
  readonly schedulerName: string;
  readonly schedulerAccount?: string;
}
