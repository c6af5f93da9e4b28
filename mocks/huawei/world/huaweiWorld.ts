import type { Enterprise } from '../../world/enterprise.ts';
import { alwaysRuns, type MeetingKind } from '../../world/meeting.ts';
import { memo } from '../../world/memo.ts';
import { AHEAD, type Occurrence } from '../../world/occasions.ts';
import { hiddenOf, lasting, layerOf } from '../../world/overlay/layer.ts';
import type { Overlay } from '../../world/overlay/overlay.ts';
import { overlayOver } from '../../world/overlay/overlayOver.ts';
import type { OverlayState } from '../../world/overlay/state.ts';
import { joined, mapped, type Source, type Span, sourceOf, span, spanOf, without } from '../../world/span.ts';
import { isForgotten, isKnown } from '../../world/timetable.ts';
import { dayOf } from '../../world/track.ts';
import { ALL_HANDS } from './allHands.ts';
import { bookedIds } from './bookedIds.ts';
import { documentedMeetings } from './documented.ts';
import { DrawnReference } from './drawnReference.ts';
import type { HuaweiDetails, HuaweiMeeting, MeetingReference } from './huaweiMeeting.ts';
import { huaweiPlans } from './huaweiPlans.ts';
import { briefOf, isRecorded, makeHuaweiMeeting } from './makeHuaweiMeeting.ts';
import { readTimeUuid } from './timeUuid.ts';
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
  /**
   * What began at or after `from` and before `to` and has ended, by start: webinars by the booked one, which their list
   * shows, meetings by the real one. The documents' own are not among them.
   */
  history(kind: MeetingKind, from: number, to: number, now: number): MeetingSpan;
  /** Meetings and webinars with some of their time, start and end included, in an interval. */
  during(from: number, to: number): readonly MeetingReference[];
  /** The use of a conference id nearest to an instant: it may be over, or not have begun. */
  byConferenceId(conferenceId: string, now: number): HuaweiMeeting | undefined;
  /** All meetings of the series that a caller booked under a conference id, by their turn; one where it is no series. */
  booking(conferenceId: string, now: number): readonly HuaweiMeeting[];
  /** Given an instant, what is forgotten by then is not found: six months after its end. */
  byUUID(confUUID: string, now?: number): HuaweiMeeting | undefined;
  /** A meeting by the world's own id. */
  byId(id: string, now: number): HuaweiMeeting | undefined;
  /** All runs of a meeting that ran several times, or the meeting itself. */
  runs(meeting: HuaweiMeeting): readonly HuaweiMeeting[];
  /** What callers booked or changed and may be held, or have something happen to it, in an interval; each run. */
  written(from: number, to: number): readonly MeetingReference[];
  /** What the world drew that is cancelled after `from` and at or before `to`. */
  cancelled(from: number, to: number): readonly MeetingReference[];
}

const REMEMBERED = 2_000;

