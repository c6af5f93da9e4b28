import type { Key } from '../merge/order.ts';
import type { Meeting } from '../model/meeting.ts';

const DAY = 86_400_000;
/** How much older than now a shared answer may be. */
export const STALE_MS = 6 * 60_000;

/**
 * Where a meeting stands in order of time: at its booked start, which stays the same while it goes from one list to the
 * next; at the real one where no other is told. A meeting of Huawei's that has ended tells only that one: what ended since
 * the reading began stands at its end, which the reading has not come to yet.
 */
export function keyOf(meeting: Meeting, began: number): Key {
  const { provider, account, kind, meetingNumber, id, scheduledStartTime, startTime } = meeting;
  const start = Date.parse(scheduledStartTime ?? startTime ?? '') || 0;
  const end = endedSince(meeting, began);
  const late = end !== undefined && Math.floor(end / DAY) === Math.floor(start / DAY);
  return { time: late ? end : start, tie: `${provider}/${account} ${kind} ${meetingNumber ?? id}` };
}

/** The end of a meeting that may have been given as one that runs, and cannot be told for the same by its start. */
export function endedSince(
  { status, scheduledStartTime, endTime }: Meeting,
  began: number,
): number | undefined {
  if (status !== 'ended' || scheduledStartTime !== undefined || !endTime) return undefined;
  const end = Date.parse(endTime);
  return end > began - STALE_MS ? end : undefined;
}
