import type { Enterprise } from '../../world/enterprise.ts';
import { alwaysRuns, type MeetingKind } from '../../world/meeting.ts';
import { memo } from '../../world/memo.ts';
import { hiddenOf, lasting, layerOf } from '../../world/overlay/layer.ts';
import type { Overlay } from '../../world/overlay/overlay.ts';
import { overlayOver } from '../../world/overlay/overlayOver.ts';
import type { OverlayState } from '../../world/overlay/state.ts';
import { slotsOf } from '../../world/slots.ts';
import { joined, mapped, type Source, type Span, sourceOf, span, spanOf, without } from '../../world/span.ts';
import { AHEAD, during, isKnown, type Occurrence } from '../../world/timeline.ts';
import { ALL_HANDS } from './allHands.ts';
import { bookedIds } from './bookedIds.ts';
import { documentedMeetings } from './documented.ts';
import type { HuaweiDetails, HuaweiMeeting, MeetingReference } from './huaweiMeeting.ts';
import { huaweiPlans } from './huaweiPlans.ts';
import { briefOf, isRecorded, makeHuaweiMeeting } from './makeHuaweiMeeting.ts';
import { readTimeUuid, timeUuid } from './timeUuid.ts';
import { writtenReference } from './writtenMeeting.ts';

/** Some meetings by start, of which pages can be had without the rest. */
export type MeetingSpan = Span<MeetingReference>;

/** Huawei's side of the enterprise. Every method takes the time; none remembers one. */
export interface HuaweiWorld extends Enterprise {
  /** What callers do to it: how is written at the top of its module. */
  readonly overlay: Overlay<HuaweiDetails>;
  /** Meetings of one kind that run at an instant, by start and then by id. */
  ongoing(kind: MeetingKind, now: number): readonly MeetingReference[];
  /** What is booked and has not begun, by its booked start: what the world drew for two weeks ahead. */
  upcoming(kind: MeetingKind, now: number): MeetingSpan;
  /** What is not over: what runs, what is to come, and what may still be entered; by its booked start. */
  open(kind: MeetingKind, now: number): MeetingSpan;
  /** What began at or after `from` and before `to` and has ended, by start. The documents' own are not among them. */
  history(kind: MeetingKind, from: number, to: number, now: number): MeetingSpan;
  /** Meetings and webinars with some of their time, start and end included, in an interval. */
  during(from: number, to: number): readonly MeetingReference[];
  /** The use of a conference id nearest to an instant: it may be over, or not have begun. */
  byConferenceId(conferenceId: string, now: number): HuaweiMeeting | undefined;
  /** All meetings of the series that a caller booked under a conference id, by their turn; one where it is no series. */
  booking(conferenceId: string, now: number): readonly HuaweiMeeting[];
  byUUID(confUUID: string): HuaweiMeeting | undefined;
  /** A meeting by the world's own id. */
  byId(id: string, now: number): HuaweiMeeting | undefined;
  /** All runs of a meeting that ran several times, or the meeting itself. */
  runs(meeting: HuaweiMeeting): readonly HuaweiMeeting[];
  /** What callers booked or changed and may be held, or have something happen to it, in an interval; each run. */
  written(from: number, to: number): readonly MeetingReference[];
  /** Meetings that ended before an instant, the last `cycles` of each slot. */
  ended(now: number, cycles: number): readonly MeetingReference[];
}

const REMEMBERED = 2_000;

