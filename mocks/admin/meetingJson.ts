import { currentOf, type Room } from '../vendor.ts';
import { alwaysRuns, statusOf, type Timed } from '../world/meeting.ts';
import type { Pace } from '../world/pace.ts';

// How many people are written before others get their turn.
const AT_ONCE = 200;

/**
 * A meeting as it is at an instant, as JSON text in parts: a webinar of 100,000 is written without being held whole.
 *
 * @param rooms its runs, in order
 */
export async function* meetingJson(
  vendor: string,
  rooms: readonly [Room, ...Room[]],
  now: number,
  pace: Pace,
): AsyncGenerator<string> {
  const { meeting, ids, subject, host, hostAccount, hostDetails, recurring, entries } =
    currentOf(rooms, now) ?? rooms[0];
  const { id, kind, scheduledStart, scheduledEnd } = meeting;
  const status = statusOf(meeting, now);
  const begun = rooms.filter((one) => one.meeting.start <= now || alwaysRuns(one.meeting));
  const head = {
    id,
    vendor,
    kind,
    ...ids,
    subject,
    host,
    hostDetails: { account: hostAccount, ...hostDetails },
    recurring,
    entries,
    status,
    scheduledStart: iso(scheduledStart),
    scheduledEnd: iso(scheduledEnd),
    actualStart: begun[0] ? iso(begun[0].meeting.start) : null,
    actualEnd: status === 'ended' ? iso(meeting.end) : null,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"people":[`;
  let separator = '';
  for await (const text of peopleOf(begun, now, pace)) {
    yield separator + text;
    separator = ',';
  }
  yield ']}';
}

/** Who came, each with all their stays so far. */
async function* peopleOf(rooms: readonly Room[], now: number, pace: Pace): AsyncGenerator<string> {
  // In each run, the stays of each person, by the number of the first; a person of two runs is told twice apart in the
  // world, and is one here where account, number and name are the same.
  const stays = new Map<string, { readonly who: object; readonly intervals: object[] }>();
  for (const { attendance, who: whoCame } of rooms) {
    const keys = new Map<number, string>();
    for (let index = 0; index < attendance.total; index++) {
      if (index % AT_ONCE === 0) await pace();
      const { joinTime, leftTime } = attendance.stay(index);
      const one = joinTime <= now ? whoCame(index) : undefined;
      if (!one) continue;
      const { name, number, account, userId, email, department, device, media } = one;
      const person = attendance.person(index);
      const key = keys.get(person) ?? `${account}\n${number}\n${name}`;
      keys.set(person, key);
      // Whoever comes first in the world is the host.
      const role = person === 0 ? 'host' : 'participant';
      const who = { name, number, account, userId, email, department, role };
      const known = stays.get(key) ?? { who, intervals: [] };
      stays.set(key, known);
      const leftAt = leftTime <= now ? iso(leftTime) : null;
      known.intervals.push({ joinedAt: iso(joinTime), leftAt, device, media });
    }
  }
  let count = 0;
  for (const { who, intervals } of stays.values()) {
    if (count++ % AT_ONCE === 0) await pace();
    yield JSON.stringify({ ...who, intervals });
  }
}

/** Whether some of a meeting's time, as booked or as it was, lies in an interval. */
export function touches(
  { scheduledStart, scheduledEnd, start, end }: Timed,
  from: number,
  to: number,
): boolean {
  return (
    Math.min(scheduledStart, start) < to && Math.max(scheduledEnd, Number.isFinite(start) ? end : 0) > from
  );
}

/** ISO 8601; null for what never comes. */
const iso = (instant: number): string | null =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : null;
