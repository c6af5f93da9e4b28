import type { Enterprise } from '../../world/enterprise.ts';
import { memo } from '../../world/memo.ts';
import { span } from '../../world/span.ts';
import { during, isKnown, type Occurrence, running } from '../../world/timeline.ts';
import { documentedMeetings } from './documented.ts';
import type { HuaweiMeeting, MeetingReference } from './huaweiMeeting.ts';
import { huaweiPlans, type MeetingKind } from './huaweiPlans.ts';
import { briefOf, makeHuaweiMeeting } from './makeHuaweiMeeting.ts';
import { readTimeUuid, timeUuid } from './timeUuid.ts';

/** Some meetings by start, of which pages can be had without the rest. */
export interface MeetingSpan {
  readonly total: number;
  slice(offset: number, limit: number): readonly MeetingReference[];
}

/** Huawei's side of the enterprise. Every method takes the time; none remembers one. */
export interface HuaweiWorld extends Enterprise {
  /** Webinars that run at an instant, by start and then by id. */
  ongoingWebinars(now: number): readonly MeetingReference[];
  /** The other meetings that run at an instant, in the same order. */
  ongoingConferences(now: number): readonly MeetingReference[];
  /**
   * What starts at or after `from` and before `to` and, where `endedBy` is given, has ended by then; by start and then
   * by id. Those of the documents are not among them.
   */
  startingBetween(kind: MeetingKind, from: number, to: number, endedBy?: number): MeetingSpan;
  /** Meetings and webinars with some of their time, start and end included, in an interval. */
  during(from: number, to: number): readonly MeetingReference[];
  /** The use of a conference id nearest to an instant: it may be over, or not have begun. */
  byConferenceId(conferenceId: string, now: number): HuaweiMeeting | undefined;
  byUUID(confUUID: string): HuaweiMeeting | undefined;
  /** Meetings that ended before an instant, the last `cycles` of each slot. */
  ended(now: number, cycles: number): readonly MeetingReference[];
}

/**
 * A meeting with `largestAudience` attendees, each there once, the same under every seed and over since March 2024:
 * something to page through without having to find it first.
 */
export const ALL_HANDS = {
  webinar: false,
  recurring: false,
  conferenceId: '960000001',
  confUUID: '6a3c1e00d7b211eeb5f10255ac101f01',
  start: Date.UTC(2024, 2, 1, 6, 0),
  end: Date.UTC(2024, 2, 1, 8, 0),
};

const REMEMBERED = 2_000;

/** Huawei's side of an enterprise. */
export function huaweiWorld(enterprise: Enterprise): HuaweiWorld {
  const { seed, size, people: staff } = enterprise;
  const { slots, bySlots, times, ids, recurs, series, idOf, plan } = huaweiPlans(seed, size);
  const documented = documentedMeetings();
  const load = memo(REMEMBERED, (key) => {
    const [slot = 0, cycle = 0] = key.split('.').map(Number);
    return makeHuaweiMeeting(seed, staff, plan(times.occurrence(slot, cycle)));
  });
  const allHands = memo(1, () =>
    makeHuaweiMeeting(seed, staff, { ...ALL_HANDS, attendees: size.largestAudience, returns: 0 }),
  );
  const meeting = (slot: number, cycle: number) => load(`${slot}.${cycle}`);
  const reference = (occurrence: Occurrence): MeetingReference => ({
    start: occurrence.start,
    end: occurrence.end,
    conferenceId: idOf(occurrence.slot, occurrence.cycle),
    get confUUID() {
      return timeUuid(seed, occurrence.slot, occurrence.start);
    },
    brief: () => briefOf(seed, staff, plan(occurrence)),
    load: () => meeting(occurrence.slot, occurrence.cycle),
  });
  const fixed = (one: HuaweiMeeting): MeetingReference => ({
    start: one.start,
    end: one.end,
    conferenceId: one.conferenceId,
    confUUID: one.confUUID,
    brief: () => one,
    load: () => one,
  });
  const list = (kind: MeetingKind) =>
    running((now) => {
      const always = documented.filter((one) => one.webinar === (kind === 'webinar') && one.end > now);
      const current = bySlots[kind].map((slot) => reference(times.at(slot, now)));
      return [...always.map(fixed), ...current].sort(byStart);
    });

  return {
    ...enterprise,
    ongoingWebinars: list('webinar'),
    ongoingConferences: list('conference'),
    startingBetween(kind, from, to, endedBy = Number.POSITIVE_INFINITY) {
      const found = span(times, bySlots[kind], from, to, endedBy, (a, b) =>
        idOf(a.slot, a.cycle).localeCompare(idOf(b.slot, b.cycle)),
      );
      return {
        total: found.total,
        slice: (offset, limit) => found.slice(offset, limit).map(reference),
      };
    },
    during(from, to) {
      const always = [...documented, allHands('')].filter((one) => one.start <= to && one.end >= from);
      return [...always.map(fixed), ...during(times, from, to).map(reference)].sort(byStart);
    },
    byConferenceId(conferenceId, now) {
      const known = documented.find((one) => one.conferenceId === conferenceId);
      if (known) return known;
      if (conferenceId === ALL_HANDS.conferenceId) return allHands('');
      if (!/^\d{9}$/.test(conferenceId)) return undefined;
      const found = ids.decode(Number(conferenceId), (slot) =>
        recurs(slot) ? 0 : times.at(slot, now).cycle,
      );
      if (!found) return undefined;
      const { slot } = found;
      if (recurs(slot)) {
        if (idOf(slot, found.cycle) !== conferenceId) return undefined;
        // The one of its series that runs, or else the next.
        const current = times.at(slot, now).cycle;
        return meeting(slot, current + series(slot, found.cycle - current));
      }
      return isKnown(times.occurrence(slot, found.cycle), now) ? meeting(slot, found.cycle) : undefined;
    },
    byUUID(confUUID) {
      const known = documented.find((one) => one.confUUID === confUUID);
      if (known) return known;
      if (confUUID === ALL_HANDS.confUUID) return allHands('');
      const found = readTimeUuid(seed, confUUID);
      if (!found || found.slot >= slots) return undefined;
      const occurrence = times.at(found.slot, found.start);
      return occurrence.start === found.start ? meeting(occurrence.slot, occurrence.cycle) : undefined;
    },
    ended(now, cycles) {
      const past = Array.from({ length: slots }, (_, slot) => {
        const current = times.at(slot, now).cycle;
        return Array.from({ length: cycles }, (_, back) =>
          reference(times.occurrence(slot, current - 1 - back)),
        );
      });
      return [...past.flat(), fixed(allHands(''))].sort(byStart);
    },
  };
}

function byStart(a: MeetingReference, b: MeetingReference): number {
  return a.start - b.start || a.conferenceId.localeCompare(b.conferenceId);
}
