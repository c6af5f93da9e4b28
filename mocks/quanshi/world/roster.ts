import { fraction } from '../../../fixtures/hash.ts';
import type { Terminal } from '../../../fixtures/quanshiConference.ts';
import { type Presence, presence } from '../../world/presence.ts';

/** One stay of one attendee of a Quanshi conference. Times in milliseconds. */
export interface Seat {
  /** Whose: 0 is the host. Who returns after a lost connection has another seat under the same number. */
  readonly person: number;
  readonly terminal: Terminal;
  readonly joinTime: number;
  readonly leftTime: number;
}

const MOST_RETURNS = 0.1;

/**
 * The attendees of one conference. The host is there from the first instant to the last: a conference without anybody
 * would not be live.
 *
 * @param people how many come, the host among them
 */
export function roster(seed: number, eventId: number, start: number, end: number, people: number): Presence {
  const guests = people - 1;
  const returns = Math.floor(guests * MOST_RETURNS * fraction(seed, 'quanshi', eventId, 'returns'));
  const stays = presence(seed, `q${eventId}`, start, end, guests, returns);
  return {
    people,
    total: 1 + stays.total,
    person: (index) => (index === 0 ? 0 : 1 + stays.person(index - 1)),
    stay: (index) => (index === 0 ? { joinTime: start, leftTime: end } : stays.stay(index - 1)),
    online: (now) => (now >= start && now < end ? 1 + stays.online(now) : 0),
  };
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
