import type { MeetingKind, Timed } from '../meeting.ts';
import { GRID } from '../occasions.ts';
import type { Overlay, Written } from './overlay.ts';
import type { Run } from './runs.ts';

/** What callers wrote, as the lists of a vendor need it: each run of a meeting, and what is still to come. */
export interface Layer<T extends Timed, Details extends object = object> {
  /** Those of one kind at an instant. */
  at(kind: MeetingKind, now: number): Moment<T>;
  /** Until when what `at` says of an instant holds. */
  until(now: number): number;
  /** One meeting as it is at an instant: the run that lasts, or the last one, or what is to come. */
  view(written: Written<Details>, now: number): T;
  /** Each run of a meeting, or the one that is to come. */
  views(written: Written<Details>): readonly T[];
}

/** What was written, at one instant. Each list is in order, and none is changed any more. */
export interface Moment<T> {
  readonly running: readonly T[];
  /** Not running, not over, and to begin later, by their booked start. */
  readonly coming: readonly T[];
  /** Not over, running or not, by their booked start. */
  readonly open: readonly T[];
  /** Runs that have ended, by their start. */
  readonly ended: readonly T[];
}

interface Snapshot<T> {
  readonly version: number;
  readonly from: number;
  /** The next instant at which anything is otherwise. */
  readonly until: number;
  readonly moments: Readonly<Record<MeetingKind, Moment<T>>>;
}

/**
 * The written meetings of one vendor. They are looked through once, and again only after a change or when one of them
 * begins or ends: a list in between costs nothing, however many are booked.
 *
 * @param reference makes the vendor's reference of one run, undefined for a meeting that has none yet
 */
export function layerOf<T extends Timed, Details extends object>(
  overlay: Overlay<Details>,
  reference: (written: Written<Details>, run: Run | undefined) => T,
): Layer<T, Details> {
  const known = new WeakMap<object, readonly T[]>();
  const views = (written: Written<Details>): readonly T[] => {
    const runs = written.runs.length === 0 ? [undefined] : written.runs;
    const made = known.get(written) ?? runs.map((run) => reference(written, run));
    known.set(written, made);
    return made;
  };
  const view = (written: Written<Details>, now: number): T => {
    const all = views(written);
    const begun = all.filter(({ start }) => start <= now);
    // A meeting has one view at least.
    return begun.at(-1) ?? (all[0] as T);
  };
  const look = (now: number): Snapshot<T> => {
    const empty = () => ({ running: [] as T[], coming: [] as T[], open: [] as T[], ended: [] as T[] });
    const moments = { webinar: empty(), conference: empty() };
    let until = Number.POSITIVE_INFINITY;
    const boundary = (instant: number) => {
      if (instant > now && instant < until) until = instant;
    };
    for (const written of overlay.all()) {
      const { scheduledStart, kind } = written.entry;
      const here = moments[kind];
      const current = view(written, now);
      const runs = current.start <= now && now < current.end;
      if (runs) here.running.push(current);
      if (written.over > now) {
        here.open.push(current);
        if (!runs && scheduledStart > now) here.coming.push(current);
      }
      for (const one of views(written)) {
        if (one.end <= now && one.end > one.start) here.ended.push(one);
        boundary(one.start);
        boundary(one.end);
      }
      boundary(scheduledStart);
      boundary(written.over);
    }
    for (const { running, coming, open, ended } of Object.values(moments)) {
      running.sort((a, b) => a.start - b.start);
      ended.sort((a, b) => a.start - b.start);
      for (const list of [coming, open]) list.sort((a, b) => a.scheduledStart - b.scheduledStart);
    }
    return { version: overlay.version, from: now, until, moments };
  };
  let kept: Snapshot<T> | undefined;
  const snapshot = (now: number) => {
    if (kept?.version !== overlay.version || now < kept.from || now >= kept.until) kept = look(now);
    return kept;
  };
  return {
    at: (kind, now) => snapshot(now).moments[kind],
    until: (now) => snapshot(now).until,
    view,
    views,
  };
}

/**
 * Remembers a list until something may begin or end: among the drawn that happens only every ten seconds, and among the
 * written at instants that the layer knows. In between a list of thousands is made and sorted once.
 */
export function lasting<T>(
  overlay: Pick<Overlay, 'version'>,
  layer: { until(now: number): number },
  make: (now: number) => readonly T[],
): (now: number) => readonly T[] {
  let kept: { version: number; from: number; until: number; list: readonly T[] } | undefined;
  return (now) => {
    if (kept?.version === overlay.version && now >= kept.from && now < kept.until) return kept.list;
    const until = Math.min(layer.until(now), (Math.floor(now / GRID) + 1) * GRID);
    kept = { version: overlay.version, from: now, until, list: make(now) };
    return kept.list;
  };
}

/**
 * When the drawn meetings of a kind begin that somebody has changed, in order: so many are missing among the drawn.
 * @param drawn a meeting as it was drawn
 */
export function hiddenOf(
  overlay: Pick<Overlay, 'version' | 'all'>,
  drawn: (id: string) => Timed | undefined,
): (
  kind: MeetingKind,
  counts: (one: Timed) => boolean,
  by?: 'start' | 'scheduledStart',
) => readonly number[] {
  let kept: { readonly version: number; readonly all: readonly Timed[] } | undefined;
  return (kind, counts, by = 'scheduledStart') => {
    if (kept?.version !== overlay.version) {
      const all = [...overlay.all()].flatMap(({ entry }) =>
        entry.number === 0 ? (drawn(entry.id) ?? []) : [],
      );
      kept = { version: overlay.version, all };
    }
    return kept.all
      .filter((one) => one.kind === kind && counts(one))
      .map((one) => one[by])
      .sort((a, b) => a - b);
  };
}
