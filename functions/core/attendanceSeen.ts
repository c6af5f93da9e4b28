import type { EventData } from './event.ts';

type Attendee = NonNullable<EventData['attendee']>;

/** Somebody's stay as events tell it: the attendee in the words of events, times as epoch milliseconds. */
export interface StaySeen extends Omit<Attendee, 'joinTime' | 'leaveTime'> {
  /** What tells them from others, where the caller may not see it. */
  known: Pick<Attendee, 'userId' | 'number'>;
  /** Absent where nobody told. */
  joinTime?: number;
  /** Absent while they are in, or where nobody told. */
  leaveTime?: number;
}

/** What is known of who was in one occurrence of a meeting, from events alone. Times are epoch milliseconds. */
export interface AttendanceSeen {
  /** Who came and went, as the vendor told, by when they came. Some vendors tell of nobody. */
  stays: StaySeen[];
  /** How many were in it, as the watcher saw: exact to `precisionMs` before `at`. */
  counts: { at: number; participantCount: number; precisionMs: number }[];
  startTime?: number;
  endTime?: number;
  /** When the last of it happened; absent where nothing was told. */
  asOf?: number;
}
