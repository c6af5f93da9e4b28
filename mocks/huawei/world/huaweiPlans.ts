import { fraction } from '../../../fixtures/hash.ts';
import { memo } from '../../world/memo.ts';
import { type Numbering, numbering } from '../../world/numbering.ts';
import type { Occurrence } from '../../world/occasions.ts';
import type { WorldSize } from '../../world/size.ts';
import { type Timetable, timetable } from '../../world/timetable.ts';
import { tracksOf } from '../../world/track.ts';
import type { MeetingPlan } from './makeHuaweiMeeting.ts';
import { timeUuid } from './timeUuid.ts';

/** When Huawei's meetings are held and what is decided about each, without making one. */
export interface HuaweiPlans {
  readonly times: Timetable;
  readonly ids: Numbering;
  /** Whether the meetings of a slot are a series. */
  recurs(slot: number): boolean;
  /** The conference id of an occurrence. */
  idOf(slot: number, cycle: number): string;
  uuidOf(occurrence: Occurrence): string;
  plan(occurrence: Occurrence): MeetingPlan;
}

// Huawei's ids have nine digits; those simulated start with 90 to 98.
const FIRST_ID = 900_000_000;
const IDS = 89_000_000;
// Every share is INFERRED.
const SERIES = { daily: 0.15, weekly: 0.15 };
const MOST_RETURNS = 0.08;
const MOST_DOUBLES = 0.04;
const LARGEST_CONFERENCE = 80;
// The share of a day's webinars after which its largest begins: in the morning.
const LARGEST_AT = 0.3;

/** The plans of one seed. */
export function huaweiPlans(seed: number, size: WorldSize): HuaweiPlans {
  const times = timetable(
    seed,
    'huawei',
    tracksOf([
      { kind: 'webinar', busiest: size.webinars, minutes: [60, 90, 90, 120, 180], daily: 0, weekly: 0 },
      {
        kind: 'conference',
        busiest: size.huaweiConferences,
        minutes: [30, 45, 60, 60, 60, 90, 120],
        ...SERIES,
      },
    ]),
  );
  const ids = numbering(FIRST_ID, IDS, times.slots, seed, 'huawei', 'conferenceId');
  const recurs = (slot: number) => times.trackOf(slot).rhythm !== 'single';
  // The meetings of a series have the number of the first day in common.
  const idOf = (slot: number, cycle: number) => String(ids.encode(slot, recurs(slot) ? 0 : cycle));
  const uuidOf = ({ slot, start, scheduledStart }: Occurrence) =>
    timeUuid(seed, slot, Number.isFinite(start) ? start : scheduledStart);
  /** The slot of a day's largest webinar: the first that is held from a share of the day on. */
  const largest = memo(500, (key) => {
    const day = Number(key);
    let count = 0;
    while (times.at(count, day)?.kind === 'webinar') count++;
    for (let slot = Math.floor(count * LARGEST_AT); slot < count; slot++)
      if (Number.isFinite(times.at(slot, day)?.start)) return slot;
    return 0;
  });

  const plan = (occurrence: Occurrence): MeetingPlan => {
    const { slot, cycle, kind } = occurrence;
    const webinar = kind === 'webinar';
    const most = webinar ? size.largestAudience : Math.min(LARGEST_CONFERENCE, size.largestAudience);
    const draw = (field: string) => fraction(seed, 'huawei', slot, cycle, field);
    // Many small ones and a few large, between 3 and the most; one webinar a day has the most.
    const people =
      webinar && largest(String(cycle)) === slot
        ? most
        : Math.min(most, Math.round(3 * (most / 3) ** draw('attendees')));
    return {
      ...occurrence,
      recurring: recurs(slot),
      conferenceId: idOf(slot, cycle),
      confUUID: uuidOf(occurrence),
      people: Number.isFinite(occurrence.start) ? people : 0,
      returns: Math.floor(people * MOST_RETURNS * draw('returns')),
      doubles: Math.floor(people * MOST_DOUBLES * draw('doubles')),
    };
  };
  return { times, ids, recurs, idOf, uuidOf, plan };
}
