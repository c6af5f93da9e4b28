import { below, fraction } from '../../../fixtures/hash.ts';
import { meetingRoom } from '../../../fixtures/meetingRoom.ts';
import { PCODE_START } from '../../../fixtures/quanshiConference.ts';
import type { Enterprise } from '../../world/enterprise.ts';
import { alwaysRuns, timesOf } from '../../world/meeting.ts';
import { memo } from '../../world/memo.ts';
import { type Numbering, numbering } from '../../world/numbering.ts';
import type { Occurrence } from '../../world/occasions.ts';
import { lasting, layerOf } from '../../world/overlay/layer.ts';
import type { Overlay } from '../../world/overlay/overlay.ts';
import { overlayOver } from '../../world/overlay/overlayOver.ts';
import type { OverlayState } from '../../world/overlay/state.ts';
import { permutation } from '../../world/permutation.ts';
import { isKnown, timetable } from '../../world/timetable.ts';
import { dayOf, tracksOf } from '../../world/track.ts';
import { documentedConferences } from './documented.ts';
import { readJoinUrl } from './joinUrl.ts';
import { type ConferencePlan, changesOf, makeQuanshiConference, roomsOf } from './makeQuanshiConference.ts';
import type { ConferenceReference, QuanshiConference, QuanshiDetails } from './quanshiConference.ts';
import { roster } from './roster.ts';
import { numberOf, writtenReference } from './writtenConference.ts';

/** Quanshi's side of the enterprise. Every method takes the time; none remembers one. */
export interface QuanshiWorld extends Enterprise {
  /** What callers do to it: how is written at the top of its module. */
  readonly overlay: Overlay<QuanshiDetails>;
  /** Conferences that run at an instant, by start and then by event. */
  live(now: number): readonly ConferenceReference[];
  /** Conferences with some of their time, start and end included, in an interval. */
  during(from: number, to: number): readonly ConferenceReference[];
  /** The documents' own that nobody has changed, whatever the clock. */
  documented(): readonly ConferenceReference[];
  /** The use of an event id nearest to an instant: it may be over, or not have begun. */
  byEventId(eventId: number, now: number): QuanshiConference | undefined;
  byAttendeeJoinUrl(url: string, now: number): QuanshiConference | undefined;
  /** By the id that a conference has while it runs, and keeps. */
  byLiveId(liveId: string, now: number): QuanshiConference | undefined;
  /** By the id it was booked under. */
  byConferenceId(conferenceId: string, now: number): QuanshiConference | undefined;
  /** By the host's password. */
  byHostCode(pcode1: string, now: number): QuanshiConference | undefined;
  /** A conference by the world's own id. */
  byId(id: string, now: number): QuanshiConference | undefined;
  /** All runs of a conference that ran several times, or the conference itself. */
  runs(conference: QuanshiConference): readonly QuanshiConference[];
  /** What callers booked or changed and may be held, or have something happen to it, in an interval; each run. */
  written(from: number, to: number): readonly ConferenceReference[];
}

// INFERRED, every share.
const SERIES = { daily: 0.15, weekly: 0.15 };
const ALONE = 0.08;
const REMEMBERED = 2_000;
const LARGEST = 120;
const FIRST_EVENT = 1_000_000;
const EVENTS = 9_000_000;

