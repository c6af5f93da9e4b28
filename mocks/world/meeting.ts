/** Webinars or the other meetings. Only Huawei has both. */
export type MeetingKind = 'webinar' | 'conference';

/** When a meeting is held, in no vendor's words. Times in milliseconds since 1970. */
export interface Timed {
  /** The world's own id of it. */
  readonly id: string;
  readonly kind: MeetingKind;
  /** When it was, or will be, booked. */
  readonly created: number;
  /** As booked. */
  readonly scheduledStart: number;
  readonly scheduledEnd: number;
  /**
   * From the first who comes to the last who goes: while it runs somebody is in it. `start` is Infinity while nobody
   * has come; `end` is Infinity for one that always runs.
   */
  readonly start: number;
  readonly end: number;
  /** From when it can no longer be entered, however it came to that. */
  readonly over: number;
  /** Absent where it is not cancelled. */
  readonly cancelledAt?: number | undefined;
}

/** The times of a meeting, without the rest of it. */
export function timesOf({
  id,
  kind,
  created,
  scheduledStart,
  scheduledEnd,
  start,
  end,
  over,
  cancelledAt,
}: Timed): Timed {
  return { id, kind, created, scheduledStart, scheduledEnd, start, end, over, cancelledAt };
}

/** What a meeting is at an instant; `expired`: its time is over and nobody came. */
export type MeetingStatus = 'scheduled' | 'ongoing' | 'ended' | 'cancelled' | 'expired';

/** Whether a meeting runs whatever the clock, as some of the documents' do. */
export function alwaysRuns({ start, end }: Timed): boolean {
  return Number.isFinite(start) && end === Number.POSITIVE_INFINITY;
}

/**
 * What a meeting is at an instant. One that everybody has left and that may be entered again has ended: entered, it is
 * `ongoing` once more.
 */
export function statusOf(meeting: Timed, now: number): MeetingStatus {
  const { start, end, over, cancelledAt } = meeting;
  if (start <= now || alwaysRuns(meeting)) return end > now ? 'ongoing' : 'ended';
  if (cancelledAt !== undefined && cancelledAt <= now) return 'cancelled';
  return over <= now ? 'expired' : 'scheduled';
}
