import type { MeetingKind, Timed } from '../meeting.ts';
import type { Runs } from './runs.ts';
import type { Booker, Entry, Joiner, Recording } from './state.ts';

/*
 * The world can be written. What callers do lies over what was drawn, so an operation only says what happens:
 *
 *     const [entry] = world.overlay.book({ kind: 'conference', times: [{ start, end }], booker, subject, details }, now);
 *     return conferenceInfo(world.byId(entry.id, now)); // the vendor's own shape of it
 *
 *     const meeting = world.byConferenceId(id, now);   // drawn or booked: the operation need not know
 *     world.overlay.change(meeting, { subject, details }, now);
 *     world.overlay.cancel(meeting, now);
 *     world.overlay.join(meeting, { name, account, device: 'desktop', media: 'video' }, now); // the first one starts it
 *     world.overlay.leave(meeting, meeting.attendance.idOf(index), now); // the last one ends its run
 *     world.overlay.end(meeting, now);       // everybody goes; it may be entered again until its time is over
 *     world.overlay.conclude(meeting, now);  // everybody goes, for good
 *     world.overlay.prolong(meeting, 15 * 60_000, now);
 *     world.overlay.record(meeting, { start, end, readyAt }, now); // Infinity for both: until `finish`, or the run's end
 *     world.overlay.finish(meeting, id, { end, readyAt }, now);
 *     world.overlay.erase(meeting, now);     // the recordings of this run are deleted
 *
 * What a vendor refuses (not the owner, over already, in the past …) is for the operation to refuse first: here every
 * change is made that can be. The lists, counts, attendance and events of a vendor's world see it at once.
 *
 * Bounds: 20,000 meetings touched, 5,000 stays written or ended in one of them and 100,000 in all. Beyond the first the one that was
 * touched first among those over is forgotten; where none is over, and beyond the others, `WorldFull` is thrown.
 */

/** How much can be written, for each vendor: bounds on memory, no vendor's. */
export const MOST = {
  entries: 20_000,
  stays: 5_000,
  staysInAll: 100_000,
  changes: 100,
  recordings: 100,
} as const;

/** Nothing more can be written. */
export class WorldFull extends Error {
  override readonly name = 'WorldFull';
}

/** A meeting to book: one, or a series with a time for each. */
export interface Booking<Details extends object> {
  readonly kind: MeetingKind;
  readonly times: readonly { readonly start: number; readonly end: number }[];
  /** Whether the times are those of a series, which may have only one. */
  readonly recurring?: boolean;
  readonly booker: Booker;
  readonly subject: string;
  readonly openEnded?: boolean;
  readonly details: Details;
}

/** What of a meeting is to be otherwise; what is left out stays. */
export interface Change<Details extends object> {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly subject?: string | undefined;
  readonly details?: Partial<Details> | undefined;
}

/** An entry, with what follows from it. */
export interface Written<Details extends object> extends Runs {
  readonly entry: Entry<Details>;
}

/** What callers did to the meetings of one vendor. */
export interface Overlay<Details extends object = object> {
  /** Another number after each change: what was made of the world before is then to be made anew. */
  readonly version: number;
  /** Books a meeting, or each of a series. @throws WorldFull */
  book(booking: Booking<Details>, now: number): readonly Entry<Details>[];
  change(meeting: Timed, change: Change<Details>, now: number): void;
  cancel(meeting: Timed, now: number): void;
  /** Somebody comes; the first one starts the meeting. Returns what `leave` takes. @throws WorldFull */
  join(meeting: Timed, who: Joiner, now: number): StayId;
  /** Many come, each at an instant of their own, in order: worked out once. @throws WorldFull */
  joinAll(meeting: Timed, comers: readonly Comer[], now: number): readonly StayId[];
  /** @throws WorldFull */
  leave(meeting: Timed, stay: StayId, now: number): void;
  /** @throws WorldFull */
  leaveAll(meeting: Timed, stays: readonly StayId[], now: number): void;
  end(meeting: Timed, now: number): void;
  conclude(meeting: Timed, now: number): void;
  prolong(meeting: Timed, by: number, now: number): void;
  /** @throws WorldFull */
  record(meeting: Timed, recording: Omit<Recording, 'id'>, now: number): Recording;
  /** A recording that goes on stops. */
  finish(meeting: Timed, id: string, end: Pick<Recording, 'end' | 'readyAt'>, now: number): void;
  /** Deletes what was recorded of the run of a meeting, by callers and by the world. */
  erase(meeting: Timed, now: number): void;
  has(id: string): boolean;
  find(id: string): Written<Details> | undefined;
  /** The meetings of a booking, by their common number. */
  byNumber(number: number): readonly Written<Details>[];
  /** What may be held, or have something happen to it, in an interval, its ends included; in no order. */
  within(from: number, to: number): readonly Written<Details>[];
  /** All of them. */
  all(): Iterable<Written<Details>>;
}

/** Somebody who comes, and when. */
export interface Comer {
  readonly who: Joiner;
  readonly at: number;
}

/** A stay of a meeting: one that the world drew, by its number, or one that somebody made. */
export interface StayId {
  readonly of: 'drawn' | 'written';
  readonly number: number;
}
