import { fraction } from '../../../fixtures/hash.ts';
import type { MeetingKind, Timed } from '../../world/meeting.ts';
import { type Numbering, numbering } from '../../world/numbering.ts';
import type { WorldSize } from '../../world/size.ts';
import { AHEAD, type Occurrence, type Timeline, timeline } from '../../world/timeline.ts';
import type { MeetingPlan } from './makeHuaweiMeeting.ts';
import { timeUuid } from './timeUuid.ts';

/** When Huawei's meetings are held and what is decided about each, without making one. */
export interface HuaweiPlans {
  readonly slots: number;
  readonly bySlots: Readonly<Record<MeetingKind, readonly number[]>>;
  readonly times: Timeline;
  readonly ids: Numbering;
  /** Whether the meetings of a slot are daily series. */
  recurs(slot: number): boolean;
  /** The occurrences of a series are a day apart and have this number, that of the first, in common. */
  series(slot: number, cycle: number): number;
  /** The conference id of an occurrence. */
  idOf(slot: number, cycle: number): string;
  plan(occurrence: Occurrence): MeetingPlan;
  /** When it is held. */
  timed(occurrence: Occurrence): Timed;
}

// Huawei's ids have nine digits; those simulated start with 90 to 98.
const FIRST_ID = 900_000_000;
const IDS = 89_000_000;
// Three in ten of the meetings that are no webinars recur daily: INFERRED, as is every share below.
const RECURRING = 0.3;
const MOST_RETURNS = 0.08;
const LARGEST_CONFERENCE = 80;

/** The plans of one seed. */
export function huaweiPlans(seed: number, size: WorldSize): HuaweiPlans {
  const slots = size.webinars + size.huaweiConferences;
  const times: Timeline = timeline(seed, 'huawei', slots, [45, 60, 90, 120, 180]);
  const ids = numbering(FIRST_ID, IDS, slots, seed, 'huawei', 'conferenceId');
  const slotsOf = (kind: MeetingKind): readonly number[] => {
    const all = Array.from({ length: slots }, (_, slot) => slot);
    return kind === 'webinar' ? all.slice(0, size.webinars) : all.slice(size.webinars);
  };
  const bySlots = { webinar: slotsOf('webinar'), conference: slotsOf('conference') };
  const recurs = (slot: number) =>
    slot >= size.webinars && fraction(seed, 'huawei', slot, 'recurring') < RECURRING;
  const series = (slot: number, cycle: number) => {
    const perDay = times.perDay(slot);
    return recurs(slot) ? ((cycle % perDay) + perDay) % perDay : cycle;
  };
  const idOf = (slot: number, cycle: number) => String(ids.encode(slot, series(slot, cycle)));

  const timed = ({ slot, cycle, start, end }: Occurrence): Timed => ({
    id: `${slot}.${cycle}`,
    kind: slot < size.webinars ? 'webinar' : 'conference',
    created: start - AHEAD,
    scheduledStart: start,
    scheduledEnd: end,
    start,
    end,
    over: end,
  });
  const plan = ({ slot, cycle, start, end }: Occurrence): MeetingPlan => {
    const { kind } = timed({ slot, cycle, start, end });
    const webinar = kind === 'webinar';
    const most = webinar ? size.largestAudience : Math.min(LARGEST_CONFERENCE, size.largestAudience);
    const draw = (field: string) => fraction(seed, 'huawei', slot, cycle, field);
    // Many small ones and a few large, between 3 and the most; the first slot always has the most.
    const attendees = slot === 0 ? most : Math.min(most, Math.round(3 * (most / 3) ** draw('attendees')));
    return {
      ...timed({ slot, cycle, start, end }),
      recurring: recurs(slot),
      conferenceId: idOf(slot, cycle),
      confUUID: timeUuid(seed, slot, start),
      attendees,
      returns: Math.floor(attendees * MOST_RETURNS * draw('returns')),
    };
  };
  return { slots, bySlots, times, ids, recurs, series, idOf, plan, timed };
}