/** Huawei's side of an enterprise, with what callers did to it. */
export function huaweiWorld(enterprise: Enterprise, state: OverlayState<HuaweiDetails>): HuaweiWorld {
  const { seed, size, people: staff } = enterprise;
  const { times, ids, recurs, idOf, uuidOf, plan } = huaweiPlans(seed, size);
  const allHands = memo(1, () =>
    makeHuaweiMeeting(seed, staff, { ...ALL_HANDS, people: size.largestAudience, returns: 0, doubles: 0 }),
  );
  const always = documentedMeetings();
  const constant = () => [...always, allHands('')];
  const load = memo(REMEMBERED, (key) => {
    const [slot = 0, day = 0] = key.split('.').map(Number);
    const occurrence = times.at(slot, day);
    return occurrence && makeHuaweiMeeting(seed, staff, plan(occurrence));
  });
  const loaded = ({ id }: Occurrence) => load(id) as HuaweiMeeting;
  const drawn = (id: string): HuaweiMeeting | undefined =>
    /^\d+\.-?\d+$/.test(id) ? load(id) : constant().find((one) => one.id === id);

  const overlay = overlayOver(state);
  const { conferenceIdOf, numberOf, slotOf } = bookedIds(seed);
  const writing = { seed, staff, drawn, conferenceIdOf, slotOf };
  const layer = layerOf<MeetingReference, HuaweiDetails>(overlay, (written, run) =>
    writtenReference(writing, written, run),
  );
  const drawing = {
    conferenceIdOf: ({ slot, cycle }: Occurrence) => idOf(slot, cycle),
    uuidOf,
    isRecorded: (one: MeetingReference) => isRecorded(seed, one),
    briefOf: (occurrence: Occurrence) => briefOf(seed, staff, plan(occurrence)),
    load: loaded,
  };
  const reference = (occurrence: Occurrence): MeetingReference => new DrawnReference(occurrence, drawing);
  const untouched = (one: { readonly id: string }) => !overlay.has(one.id);
  const hidden = hiddenOf(overlay, drawn);
  const coming = (kind: MeetingKind, now: number): Source<MeetingReference> =>
    without(
      mapped(times.coming(kind, now, now + AHEAD), reference),
      hidden(kind, ({ start, scheduledStart, over }) => start > now && over > now && scheduledStart > now),
      untouched,
    );
  const current = (kind: MeetingKind) =>
    lasting(overlay, layer, (now) => {
      const fixed = always.filter((one) => one.kind === kind && alwaysRuns(one));
      return [...fixed.map(fixedReference), ...times.running(kind, now).map(reference)].filter(untouched);
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

  const byUUID = (confUUID: string, now = Number.NEGATIVE_INFINITY) => {
    const known = constant().find((one) => one.confUUID === confUUID);
    if (known && untouched(known)) return known;
    const found = readTimeUuid(seed, confUUID);
    const start = found?.start ?? known?.start ?? Number.NaN;
    for (const written of overlay.within(start, start)) {
      const run = layer.views(written).find((one) => one.confUUID === confUUID);
      if (run) return isForgotten(run, now) ? undefined : run.load();
    }
    if (!found) return undefined;
    // One that began before midnight may have been booked for the day after.
    for (const day of [0, 1, -1].map((shift) => dayOf(found.start) + shift)) {
      const occurrence = times.at(found.slot, day);
      if (occurrence && untouched(occurrence) && uuidOf(occurrence) === confUUID)
        return isForgotten(occurrence, now) ? undefined : loaded(occurrence);
    }
    return undefined;
  };
  /** The meeting of a series that runs, or else the next. */
  const nextOf = (slot: number, now: number) => {
    for (let day = dayOf(now); day < dayOf(now) + LONGEST_BREAK; day++) {
      const occurrence = times.at(slot, day);
      const over = occurrence && (overlay.find(occurrence.id)?.over ?? occurrence.over);
      if (occurrence && (over ?? now) > now) return loaded(occurrence);
    }
    return undefined;
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
      span([coming(kind, now), byBookedStart(layer.at(kind, now).coming)], now + 1, FAR, byBooking),
    open(kind, now) {
      const later = layer.at(kind, now).open.filter(({ scheduledStart }) => scheduledStart > now);
      const next = span([coming(kind, now), byBookedStart(later)], now + 1, FAR, byBooking);
      return joined(spanOf(entered[kind](now)), next);
    },
    history(kind, from, to, now) {
      const by = HISTORY_BY[kind];
      const drawnOnes = without(
        mapped(times.held(kind, by, from, to, now), reference),
        hidden(kind, ({ end }) => end <= now, by),
        untouched,
      );
      const mine = layer.at(kind, now).ended.toSorted((a, b) => a[by] - b[by]);
      const order = by === 'start' ? byStart : byBooking;
      return span([drawnOnes, sourceOf(mine, (one) => one[by])], from, to, order);
    },
    during(from, to) {
      const fixed = constant().filter((one) => one.start <= to && one.end >= from);
      const found = times.during(from, to).map(reference);
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
      const found = ids.decode(Number(conferenceId), (slot) => (recurs(slot) ? 0 : dayOf(now)));
      if (!found) return undefined;
      const { slot, cycle } = found;
      if (recurs(slot)) return cycle === 0 ? asWritten(nextOf(slot, now), now) : undefined;
      const occurrence = times.at(slot, cycle);
      return occurrence && isKnown(occurrence, now) ? asWritten(loaded(occurrence), now) : undefined;
    },
    booking,
    cancelled: (from, to) => times.cancelledBetween(from, to).map(reference).filter(untouched),
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
  };
}

// How many days a series pauses at most: a week of holidays, and the weeks round it.
const LONGEST_BREAK = 30;
// Later than anything is booked.
const FAR = 8_640_000_000_000_000;

const HISTORY_BY = { webinar: 'scheduledStart', conference: 'start' } as const;

const byBookedStart = (list: readonly MeetingReference[]) =>
  sourceOf(list, ({ scheduledStart }) => scheduledStart);

const fixedReference = (one: HuaweiMeeting): MeetingReference => ({
  ...one,
  recorded: one.recordings.length > 0,
  brief: () => one,
  load: () => one,
});

// All ids have nine digits: compared as they are, which takes a fraction of a comparison by language.
function byId({ conferenceId: a }: MeetingReference, { conferenceId: b }: MeetingReference): number {
  return a < b ? -1 : Number(a > b);
}

function byStart(a: MeetingReference, b: MeetingReference): number {
  return a.start - b.start || byId(a, b);
}

function byBooking(a: MeetingReference, b: MeetingReference): number {
  return a.scheduledStart - b.scheduledStart || byId(a, b);
}
