import { withBooking } from '../merge/withBooking.ts';
import type { Meeting } from '../model/meeting.ts';
import { readMeetingId } from '../model/meetingId.ts';
import { endedSince } from './keyOf.ts';

const MINUTE = 60_000;
/** What lasts longer than this while a list is read may be given a second time; more would make cursors too long. */
const MOST_GIVEN = 200;
/** A conference of Quanshi's that begins within three hours may run before the list is read to its end. Minutes. */
const SOON = 180;
/** It may be entered until twelve hours after what was booked; occurrences of a series lie farther apart. Minutes. */
const SAME = 720;

/**
 * The meetings of a page, each once. Two lists of a vendor may tell the same one under another key: Huawei's as it runs and
 * once it has ended; Quanshi's as it is booked and as it runs, which are put together where one page has both.
 *
 * @param given what the pages before had, as `given` of the answer tells it
 */
export function withoutRepeats(
  rows: readonly { row: Meeting }[],
  { began, given: before }: { began: number; given: readonly string[] },
): { meetings: Meeting[]; given: string[] } {
  const given = [...before];
  const meetings: Meeting[] = [];
  const places = new Map<string, number>();
  for (const { row } of rows) {
    const name = nameOn(row);
    const place = places.get(`${row.account} ${name}`);
    const other = place === undefined ? undefined : meetings[place];
    if (place !== undefined && other && isSame(other, row)) {
      meetings[place] = row.scheduledStartTime ? withBooking(other, row) : withBooking(row, other);
      continue;
    }
    if (name !== undefined && wasGiven(row, name, given, began)) continue;
    if (name !== undefined && mayMove(row, began)) given.push(`${name}@${minuteOf(row)}`);
    if (name !== undefined && row.provider === 'quanshi')
      places.set(`${row.account} ${name}`, meetings.length);
    meetings.push(row);
  }
  return { meetings, given: given.slice(-MOST_GIVEN) };
}

const minuteOf = ({ scheduledStartTime, startTime }: Meeting): number =>
  Math.floor(Date.parse(scheduledStartTime ?? startTime ?? '') / MINUTE);

/** What a meeting is known by on each list of its vendor: Quanshi's by its booking, a meeting of Huawei's by its number. */
const nameOn = ({ id, provider, kind, meetingNumber }: Meeting): string | undefined =>
  provider === 'quanshi' ? readMeetingId(id)?.own : kind === 'meeting' ? meetingNumber : undefined;

const mayMove = (row: Meeting, began: number): boolean =>
  row.provider === 'quanshi' ? minuteOf(row) < began / MINUTE + SOON : row.status !== 'ended';

/** Whether two rows of one page are a conference as it is booked and as it runs. */
const isSame = (one: Meeting, other: Meeting): boolean =>
  (one.scheduledStartTime === undefined) !== (other.scheduledStartTime === undefined) &&
  Math.abs(minuteOf(one) - minuteOf(other)) < SAME;

/**
 * Whether a page before had it: a meeting that has ended, as one of that number that was booked near its start; a conference,
 * as it was booked or ran.
 */
function wasGiven(row: Meeting, name: string, given: readonly string[], began: number): boolean {
  const conference = row.provider === 'quanshi';
  if (!conference && endedSince(row, began) === undefined) return false;
  // As far from what was booked as `isOccurrence` allows.
  const [earliest, latest] = conference ? [-SAME, SAME] : [-30, 120];
  const start = conference ? minuteOf(row) : Date.parse(row.startTime ?? '') / MINUTE;
  return given.some((mark) => {
    const [known, minute] = mark.split('@');
    const late = start - Number(minute);
    return known === name && late >= earliest && late < latest;
  });
}
