import { below, fraction } from '../../../fixtures/hash.ts';
import { PCODE_START } from '../../../fixtures/quanshiConference.ts';
import type { Enterprise } from '../../world/enterprise.ts';
import { memo } from '../../world/memo.ts';
import { type Numbering, numbering } from '../../world/numbering.ts';
import { permutation } from '../../world/permutation.ts';
import { during, isKnown, type Occurrence, running, timeline } from '../../world/timeline.ts';
import { documentedConferences } from './documented.ts';
import { readJoinUrl } from './joinUrl.ts';
import { type ConferencePlan, makeQuanshiConference } from './makeQuanshiConference.ts';
import type { ConferenceReference, QuanshiConference } from './quanshiConference.ts';
import { roster } from './roster.ts';

/** Quanshi's side of the enterprise. Every method takes the time; none remembers one. */
export interface QuanshiWorld extends Enterprise {
  /** Conferences that run at an instant, by start and then by event. */
  live(now: number): readonly ConferenceReference[];
  /** Conferences with some of their time, start and end included, in an interval. */
  during(from: number, to: number): readonly ConferenceReference[];
  /** The use of an event id nearest to an instant: it may be over, or not have begun. */
  byEventId(eventId: number, now: number): QuanshiConference | undefined;
  byAttendeeJoinUrl(url: string, now: number): QuanshiConference | undefined;
  /** By the id that a conference has while it runs, and keeps. */
  byLiveId(liveId: string, now: number): QuanshiConference | undefined;
  /** By the id it was booked under. */
  byConferenceId(conferenceId: string, now: number): QuanshiConference | undefined;
  /** By the host's password. */
  byHostCode(pcode1: string, now: number): QuanshiConference | undefined;
}

const REMEMBERED = 2_000;
const LARGEST = 120;
const FIRST_EVENT = 1_000_000;
const EVENTS = 9_000_000;

/** Quanshi's side of an enterprise. */
export function quanshiWorld(enterprise: Enterprise): QuanshiWorld {
  const { seed, size, people: staff } = enterprise;
  const slots = size.quanshiConferences;
  const times = timeline(seed, 'quanshi', slots, [30, 60, 60, 90, 120]);
  // Six to seven digits [facts 6.6]; eight for the id of a running conference.
  const events = numbering(FIRST_EVENT, EVENTS, slots, seed, 'quanshi', 'eventId');
  const liveIds = numbering(10_000_000, 89_000_000, slots, seed, 'quanshi', 'liveId');
  // 2397xxxxx and 2398xxxxx are seen [facts 6.6].
  const conferenceIds = numbering(239_000_000, 1_000_000, slots, seed, 'quanshi', 'conferenceId');
  const pcodes = permutation(EVENTS, seed, 'quanshi', 'pcode');
  const documented = documentedConferences(seed);

  const plan = ({ slot, cycle, start, end }: Occurrence): ConferencePlan => {
    const spread = fraction(seed, 'quanshi', slot, cycle, 'attendees');
    const eventId = events.encode(slot, cycle);
    return {
      eventId,
      conferenceId: String(conferenceIds.encode(slot, cycle)),
      pcode: String(FIRST_EVENT + pcodes.at(eventId - FIRST_EVENT)),
      liveId: String(liveIds.encode(slot, cycle)),
      host: below(staff.total, seed, 'quanshi', slot, cycle, 'host'),
      start,
      end,
      // In the first slot the host waits alone, so that there is always something for filterOneAttendee to leave out.
      attendees: slot === 0 ? 1 : Math.min(size.largestAudience, Math.round(2 * (LARGEST / 2) ** spread)),
    };
  };
  const load = memo(REMEMBERED, (key) => {
    const [slot = 0, cycle = 0] = key.split('.').map(Number);
    return makeQuanshiConference(seed, staff, plan(times.occurrence(slot, cycle)));
  });
  const conference = (slot: number, cycle: number) => load(`${slot}.${cycle}`);
  const reference = (occurrence: Occurrence): ConferenceReference => {
    const { slot, cycle, start } = occurrence;
    const eventId = events.encode(slot, cycle);
    return {
      start,
      end: occurrence.end,
      eventId,
      get orgId() {
        return staff.at(plan(occurrence).host).department.orgId;
      },
      // From the plan alone: a filter asks this of thousands.
      online: (now) => roster(seed, eventId, start, occurrence.end, plan(occurrence).attendees).online(now),
      load: () => conference(slot, cycle),
    };
  };
  /** The conference that an id names, in the use of it that is nearest to an instant. */
  const decoded = (ids: Numbering, id: number, now: number) => {
    const found = ids.decode(id, (slot) => times.at(slot, now).cycle);
    return found && isKnown(times.occurrence(found.slot, found.cycle), now)
      ? conference(found.slot, found.cycle)
      : undefined;
  };
  const byEventId = (eventId: number, now: number) =>
    documented.find((one) => one.eventId === eventId) ?? decoded(events, eventId, now);

  const fixed = (one: QuanshiConference): ConferenceReference => ({
    start: one.start,
    end: one.end,
    eventId: one.eventId,
    orgId: one.host.orgId,
    online: one.online,
    load: () => one,
  });
  const live = running((now) => {
    const always = documented.filter((one) => one.end > now && one.online(now) > 0);
    const current = Array.from({ length: slots }, (_, slot) => reference(times.at(slot, now)));
    return [...always.map(fixed), ...current].sort(byStart);
  });

  return {
    ...enterprise,
    byEventId,
    live,
    during(from, to) {
      const always = documented.filter((one) => one.start <= to && one.end >= from);
      return [...always.map(fixed), ...during(times, from, to).map(reference)].sort(byStart);
    },
    byAttendeeJoinUrl(url, now) {
      const known = documented.find((one) => one.attendeeJoinUrl === url);
      if (known) return known;
      const eventId = readJoinUrl(seed, url);
      return eventId === undefined ? undefined : byEventId(eventId, now);
    },
    byLiveId: (liveId, now) =>
      documented.find((one) => one.liveId !== '' && one.liveId === liveId) ??
      (/^\d{8}$/.test(liveId) ? decoded(liveIds, Number(liveId), now) : undefined),
    byConferenceId: (conferenceId, now) =>
      documented.find((one) => one.conferenceId === conferenceId) ??
      (/^\d{9}$/.test(conferenceId) ? decoded(conferenceIds, Number(conferenceId), now) : undefined),
    byHostCode(pcode1, now) {
      const known = documented.find((one) => one.pcode1 === pcode1);
      if (known) return known;
      const digits = pcode1.startsWith(PCODE_START) ? pcode1.slice(PCODE_START.length, -1) : '';
      if (!/^[1-9]\d{6}$/.test(digits)) return undefined;
      const found = byEventId(FIRST_EVENT + pcodes.indexOf(Number(digits) - FIRST_EVENT), now);
      return found?.pcode1 === pcode1 ? found : undefined;
    },
  };
}

function byStart(a: ConferenceReference, b: ConferenceReference): number {
  return a.start - b.start || a.eventId - b.eventId;
}
