import { hash32 } from '../../fixtures/hash.ts';
import { dayKind } from '../../fixtures/holidays.ts';
import { BUSIEST_SHARE, minuteOf } from './dayCurve.ts';
import type { MeetingKind } from './meeting.ts';

const MINUTE = 60_000;
/** A day, ms. */
export const DAY = 1440 * MINUTE;
const BEIJING = 8 * 60 * MINUTE;

/** The day in Beijing of an instant, counted from 1970-01-01. */
export const dayOf = (instant: number): number => Math.floor((instant + BEIJING) / DAY);
/** When a day begins. */
export const dayStart = (day: number): number => day * DAY - BEIJING;

/** Meetings of one sort: single ones, or series that are held each working day or once a week. */
export interface Track {
  readonly kind: MeetingKind;
  readonly rhythm: 'single' | 'daily' | 'weekly';
  /** The number of its first slot; the others follow. */
  readonly first: number;
  /** How many slots: single meetings on the busiest day, or series. */
  readonly count: number;
  /** How long they may last, minutes. */
  readonly minutes: readonly number[];
}

/** Those of a track's slots that are used on a day, as they follow in time: from `low`, before `high`. */
export interface Used {
  readonly low: number;
  readonly high: number;
}

/** A track with what follows from its seed. */
export interface Days {
  readonly track: Track;
  used(day: number): Used;
  /** When slot `low + index` of a day is booked to begin. */
  start(day: number, used: Used, index: number): number;
  /** How many of a day's are booked to begin before an instant. */
  countBefore(day: number, instant: number): number;
}

// How much of a working day goes on otherwise.
const SHARE = { workday: 1, weekend: 0.05, holiday: 0.025 };
// Friday afternoons and the like: a working day has this much at least.
const LEAST = 0.85;
const REMEMBERED = 1_000;

/** The days of a track. */
export function daysOf(seed: number, name: string, track: Track): Days {
  const { rhythm, count, first } = track;
  const kept = new Map<number, Used>();
  const make = (day: number): Used => {
    const kind = dayKind(day);
    if (rhythm === 'single') {
      const busy = LEAST + ((1 - LEAST) * hash32(seed, name, first, day, 'busy')) / 0x100000000;
      return { low: 0, high: Math.max(1, Math.round(count * SHARE[kind] * busy)) };
    }
    if (kind !== 'workday') return { low: 0, high: 0 };
    if (rhythm === 'daily') return { low: 0, high: count };
    // 1970-01-01 was a Thursday. A weekend that is worked has no weekly meetings.
    const weekday = (day + 3) % 7;
    const part = (n: number) => Math.floor((count * n) / 5);
    return weekday < 5 ? { low: part(weekday), high: part(weekday + 1) } : { low: 0, high: 0 };
  };
  const used = (day: number): Used => {
    const known = kept.get(day);
    if (known) return known;
    if (kept.size >= REMEMBERED) kept.clear();
    const made = make(day);
    kept.set(day, made);
    return made;
  };
  const start = (day: number, { low, high }: Used, index: number) =>
    dayStart(day) + minuteOf((index + 0.5) / (high - low)) * MINUTE;
  return {
    track,
    used,
    start,
    countBefore(day, instant) {
      const here = used(day);
      if (instant >= dayStart(day + 1)) return here.high - here.low;
      if (instant <= dayStart(day)) return 0;
      let [begin, end] = [0, here.high - here.low];
      while (begin < end) {
        const middle = (begin + end) >>> 1;
        if (start(day, here, middle) < instant) begin = middle + 1;
        else end = middle;
      }
      return begin;
    },
  };
}

/** How many meetings a vendor's world has. */
export interface Share {
  readonly kind: MeetingKind;
  /** How many run in the busiest hour of a working day. */
  readonly busiest: number;
  /** How long they may last, minutes. */
  readonly minutes: readonly number[];
  /** Which part of them are daily series, and which weekly ones. */
  readonly daily: number;
  readonly weekly: number;
}

/** The tracks of some shares, one after another. */
export function tracksOf(shares: readonly Share[]): readonly Track[] {
  const tracks: Track[] = [];
  let first = 0;
  const add = (kind: MeetingKind, minutes: readonly number[], rhythm: Track['rhythm'], count: number) => {
    if (count === 0) return;
    tracks.push({ kind, minutes, rhythm, first, count });
    first += count;
  };
  for (const { kind, busiest, minutes, daily, weekly } of shares) {
    const hours = minutes.reduce((sum, one) => sum + one, 0) / minutes.length / 60;
    // The hours beside the busiest one have fewer, and those cancelled or empty do not run: measured over some weeks.
    const perDay = (1.4 * busiest) / (BUSIEST_SHARE * hours);
    add(kind, minutes, 'single', Math.max(1, Math.round(perDay * (1 - daily - weekly))));
    add(kind, minutes, 'daily', Math.round(perDay * daily));
    add(kind, minutes, 'weekly', Math.round(perDay * weekly) * 5);
  }
  return tracks;
}
