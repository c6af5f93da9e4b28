import type { ProviderId } from '../../core/provider.ts';
import { withBooking } from '../merge/withBooking.ts';
import { type Meeting, OVER } from '../model/meeting.ts';
import { readMeetingId } from '../model/meetingId.ts';
import { endedSince } from './keyOf.ts';

const MINUTE = 60_000;
/** What lasts longer than this while a list is read may be given a second time; more would make cursors too long. */
const MOST_GIVEN = 200;
/** A conference of Quanshi's that begins within three hours may run before the list is read to its end. Minutes. */
const SOON = 180;
/** It may be entered until twelve hours after what was booked; occurrences of a series lie farther apart. Minutes. */
const SAME = 720;

/** How the lists of a vendor may tell the same meeting under another key. */
interface Repeats {
  /** What a meeting is known by on each list. */
  nameOn(row: Meeting): string | undefined;
  /** Whether it may move to another list while it is read. */
  mayMove(row: Meeting, began: number): boolean;
  /** Where it may be one that a page before had: its start, and how far from that it was given. Minutes. */
  given(row: Meeting, began: number): { start: number; earliest: number; latest: number } | undefined;
  /** Whether a page may have it twice, as it is booked and as it runs. */
  twice: boolean;
}

const repeats: Record<ProviderId, Repeats> = {
  /** A meeting as it runs, and once it has ended. */
  huawei: {
    nameOn: ({ kind, meetingNumber }) => (kind === 'meeting' ? meetingNumber : undefined),
    mayMove: ({ status }) => status !== 'ended',
    given: (row, began) =>
      endedSince(row, began) === undefined
        ? undefined
        : // As far from what was booked as `isOccurrence` allows.
          { start: Date.parse(row.startTime ?? '') / MINUTE, earliest: -30, latest: 120 },
    twice: false,
  },
  /** A conference by its booking: as it is booked or is over, and as it runs. */
  quanshi: {
    nameOn: ({ id }) => readMeetingId(id)?.own,
    mayMove: (row, began) =>
      minuteOf(row) < began / MINUTE + SOON &&
      // What is over may be entered again for a while.
      (!OVER.includes(row.status) || minuteOf(row) > began / MINUTE - 2 * SAME),
    given: (row) => ({ start: minuteOf(row), earliest: -SAME, latest: SAME }),
    twice: true,
  },
};

/**
 * The meetings of a page, each once: what two lists of a vendor tell of one is put together where one page has both.
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
    const { nameOn, mayMove, given: near, twice } = repeats[row.provider as ProviderId];
    const name = nameOn(row);
    const place = twice ? places.get(`${row.account} ${name}`) : undefined;
    const other = place === undefined ? undefined : meetings[place];
    if (place !== undefined && other && isSame(other, row)) {
      meetings[place] = row.scheduledStartTime ? withBooking(other, row) : withBooking(row, other);
      continue;
    }
    const again = near(row, began);
    if (again && given.some((mark) => isNear(mark, name, again))) continue;
    if (name !== undefined && mayMove(row, began)) given.push(`${name}@${minuteOf(row)}`);
    if (twice) places.set(`${row.account} ${name}`, meetings.length);
    meetings.push(row);
  }
  return { meetings, given: given.slice(-MOST_GIVEN) };
}

const minuteOf = ({ scheduledStartTime, startTime }: Meeting): number =>
  Math.floor(Date.parse(scheduledStartTime ?? startTime ?? '') / MINUTE);

/** Whether two rows of one page are a conference as it is booked and as it runs. */
const isSame = (one: Meeting, other: Meeting): boolean =>
  (one.scheduledStartTime === undefined) !== (other.scheduledStartTime === undefined) &&
  Math.abs(minuteOf(one) - minuteOf(other)) < SAME;

function isNear(
  mark: string,
  name: string | undefined,
  { start, earliest, latest }: NonNullable<ReturnType<Repeats['given']>>,
): boolean {
  const [known, minute] = mark.split('@');
  const late = start - Number(minute);
  return known === name && late >= earliest && late < latest;
}
