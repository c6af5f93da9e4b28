import { hex } from '../../fixtures/text.ts';
import type { JsonObject } from '../core/json.ts';
import { minuteText } from './webinarPage.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

/** The id of one meeting of a series, 32 hex. */
export const cycleSubId = ({ seed }: Pick<HuaweiWorld, 'seed'>, { id }: Pick<HuaweiMeeting, 'id'>): string =>
  hex(32, seed, 'huawei', id, 'cycleSub');

/** What a detail tells of a series: how it recurs, and each of its meetings that is not cancelled [CM-4]. */
export function cycleDetail(world: HuaweiWorld, meeting: HuaweiMeeting, now: number): JsonObject {
  const mine = world.booking(meeting.conferenceId, now);
  const all = mine.length > 0 ? mine : [meeting];
  const subs = all.filter(({ cancelledAt }) => cancelledAt === undefined).map((one) => subConf(world, one));
  const cycleParams = meeting.details?.request?.cycleParams;
  return {
    ...(cycleParams !== undefined && { cycleParams }),
    subConfs: subs,
    ...(subs[0] && { cycleSubConfID: subs[0].cycleSubConfID }),
  };
}

function subConf(world: HuaweiWorld, one: HuaweiMeeting) {
  const asked = one.details?.request ?? {};
  return {
    cycleSubConfID: cycleSubId(world, one),
    conferenceID: one.conferenceId,
    mediaType: 'Voice,Data,Video',
    startTime: minuteText(one.scheduledStart),
    endTime: minuteText(one.scheduledEnd),
    isAutoRecord: asked.isAutoRecord === 1 ? 1 : 0,
    recordAuthType: typeof asked.recordAuthType === 'number' ? asked.recordAuthType : 0,
    ...(one.description !== undefined && { description: one.description }),
    joinBeforeHostTime: 0,
  };
}
