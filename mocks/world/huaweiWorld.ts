import { fraction } from '../../fixtures/hash.ts';
import { documentedMeetings } from '../documented/huawei.ts';
import { during } from './during.ts';
import type { HuaweiMeeting, MeetingReference } from './huaweiMeeting.ts';
import { type MeetingPlan, makeHuaweiMeeting } from './makeHuaweiMeeting.ts';
import { memo } from './memo.ts';
import { numbering } from './numbering.ts';
import type { People } from './people.ts';
import type { WorldSize } from './size.ts';
import { isKnown, type Occurrence, type Timeline, timeline } from './timeline.ts';
import { readTimeUuid, timeUuid } from './timeUuid.ts';

/** Huawei's side of the enterprise. Every method takes the time; none remembers one. */
export interface HuaweiWorld {
  /** Webinars that run at an instant, by start and then by id. */
  ongoingWebinars(now: number): readonly MeetingReference[];
  /** The use of a conference id nearest to an instant: it may be over, or not have begun. */
  byConferenceId(conferenceId: string, now: number): HuaweiMeeting | undefined;
  byUUID(confUUID: string): HuaweiMeeting | undefined;
  /** Meetings that ended before an instant, the last `cycles` of each slot. */
  ended(now: number, cycles: number): readonly MeetingReference[];
  /** Meetings and webinars with some of their time, start and end included, in an interval. */
  during(from: number, to: number): readonly MeetingReference[];
}

/**
 * A meeting with `largestAudience` attendees, the same under every seed and over since March 2024: something to page
 * through without having to find it first.
 */
export const ALL_HANDS = {
  webinar: false,
  conferenceId: '960000001',
  confUUID: '6a3c1e00d7b211eeb5f10255ac101f01',
  start: Date.UTC(2024, 2, 1, 6, 0),
  end: Date.UTC(2024, 2, 1, 8, 0),
};

// Huawei's ids have nine digits; those simulated start with 90 to 98.
const FIRST_ID = 900_000_000;
const IDS = 89_000_000;
const REMEMBERED = 2_000;

/** Huawei's side of the enterprise of one seed. */
export function huaweiWorld(seed: number, size: WorldSize, staff: People): HuaweiWorld {
  const slots = size.webinars + size.huaweiConferences;
  const times: Timeline = timeline(seed, 'huawei', slots, [45, 60, 90, 120, 180]);
  const ids = numbering(FIRST_ID, IDS, slots, seed, 'huawei', 'conferenceId');
  const documented = documentedMeetings();

  const plan = ({ slot, cycle, start, end }: Occurrence): MeetingPlan => {
    const webinar = slot < size.webinars;
    const most = webinar ? size.largestAudience : Math.min(80, size.largestAudience);
    const spread = fraction(seed, 'huawei', slot, cycle, 'attendees');
    // Many small ones and a few large, between 3 and the most; the first slot always has the most.
    const attendees = slot === 0 ? most : Math.min(most, Math.round(3 * (most / 3) ** spread));
    const confUUID = timeUuid(seed, slot, start);
    return { webinar, conferenceId: String(ids.encode(slot, cycle)), confUUID, start, end, attendees };
  };
  const load = memo(REMEMBERED, (key) => {
    const [slot = 0, cycle = 0] = key.split('.').map(Number);
    return makeHuaweiMeeting(seed, staff, plan(times.occurrence(slot, cycle)));
  });
  const allHands = memo(1, () =>
    makeHuaweiMeeting(seed, staff, { ...ALL_HANDS, attendees: size.largestAudience }),
  );
  const meeting = (slot: number, cycle: number) => load(`${slot}.${cycle}`);
  const reference = ({ slot, cycle, start }: Occurrence): MeetingReference => ({
    start,
    conferenceId: String(ids.encode(slot, cycle)),
    load: () => meeting(slot, cycle),
  });
  const fixed = (one: HuaweiMeeting): MeetingReference => ({
    start: one.start,
    conferenceId: one.conferenceId,
    load: () => one,
  });

  return {
    ongoingWebinars(now) {
      const running = Array.from({ length: size.webinars }, (_, slot) => reference(times.at(slot, now)));
      const always = documented.filter((one) => one.webinar && one.end > now).map(fixed);
      return [...always, ...running].sort(byStart);
    },
    byConferenceId(conferenceId, now) {
      const known = documented.find((one) => one.conferenceId === conferenceId);
      if (known) return known;
      if (conferenceId === ALL_HANDS.conferenceId) return allHands('');
      if (!/^\d{9}$/.test(conferenceId)) return undefined;
      const found = ids.decode(Number(conferenceId), (slot) => times.at(slot, now).cycle);
      return found && isKnown(times.occurrence(found.slot, found.cycle), now)
        ? meeting(found.slot, found.cycle)
        : undefined;
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
    during(from, to) {
      const always = [...documented, allHands('')].filter((one) => one.start <= to && one.end >= from);
      return [...always.map(fixed), ...during(times, from, to).map(reference)].sort(byStart);
    },
  };
}

function byStart(a: MeetingReference, b: MeetingReference): number {
  return a.start - b.start || a.conferenceId.localeCompare(b.conferenceId);
}
