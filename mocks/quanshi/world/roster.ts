import { fraction } from '../../../fixtures/hash.ts';
import type { Terminal } from '../../../fixtures/quanshiConference.ts';
import type { Timed } from '../../world/meeting.ts';
import { hosted, NOBODY, type Presence } from '../../world/presence.ts';

/** One stay of one attendee of a Quanshi conference. Times in milliseconds. */
export interface Seat {
  /** Whose: 0 is the host. Who returns after a lost connection has another seat under the same number. */
  readonly person: number;
  readonly terminal: Terminal;
  readonly joinTime: number;
  readonly leftTime: number;
}

const MOST_RETURNS = 0.1;
const MOST_DOUBLES = 0.06;

/**
 * The attendees of one conference. The host is there from the first instant to the last: a conference without anybody
 * would not be live.
 */
export function roster(
  seed: number,
  { eventId, start, end, people }: Pick<Timed, 'start' | 'end'> & { eventId: number; people: number },
): Presence {
  if (!Number.isFinite(start)) return NOBODY;
  const share = (most: number, field: string) =>
    Math.floor((people - 1) * most * fraction(seed, 'quanshi', eventId, field));
  const [returns, doubles] = [share(MOST_RETURNS, 'returns'), share(MOST_DOUBLES, 'doubles')];
  return hosted(seed, `q${eventId}`, start, end, { people, returns, doubles });
}

/** Who is there at an instant, by arrival: as many as `online` says. */
export function seated(
  { total, person, stay }: Presence,
  terminal: (index: number) => Terminal,
): (now: number) => readonly Seat[] {
  let seats: readonly Seat[] | undefined;
  return (now) => {
    seats ??= Array.from({ length: total }, (_, index) => ({
      person: person(index),
      terminal: terminal(index),
      ...stay(index),
    }));
    return seats.filter((one) => one.joinTime <= now && now < one.leftTime);
  };
}
