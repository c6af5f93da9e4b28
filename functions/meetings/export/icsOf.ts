import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Meeting } from '../model/meeting.ts';

/** How the feed is called in the program that shows it. */
export interface CalendarOptions {
  name: string;
  /** What a meeting without a subject is called. */
  untitled: string;
}

/**
 * Meetings as an iCalendar feed (RFC 5545), all times in UTC. A meeting without a start is none of a calendar's. What the
 * feed tells of how to join is what the meetings tell: the caller has left out what a reader may not see.
 */
export function icsOf(meetings: readonly Meeting[], { name, untitled }: CalendarOptions): string {
  const calendar = ical({
    name: line(name),
    prodId: '//meetgate//meetings//EN',
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const one of meetings) {
    const start = one.scheduledStartTime ?? one.startTime;
    if (!start) continue;
    const url = webLink(one.join?.url);
    const end = one.scheduledEndTime ?? one.endTime;
    calendar.createEvent({
      // The same meeting has the same id in each answer, and so is one entry however often the feed is read.
      id: `${one.id}@meetgate`,
      stamp: new Date(one.observedAt),
      start: new Date(start),
      // An end that is not after the start is no end to a calendar.
      ...(end && end > start ? { end: new Date(end) } : {}),
      summary: line(one.subject ?? untitled),
      status: one.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      description: waysIn(one),
      ...(url ? { url, location: url } : {}),
    });
  }
  return calendar.toString();
}

/** What one needs to join, a line each. */
function waysIn({ meetingNumber, join, host }: Meeting): string {
  const told = [
    ['Host', host?.displayName],
    ['Meeting number', meetingNumber],
    ['Passcode', join?.passcode],
    ['Telephone', join?.phoneNumbers?.join(', ')],
    ['Link', webLink(join?.url)],
  ];
  return told.flatMap(([label, value]) => (value ? `${label}: ${line(value)}` : [])).join('\n');
}

/** A text of a vendor on one line: an entry must not end where the vendor wants it to. */
const line = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** A link that a calendar may make clickable. */
function webLink(text: string | undefined): string | undefined {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
