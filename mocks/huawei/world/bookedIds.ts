import { permutation } from '../../world/permutation.ts';

// Those that the world draws end below, see FIRST_ID.
const FIRST = 990_000_000;
const COUNT = 9_000_000;
// The upper half of the 24 bits that a UUID has for its meeting.
const BOOKED_SLOT = 0x80_0000;

/** The ids of bookings, by their number. */
export interface BookedIds {
  conferenceIdOf(number: number): string;
  /** The number of a conference id; 0 for one of no booking. */
  numberOf(conferenceId: string): number;
  /** What stands for a meeting in its UUIDs. */
  slotOf(id: string, number: number): number;
}

/** The ids of the bookings of one seed. */
export function bookedIds(seed: number): BookedIds {
  const shuffle = permutation(COUNT, seed, 'huawei', 'booked');
  return {
    conferenceIdOf: (number) => String(FIRST + shuffle.at(number % COUNT)),
    numberOf(conferenceId) {
      const value = Number(conferenceId) - FIRST;
      return value >= 0 && value < COUNT ? shuffle.indexOf(value) : 0;
    },
    slotOf(id, number) {
      if (number > 0) return BOOKED_SLOT | (number % BOOKED_SLOT);
      // A meeting of the documents that is entered again has no slot.
      const slot = Number.parseInt(id, 10);
      return Number.isNaN(slot) ? BOOKED_SLOT - 1 : slot;
    },
  };
}
