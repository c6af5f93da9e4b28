import { z } from 'zod';
import { attendeePayload, meetingPayload } from '../huawei/events/payload.ts';
import type { HuaweiMeeting } from '../huawei/world/huaweiMeeting.ts';
import { conferenceDetail } from '../quanshi/events/quanshiEvents.ts';
import type { QuanshiConference } from '../quanshi/world/quanshiConference.ts';
import { DAY } from '../world/timeline.ts';
import type { EventContext } from './context.ts';
import { enqueue } from './enqueue.ts';
import { EventRefusal } from './refusal.ts';
import type { Delivery } from './state.ts';
import { HUAWEI_EVENTS, type HuaweiEventName, QUANSHI_EVENTS, type WorldEvent } from './worldEvent.ts';

/** An event on demand: which, and of which meeting; one that fits is found where none is named. */
export const demandSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.enum(HUAWEI_EVENTS),
    confUUID: z.string().optional(),
    conferenceId: z.string().optional(),
    /** Who comes or goes: the number of the attendance, from 0. */
    attendee: z.int().min(0).default(0),
  }),
  z.strictObject({ event: z.enum(QUANSHI_EVENTS), eventId: z.int().optional() }),
]);

export type Demand = z.output<typeof demandSchema>;

/**
 * Lets an event happen now. It tells of a meeting of the world, which itself goes on as before.
 * @throws EventRefusal where there is no such meeting, or nobody listens
 */
export function emit(context: EventContext, demand: Demand): Delivery[] {
  const deliveries = enqueue(context, happening(context, demand));
  if (deliveries.length > 0) return deliveries;
  throw new EventRefusal(422, `nobody is subscribed to ${demand.event}: POST /__mock/subscriptions first`);
}

function happening(context: EventContext, demand: Demand): WorldEvent {
  const at = context.now();
  if (!isHuawei(demand)) {
    const conference = conferenceOf(context, demand.eventId);
    return { vendor: 'quanshi', name: demand.event, at, detail: () => conferenceDetail(conference) };
  }
  const { event: name, attendee } = demand;
  const meeting = meetingOf(context, demand);
  if (name !== 'meeting.join' && name !== 'meeting.left')
    return { vendor: 'huawei', name, at, detail: () => meetingPayload(name, meeting) };
  const { total } = meeting.attendance;
  if (attendee >= total)
    throw new EventRefusal(
      422,
      `attendee must be below ${total}, which is how many attendances the meeting has`,
    );
  return {
    vendor: 'huawei',
    name,
    at,
    detail: () => attendeePayload(context.world(), name, meeting, attendee),
  };
}

type HuaweiDemand = Extract<Demand, { attendee: number }>;
const isHuawei = (demand: Demand): demand is HuaweiDemand => 'attendee' in demand;

function meetingOf(context: EventContext, { event, confUUID, conferenceId }: HuaweiDemand): HuaweiMeeting {
  const { huawei } = context.world();
  const now = context.now();
  if (confUUID !== undefined)
    return huawei.byUUID(confUUID) ?? missing(`no meeting has the UUID "${confUUID}"`);
  if (conferenceId !== undefined)
    return huawei.byConferenceId(conferenceId, now) ?? missing(`no meeting has the id "${conferenceId}"`);
  const near = huawei
    .during(now - DAY / 4, now + DAY / 4)
    .filter(({ start, end }) => Number.isFinite(end - start));
  const fitting = near.filter(({ start, end }) => fits(event, start, end, now));
  return fitting[0]?.load() ?? missing('no meeting is in a state for this now');
}

/** Whether a meeting is in a state for an event: to come, over, or running. */
function fits(event: HuaweiEventName, start: number, end: number, now: number): boolean {
  if (event === 'meeting.create' || event === 'meeting.modify' || event === 'meeting.cancel')
    return start > now;
  if (event === 'meeting.end' || event === 'meeting.conclude' || event === 'record.finish') return end <= now;
  return start <= now && end > now;
}

function conferenceOf(context: EventContext, eventId: number | undefined): QuanshiConference {
  const { quanshi } = context.world();
  const now = context.now();
  if (eventId === undefined) return quanshi.live(now).at(-1)?.load() ?? missing('no conference is live');
  return quanshi.byEventId(eventId, now) ?? missing(`no conference has the event id ${eventId}`);
}

function missing(why: string): never {
  throw new EventRefusal(404, why);
}
