import { type Meeting, type MeetingStatus, OVER } from '../model/meeting.ts';
import { meetingIdOf, readMeetingId } from '../model/meetingId.ts';
import { quanshiStatusOf } from './quanshi.ts';

/**
 * A booking of Quanshi's with the status that was told of its eventId since, where that was asked for; a booking tells when
 * it ended as little as when it began.
 */
export function asItStands(booked: Meeting, told: unknown): Meeting {
  const key = readMeetingId(booked.id);
  const status = quanshiStatusOf(told);
  // What its booking has as over may be missing by now; and of a series with one eventId for all, another one may run.
  const elsewhere =
    OVER.includes(booked.status) &&
    !OVER.includes(status) &&
    (status === 'unknown' || key?.occurrence !== undefined);
  const now = told === undefined || elsewhere ? booked : { ...booked, status, providerStatus: String(told) };
  return {
    ...now,
    // One of a series is known by its booked start, and while it runs as the list of what runs has it.
    ...(now.status === 'ongoing' && key && { id: meetingIdOf({ ...key, occurrence: undefined }) }),
    ...timesBy(now.status),
  };
}

/** What is known of real times by where a meeting stands. */
export function timesBy(status: MeetingStatus): Pick<Meeting, 'startTime' | 'endTime'> {
  if (status === 'ongoing') return { endTime: null };
  return status === 'ended' || status === 'unknown' ? {} : { startTime: null, endTime: null };
}
