import { fraction } from '../../../fixtures/hash.ts';
import { type Terminal, terminal } from '../../../fixtures/quanshiConference.ts';
import { presence } from '../../world/presence.ts';

/** One stay of one attendee of a Quanshi conference. Times in milliseconds. */
export interface Seat {
  /** Whose: 0 is the host. Who returns after a lost connection has another seat under the same number. */
  readonly person: number;
  readonly terminal: Terminal;
  readonly joinTime: number;
  readonly leftTime: number;
}

/** Who sits in a conference when. */
export interface Roster {
  online(now: number): number;
  present(now: number): readonly Seat[];
}

const MOST_RETURNS = 0.1;

/**
 * The attendees of one conference. The host is there from the first instant to the last: a conference without anybody
 * would not be live.
 *
 * @param people how many come, the host among them
 */
export function roster(seed: number, eventId: number, start: number, end: number, people: number): Roster {
  const guests = people - 1;
  const returns = Math.floor(guests * MOST_RETURNS * fraction(seed, 'quanshi', eventId, 'returns'));
  const stays = presence(seed, `q${eventId}`, start, end, guests, returns);
  let seats: readonly Seat[] | undefined;
  const everySeat = () => {
    const host = { person: 0, terminal: terminal(seed, eventId, 0), joinTime: start, leftTime: end };
    const others = Array.from({ length: stays.total }, (_, index): Seat => {
      const person = 1 + stays.person(index);
      return { person, terminal: terminal(seed, eventId, person), ...stays.stay(index) };
    });
    return [host, ...others];
  };
  return {
    online: (now) => (now >= start && now < end ? 1 + stays.online(now) : 0),
    present(now) {
      if (now < start || now >= end) return [];
      seats ??= everySeat();
      return seats.filter((one) => one.joinTime <= now && now < one.leftTime);
    },
  };
}
