import type { Timed } from '../meeting.ts';
import { hours } from './hours.ts';
import { type Comer, MOST, type Overlay, type StayId, WorldFull, type Written } from './overlay.ts';
import { runsOf } from './runs.ts';
import type { Entry, OverlayState } from './state.ts';

// What follows from a run, as its recording's being ready, is there by then: a bound for looking it up.
const AFTERMATH = 3_600_000;

/** The API over a state that somebody else keeps; what is derived from it is made when the world is. */
export function overlayOver<Details extends object>(state: OverlayState<Details>): Overlay<Details> {
  const index = hours();
  const written = new Map<string, Written<Details>>();
  const numbers = new Map<number, Set<string>>();
  let version = 0;
  let stays = 0;

  const note = (entry: Entry<Details>) => {
    const runs = runsOf(entry);
    written.set(entry.id, { entry, ...runs });
    const moments = [entry.created, entry.cancelledAt, entry.concludedAt, runs.over, ...entry.changes];
    index.set(entry.id, [
      [entry.scheduledStart, entry.scheduledEnd],
      ...runs.runs.map(({ start, end }) => [start, end + AFTERMATH] as const),
      ...moments.flatMap((at) => (at === undefined ? [] : [[at, at] as const])),
      ...entry.recordings.flatMap(({ readyAt }) =>
        Number.isFinite(readyAt) ? [[readyAt, readyAt] as const] : [],
      ),
    ]);
    version += 1;
  };
  const add = (entry: Entry<Details>) => {
    state.entries.set(entry.id, entry);
    numbers.set(entry.number, (numbers.get(entry.number) ?? new Set()).add(entry.id));
    stays += entry.stays.length + entry.gone.length;
    note(entry);
  };
  const forget = ({ entry }: Written<Details>) => {
    state.entries.delete(entry.id);
    written.delete(entry.id);
    index.remove(entry.id);
    numbers.get(entry.number)?.delete(entry.id);
    stays -= entry.stays.length + entry.gone.length;
  };
  const makeRoom = (now: number, wanted: number) => {
    for (const one of written.values()) {
      if (written.size + wanted <= MOST.entries) return;
      if (one.over < now) forget(one);
    }
    if (written.size + wanted > MOST.entries)
      throw new WorldFull(`no more than ${MOST.entries} meetings can be booked or changed`);
  };
  /** The entry of a meeting, made where there was none: then the world drew it. */
  const touch = (meeting: Timed, now: number): Entry<Details> => {
    const known = state.entries.get(meeting.id);
    if (known) return known;
    makeRoom(now, 1);
    const { id, kind, created, scheduledStart, scheduledEnd, start, end } = meeting;
    const made: Entry<Details> = {
      id,
      kind,
      number: 0,
      turn: 0,
      recurring: false,
      created,
      scheduledStart,
      scheduledEnd,
      openEnded: false,
      details: {},
      drawn: { start, end },
      stays: [],
      gone: [],
      recordings: [],
      erased: [],
      changes: [],
    };
    add(made);
    return made;
  };
  const emptied = (entry: Entry<Details>, now: number) => {
    for (const stay of entry.stays)
      if ((stay.leftAt ?? now) >= now) stay.leftAt = Math.max(now, stay.joinedAt);
    const { drawn } = entry;
    if (drawn) entry.drawn = { start: drawn.start, end: Math.min(drawn.end, Math.max(now, drawn.start)) };
  };
  /** Changes an entry and brings what follows from it up to date. */
  const on = (meeting: Timed, now: number, act: (entry: Entry<Details>) => void) => {
    const entry = touch(meeting, now);
    act(entry);
    note(entry);
  };
  const count = (entry: Entry<Details>, more: number) => {
    if (entry.stays.length + entry.gone.length + more > MOST.stays || stays + more > MOST.staysInAll)
      throw new WorldFull(
        `no more than ${MOST.stays} can join or leave one meeting, ${MOST.staysInAll} all of them`,
      );
    stays += more;
  };
  const joinAll = (meeting: Timed, comers: readonly Comer[], now: number): readonly StayId[] => {
    const entry = touch(meeting, now);
    count(entry, comers.length);
    const made = comers.map(({ who, at }) => ({
      of: 'written' as const,
      number: entry.stays.push({ ...who, joinedAt: at }) - 1,
    }));
    note(entry);
    return made;
  };
  const leaveAll = (meeting: Timed, gone: readonly StayId[], now: number) =>
    on(meeting, now, (entry) => {
      count(entry, gone.filter(({ of }) => of === 'drawn').length);
      for (const { of, number } of gone) {
        const stay = entry.stays[number];
        if (of === 'drawn') entry.gone.push([number, now]);
        else if (stay) stay.leftAt = now;
      }
    });
  for (const entry of state.entries.values()) add(entry);

  return {
    get version() {
      return version;
    },
    book({ times, recurring = times.length > 1, openEnded = false, kind, booker, subject, details }, now) {
      makeRoom(now, times.length);
      const number = ++state.made;
      return times.map(({ start, end }, turn) => {
        const id = recurring ? `b${number}.${turn}` : `b${number}`;
        const entry: Entry<Details> = {
          id,
          kind,
          number,
          turn,
          recurring,
          created: now,
          scheduledStart: start,
          scheduledEnd: end,
          openEnded,
          subject,
          booker,
          details: { ...details },
          stays: [],
          gone: [],
          recordings: [],
          erased: [],
          changes: [],
        };
        add(entry);
        return entry;
      });
    },
    change: (meeting, { start, end, subject, details }, now) =>
      on(meeting, now, (entry) => {
        const { drawn } = entry;
        if (start !== undefined && drawn)
          entry.drawn = {
            start: drawn.start + start - entry.scheduledStart,
            end: drawn.end + (end ?? entry.scheduledEnd) - entry.scheduledEnd,
          };
        entry.scheduledStart = start ?? entry.scheduledStart;
        entry.scheduledEnd = end ?? entry.scheduledEnd;
        if (subject !== undefined) entry.subject = subject;
        entry.details = { ...entry.details, ...details };
        entry.changes.push(now);
        if (entry.changes.length > MOST.changes) entry.changes.shift();
      }),
    cancel: (meeting, now) =>
      on(meeting, now, (entry) => {
        emptied(entry, now);
        entry.cancelledAt = now;
      }),
    join: (meeting, who, now) => joinAll(meeting, [{ who, at: now }], now)[0] as StayId,
    joinAll,
    leave: (meeting, stay, now) => leaveAll(meeting, [stay], now),
    leaveAll,
    end: (meeting, now) => on(meeting, now, (entry) => emptied(entry, now)),
    conclude: (meeting, now) =>
      on(meeting, now, (entry) => {
        emptied(entry, now);
        entry.concludedAt = now;
      }),
    prolong: (meeting, by, now) =>
      on(meeting, now, (entry) => {
        entry.scheduledEnd += by;
        if (entry.drawn) entry.drawn = { start: entry.drawn.start, end: entry.drawn.end + by };
      }),
    record(meeting, recording, now) {
      const { recordings } = touch(meeting, now);
      if (recordings.length >= MOST.recordings)
        throw new WorldFull(`a meeting can be recorded ${MOST.recordings} times`);
      const made = { ...recording, id: `${meeting.id}.${recordings.length}.${recording.start}` };
      on(meeting, now, (entry) => entry.recordings.push(made));
      return made;
    },
    finish: (meeting, id, end, now) =>
      on(meeting, now, ({ recordings }) => {
        const place = recordings.findIndex((one) => one.id === id);
        const one = recordings[place];
        if (one) recordings[place] = { ...one, ...end };
      }),
    erase: (meeting, now) =>
      on(meeting, now, ({ recordings, erased }) => {
        const others = recordings.filter(({ start }) => start < meeting.start || start > meeting.end);
        recordings.splice(0, recordings.length, ...others);
        if (!erased.includes(meeting.start)) erased.push(meeting.start);
        if (erased.length > MOST.recordings) erased.shift();
      }),
    has: (id) => state.entries.has(id),
    find: (id) => written.get(id),
    byNumber: (number) => (number === 0 ? [] : found(numbers.get(number) ?? [])),
    within: (from, to) => found(index.within(from, to)),
    all: () => written.values(),
  };

  function found(ids: Iterable<string>): Written<Details>[] {
    return [...ids].flatMap((id) => written.get(id) ?? []);
  }
}