/** Huawei's side of an enterprise, with what callers did to it. */
export function huaweiWorld(enterprise: Enterprise, state: OverlayState<HuaweiDetails>): HuaweiWorld {
  const { seed, size, people: staff } = enterprise;
  const { slots, bySlots, times, ids, recurs, series, idOf, plan, timed } = huaweiPlans(seed, size);
  const allHands = memo(1, () =>
    makeHuaweiMeeting(seed, staff, { ...ALL_HANDS, attendees: size.largestAudience, returns: 0 }),
  );
  const always = documentedMeetings();
  const constant = () => [...always, allHands('')];
  const load = memo(REMEMBERED, (key) => {
    const [slot = 0, cycle = 0] = key.split('.').map(Number);
    return makeHuaweiMeeting(seed, staff, plan(times.occurrence(slot, cycle)));
  });
  const drawn = (id: string): HuaweiMeeting | undefined =>
    /^\d+\.-?\d+$/.test(id) ? load(id) : constant().find((one) => one.id === id);

  const overlay = overlayOver(state);
  const { conferenceIdOf, numberOf, slotOf } = bookedIds(seed);
  const writing = { seed, staff, drawn, conferenceIdOf, slotOf };
  const layer = layerOf<MeetingReference, HuaweiDetails>(overlay, (written, run) =>
    writtenReference(writing, written, run),
  );
  const reference = (occurrence: Occurrence): MeetingReference => ({
    ...timed(occurrence),
    conferenceId: idOf(occurrence.slot, occurrence.cycle),
    get confUUID() {
      return timeUuid(seed, occurrence.slot, occurrence.start);
    },
    get recorded() {
      return isRecorded(seed, this);
    },
    brief: () => briefOf(seed, staff, plan(occurrence)),
    load: () => load(timed(occurrence).id),
  });
  const untouched = (one: { readonly id: string }) => !overlay.has(one.id);
  const hidden = hiddenOf(overlay, drawn);
  /** The drawn ones of a span, less those that somebody has changed. */
  const drawnSource = (kind: MeetingKind, until: number, endedBy?: number): Source<MeetingReference> =>
    without(
      mapped(slotsOf(times, bySlots[kind], until, endedBy), reference),
      hidden(kind, until, endedBy),
      (one) => !untouched(one),
    );
  const current = (kind: MeetingKind) =>
    lasting(overlay, layer, (now) => {
      const fixed = always.filter((one) => one.kind === kind && alwaysRuns(one));
      const slot = bySlots[kind].map((slot) => reference(times.at(slot, now)));
      return [...fixed.map(fixedReference), ...slot].filter(untouched);
    });
  const currents = { webinar: current('webinar'), conference: current('conference') };
  const running = (kind: MeetingKind) =>
    lasting(overlay, layer, (now) => [...currents[kind](now), ...layer.at(kind, now).running].sort(byStart));
  const ongoing = { webinar: running('webinar'), conference: running('conference') };
  const begun = (kind: MeetingKind) =>
    lasting(overlay, layer, (now) =>
      [
        ...currents[kind](now),
        ...layer.at(kind, now).open.filter(({ scheduledStart }) => scheduledStart <= now),
      ].sort(byBooking),
    );
  const entered = { webinar: begun('webinar'), conference: begun('conference') };

  const byUUID = (confUUID: string) => {
    const known = constant().find((one) => one.confUUID === confUUID);
    if (known && untouched(known)) return known;
    const found = readTimeUuid(seed, confUUID);
    const start = found?.start ?? known?.start ?? Number.NaN;
    for (const written of overlay.within(start, start)) {
      const run = layer.views(written).find((one) => one.confUUID === confUUID);
      if (run) return run.load();
    }
    if (!found || found.slot >= slots) return undefined;
    const occurrence = times.at(found.slot, found.start);
    const { id } = timed(occurrence);
    return occurrence.start === found.start && !overlay.has(id) ? load(id) : undefined;
  };
  /** A drawn meeting, as it is once somebody has changed it. */
  const asWritten = (meeting: HuaweiMeeting | undefined, now: number): HuaweiMeeting | undefined => {
    const written = meeting && overlay.find(meeting.id);
    return written ? layer.view(written, now).load() : meeting;
  };
  const booking = (conferenceId: string, now: number) =>
    overlay.byNumber(numberOf(conferenceId)).map((written) => layer.view(written, now).load());

  return {
    ...enterprise,
    overlay,
    ongoing: (kind, now) => ongoing[kind](now),
    upcoming: (kind, now) =>
      span(
        [
          drawnSource(kind, now + AHEAD),
          sourceOf(layer.at(kind, now).coming, ({ scheduledStart }) => scheduledStart),
        ],
        now + 1,
        FAR,
        byBooking,
      ),
    open(kind, now) {
      const later = layer.at(kind, now).open.filter(({ scheduledStart }) => scheduledStart > now);
      const coming = span(
        [drawnSource(kind, now + AHEAD), sourceOf(later, ({ scheduledStart }) => scheduledStart)],
        now + 1,
        FAR,
        byBooking,
      );
      return joined(spanOf(entered[kind](now)), coming);
    },
    history: (kind, from, to, now) =>
      span(
        [
          drawnSource(kind, Number.POSITIVE_INFINITY, now),
          sourceOf(layer.at(kind, now).ended, ({ start }) => start),
        ],
        from,
        to,
        byStart,
      ),
    during(from, to) {
      const fixed = constant().filter((one) => one.start <= to && one.end >= from);
      const found = during(times, from, to).map(reference);
      return [...fixed.map(fixedReference), ...found].filter(untouched).sort(byStart);
    },
    byConferenceId(conferenceId, now) {
      const known = constant().find((one) => one.conferenceId !== '' && one.conferenceId === conferenceId);
      if (known) return asWritten(known, now);
      if (!/^\d{9}$/.test(conferenceId)) return undefined;
      const mine = booking(conferenceId, now);
      // The one of its series that runs, or else the next, or else the last.
      if (mine.length > 0)
        return (
          mine.find((one) => one.start <= now && now < one.end) ??
          mine.find((one) => one.over > now) ??
          mine.at(-1)
        );
      const found = ids.decode(Number(conferenceId), (slot) =>
        recurs(slot) ? 0 : times.at(slot, now).cycle,
      );
      if (!found) return undefined;
      const { slot } = found;
      if (recurs(slot)) {
        if (idOf(slot, found.cycle) !== conferenceId) return undefined;
        // The one of its series that runs, or else the next.
        const current = times.at(slot, now).cycle;
        return asWritten(load(`${slot}.${current + series(slot, found.cycle - current)}`), now);
      }
      const occurrence = times.occurrence(slot, found.cycle);
      return isKnown(occurrence, now) ? asWritten(load(timed(occurrence).id), now) : undefined;
    },
    booking,
    byUUID,
    byId(id, now) {
      const written = overlay.find(id);
      return written ? layer.view(written, now).load() : drawn(id);
    },
    runs(meeting) {
      const written = overlay.find(meeting.id);
      return written ? layer.views(written).map((one) => one.load()) : [meeting];
    },
    written: (from, to) => overlay.within(from, to).flatMap(layer.views),
    ended(now, cycles) {
      const past = Array.from({ length: slots }, (_, slot) => {
        const current = times.at(slot, now).cycle;
        return Array.from({ length: cycles }, (_, back) =>
          reference(times.occurrence(slot, current - 1 - back)),
        );
      });
      return [...past.flat(), fixedReference(allHands(''))].sort(byStart);
    },
  };
}

// Later than anything is booked.
const FAR = 8_640_000_000_000_000;

const fixedReference = (one: HuaweiMeeting): MeetingReference => ({
  ...one,
  recorded: one.recordings.length > 0,
  brief: () => one,
  load: () => one,
});

function byStart(a: MeetingReference, b: MeetingReference): number {
  return a.start - b.start || a.conferenceId.localeCompare(b.conferenceId);
}

function byBooking(a: MeetingReference, b: MeetingReference): number {
  return a.scheduledStart - b.scheduledStart || a.conferenceId.localeCompare(b.conferenceId);
}