/** Quanshi's side of an enterprise, with what callers did to it. */
export function quanshiWorld(enterprise: Enterprise, state: OverlayState<QuanshiDetails>): QuanshiWorld {
  const { seed, size, people: staff } = enterprise;
  const times = timetable(
    seed,
    'quanshi',
    tracksOf([
      {
        kind: 'conference',
        busiest: size.quanshiConferences,
        minutes: [30, 30, 60, 60, 60, 90, 120],
        ...SERIES,
      },
    ]),
  );
  const { slots } = times;
  // Six to seven digits [facts 6.6]; eight for the id of a running conference.
  const events = numbering(FIRST_EVENT, EVENTS, slots, seed, 'quanshi', 'eventId');
  const liveIds = numbering(10_000_000, 89_000_000, slots, seed, 'quanshi', 'liveId');
  // 2397xxxxx and 2398xxxxx are seen [facts 6.6].
  const conferenceIds = numbering(239_000_000, 1_000_000, slots, seed, 'quanshi', 'conferenceId');
  const pcodes = permutation(EVENTS, seed, 'quanshi', 'pcode');
  const documented = documentedConferences(seed);

  const plan = (occurrence: Occurrence): ConferencePlan => {
    const { slot, cycle } = occurrence;
    const recurring = times.trackOf(slot).rhythm !== 'single';
    const draw = (field: string) => fraction(seed, 'quanshi', slot, cycle, field);
    const eventId = events.encode(slot, cycle);
    const people = Math.min(size.largestAudience, Math.round(2 * (LARGEST / 2) ** draw('attendees')));
    return {
      ...timesOf(occurrence),
      eventId,
      recurring,
      // What the conferences of a series have in common.
      identity: recurring ? `series.${slot}` : String(eventId),
      conferenceId: String(conferenceIds.encode(slot, cycle)),
      pcode: String(FIRST_EVENT + pcodes.at(eventId - FIRST_EVENT)),
      liveId: String(liveIds.encode(slot, cycle)),
      host: below(staff.total, seed, 'quanshi', slot, recurring ? 0 : cycle, 'host'),
      // In some the host waits alone, so that there is something for filterOneAttendee to leave out.
      people: draw('alone') < ALONE ? 1 : people,
    };
  };
  const load = memo(REMEMBERED, (key) => {
    const [slot = 0, day = 0] = key.split('.').map(Number);
    const occurrence = times.at(slot, day);
    return occurrence && makeQuanshiConference(seed, staff, plan(occurrence));
  });
  const loaded = ({ id }: Occurrence) => load(id) as QuanshiConference;
  const drawn = (id: string): QuanshiConference | undefined =>
    /^\d+\.-?\d+$/.test(id) ? load(id) : documented.find((one) => one.id === id);
  const reference = (occurrence: Occurrence): ConferenceReference => ({
    ...timesOf(occurrence),
    eventId: events.encode(occurrence.slot, occurrence.cycle),
    get hostId() {
      return staff.at(plan(occurrence).host).quanshiUserId;
    },
    get roomIds() {
      return roomsOf(seed, plan(occurrence)).map((index) => meetingRoom(seed, index).id);
    },
    get changes() {
      return changesOf(seed, this);
    },
    get orgId() {
      return staff.at(plan(occurrence).host).department.orgId;
    },
    // From the plan alone: a filter asks this of thousands.
    online: (now) => roster(seed, plan(occurrence)).online(now),
    load: () => loaded(occurrence),
  });

  const overlay = overlayOver(state);
  const layer = layerOf<ConferenceReference, QuanshiDetails>(overlay, (written, run) =>
    writtenReference({ seed, staff, drawn }, written, run),
  );
  const untouched = (one: { readonly id: string }) => !overlay.has(one.id);
  const drawnNow = lasting(overlay, layer, (now) => {
    const always = documented.filter(alwaysRuns).map(fixedReference);
    return [...always, ...times.running('conference', now).map(reference)].filter(untouched);
  });
  const live = lasting(overlay, layer, (now) =>
    [...drawnNow(now), ...layer.at('conference', now).running].sort(byStart),
  );
  /** A conference, as it is once somebody has changed it. */
  const asWritten = (one: QuanshiConference | undefined, now: number): QuanshiConference | undefined => {
    const written = one && overlay.find(one.id);
    return written ? layer.view(written, now).load() : one;
  };
  /** The conference that an id names, in the use of it that is nearest to an instant. */
  const decoded = (ids: Numbering, id: number, now: number) => {
    const found = ids.decode(id, () => dayOf(now));
    const occurrence = found && times.at(found.slot, found.cycle);
    return occurrence && isKnown(occurrence, now) ? asWritten(loaded(occurrence), now) : undefined;
  };
  /** What was booked under a number: the one of a series that runs, or else the next, or else the last. */
  const booked = (number: number, now: number) => {
    const all = overlay.byNumber(number).map((written) => layer.view(written, now));
    const one =
      all.find(({ start, end }) => start <= now && now < end) ??
      all.find(({ over }) => over > now) ??
      all.at(-1);
    return one?.load();
  };
  const known = (is: (one: QuanshiConference) => boolean, now: number) => asWritten(documented.find(is), now);
  const byEventId = (eventId: number, now: number) =>
    known((one) => one.eventId === eventId, now) ??
    booked(numberOf.event(eventId), now) ??
    decoded(events, eventId, now);

  return {
    ...enterprise,
    overlay,
    byEventId,
    live,
    documented: () => documented.map(fixedReference).filter(untouched),
    during(from, to) {
      const always = documented.filter((one) => one.start <= to && one.end >= from).map(fixedReference);
      return [...always, ...times.during(from, to).map(reference)].filter(untouched).sort(byStart);
    },
    byAttendeeJoinUrl(url, now) {
      const documents = known((one) => one.attendeeJoinUrl === url, now);
      if (documents) return documents;
      const eventId = readJoinUrl(seed, url);
      return eventId === undefined ? undefined : byEventId(eventId, now);
    },
    byLiveId: (liveId, now) =>
      known((one) => one.liveId !== '' && one.liveId === liveId, now) ??
      (/^\d{8}$/.test(liveId)
        ? (booked(numberOf.live(Number(liveId)), now) ?? decoded(liveIds, Number(liveId), now))
        : undefined),
    byConferenceId: (conferenceId, now) =>
      known((one) => one.conferenceId === conferenceId, now) ??
      (/^\d{9}$/.test(conferenceId)
        ? (booked(numberOf.conference(Number(conferenceId)), now) ??
          decoded(conferenceIds, Number(conferenceId), now))
        : undefined),
    byHostCode(pcode1, now) {
      const documents = known((one) => one.pcode1 === pcode1, now);
      if (documents) return documents;
      const digits = pcode1.startsWith(PCODE_START) ? pcode1.slice(PCODE_START.length, -1) : '';
      if (!/^\d{7}$/.test(digits)) return undefined;
      const eventId = digits.startsWith('0')
        ? Number(digits)
        : FIRST_EVENT + pcodes.indexOf(Number(digits) - FIRST_EVENT);
      const found = byEventId(eventId, now);
      return found?.pcode1 === pcode1 ? found : undefined;
    },
    byId: (id, now) => {
      const written = overlay.find(id);
      return written ? layer.view(written, now).load() : drawn(id);
    },
    runs(conference) {
      const written = overlay.find(conference.id);
      return written ? layer.views(written).map((one) => one.load()) : [conference];
    },
    written: (from, to) => overlay.within(from, to).flatMap(layer.views),
  };
}

const fixedReference = (one: QuanshiConference): ConferenceReference => ({
  ...one,
  hostId: one.host.id,
  roomIds: one.rooms.map(({ id }) => id),
  orgId: one.host.orgId,
  load: () => one,
});

function byStart(a: ConferenceReference, b: ConferenceReference): number {
  return a.start - b.start || a.eventId - b.eventId;
}
