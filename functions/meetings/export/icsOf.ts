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
  return [
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//meetgate//meetings//EN'],
    ['METHOD', 'PUBLISH'],
    ['NAME', text(name)],
    ['X-WR-CALNAME', text(name)],
    ...meetings.flatMap((one) => event(one, untitled)),
    ['END', 'VCALENDAR'],
  ]
    .map(([property, value]) => folded(`${property}:${value}`))
    .join('');
}

type Property = [name: string, value: string];

function event(one: Meeting, untitled: string): Property[] {
  const start = one.scheduledStartTime ?? one.startTime;
  if (!start) return [];
  const end = one.scheduledEndTime ?? one.endTime;
  const url = webLink(one.join?.url);
  const cancelled = one.status === 'cancelled';
  const properties: (Property | undefined)[] = [
    ['BEGIN', 'VEVENT'],
    // The same meeting has the same id in each answer, and so is one entry however often the feed is read.
    ['UID', `${one.id}@meetgate`],
    // What was cancelled is newer than what was booked; of changes between them no vendor tells a number.
    ['SEQUENCE', cancelled ? '1' : '0'],
    ['DTSTAMP', instant(one.observedAt)],
    ['DTSTART', instant(start)],
    // An end that is not after the start is no end to a calendar.
    end && end > start ? ['DTEND', instant(end)] : undefined,
    ['SUMMARY', text(line(one.subject ?? untitled))],
    ['STATUS', cancelled ? 'CANCELLED' : 'CONFIRMED'],
    ['DESCRIPTION', text(waysIn(one, url))],
    url ? ['LOCATION', text(url)] : undefined,
    url ? ['URL', url] : undefined,
    ['END', 'VEVENT'],
  ];
  return properties.filter((property) => property !== undefined && property[1] !== '') as Property[];
}

/** What one needs to join, a line each. */
function waysIn({ meetingNumber, join, host }: Meeting, url: string | undefined): string {
  const told = [
    ['Host', host?.displayName],
    ['Meeting number', meetingNumber],
    ['Passcode', join?.passcode],
    ['Telephone', join?.phoneNumbers?.join(', ')],
    ['Link', url],
  ];
  return told.flatMap(([label, value]) => (value ? `${label}: ${line(value)}` : [])).join('\n');
}

/** `20260302T010000Z`, to the second. */
const instant = (time: string): string =>
  new Date(time).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

/** A text of a vendor on one line: an entry must not end where the vendor wants it to. */
const line = (value: string): string => value.replace(/\p{Cc}+/gu, ' ');

/** A text as a property may hold it. [RFC 5545, 3.3.11] */
const text = (value: string): string =>
  value
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}+/gu, ' ');

/** No line has more octets. [RFC 5545, 3.1] */
const LONGEST_LINE = 75;

/** A line, folded between characters where it has too many octets in UTF-8: a Chinese one has three. */
function folded(whole: string): string {
  let written = '';
  let octets = 0;
  for (const character of whole) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > LONGEST_LINE) {
      written += '\r\n ';
      octets = 1;
    }
    written += character;
    octets += size;
  }
  return `${written}\r\n`;
}

/** A link that a calendar may make clickable. */
function webLink(value: string | undefined): string | undefined {
  const url = value === undefined ? null : URL.parse(value);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
