import type { MeetingKind } from '../meeting.ts';

/** What somebody attends with. */
export type Device = 'desktop' | 'mobile' | 'room' | 'phone';

/** Whoever comes: an employee by their account, or anybody by name. */
export interface Joiner {
  readonly name: string;
  /** An employee's account; absent for outsiders. */
  readonly account?: string | undefined;
  readonly number?: string | undefined;
  readonly device?: Device | undefined;
  readonly media?: 'video' | 'audio' | undefined;
  readonly role?: 'chair' | 'guest' | 'audience' | undefined;
}

/** One stay of somebody in a meeting. `leftAt` is absent while they are in it and nothing says when they go. */
export interface Stay extends Joiner {
  readonly joinedAt: number;
  leftAt?: number;
}

/** A recording: what was recorded, and when its file was ready. */
export interface Recording {
  readonly id: string;
  readonly start: number;
  /** Infinity, as the other, while it goes on: then until the run ends. */
  readonly end: number;
  readonly readyAt: number;
}

/** Whose meeting it is. */
export interface Booker {
  readonly name: string;
  /** Empty for an enterprise's default administrator. */
  readonly account: string;
}

/** What was done to one meeting. Plain data; `Details` is the vendor's own part of a booking. */
export interface Entry<Details extends object = object> {
  readonly id: string;
  readonly kind: MeetingKind;
  /**
   * From 1, in the order of booking: what a booked meeting's ids are drawn from. The meetings of a series have one in
   * common, and a `turn` each. 0 for a meeting that the world drew.
   */
  readonly number: number;
  readonly turn: number;
  readonly recurring: boolean;
  readonly created: number;
  scheduledStart: number;
  scheduledEnd: number;
  /** Whether it goes on beyond its end as long as somebody is in it. */
  readonly openEnded: boolean;
  /** Absent for one that the world drew until somebody changes it, as are the details. */
  subject?: string;
  booker?: Booker;
  details: Partial<Details>;
  /** Of one that the world drew: when it begins and ends, ended early or prolonged as it may be. */
  drawn?: { readonly start: number; readonly end: number };
  cancelledAt?: number;
  /** When somebody ended it for good. */
  concludedAt?: number;
  readonly stays: Stay[];
  /** Stays that the world drew and that somebody ended: their number and when. */
  readonly gone: [number, number][];
  readonly recordings: Recording[];
  /** When the runs began whose recordings somebody deleted: what the world would have recorded is gone, too. */
  readonly erased: number[];
  /** When it was changed. */
  readonly changes: number[];
}

/** All that was done to the meetings of one vendor. Plain data, kept with the rest of the simulation's state. */
export interface OverlayState<Details extends object = object> {
  /** Bookings so far. */
  made: number;
  /** By the world's id, in the order in which they were first touched. */
  readonly entries: Map<string, Entry<Details>>;
}

/** The world as it was drawn. */
export function emptyOverlay(): OverlayState {
  return { made: 0, entries: new Map() };
}
