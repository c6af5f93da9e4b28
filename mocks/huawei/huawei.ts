import { defineVendor } from '../vendor.ts';
import { timesOf } from '../world/meeting.ts';
import { spendRandom } from './enter.ts';
import { huaweiEvents } from './events/huaweiEvents.ts';
import { huaweiFaults } from './faults.ts';
import * as operations from './operations.ts';
import { roomOf } from './room.ts';
import { huaweiService } from './service.ts';
import { isLive } from './sessions.ts';
import { HUAWEI_DEFAULTS } from './settings.ts';
import { huaweiSettingsShape } from './settingsShape.ts';
import { emptyHuaweiState } from './state.ts';
import { huaweiTopics } from './topics.ts';
import { huaweiWorld } from './world/huaweiWorld.ts';

/** Huawei Cloud Meeting. */
export const huawei = defineVendor({
  id: 'huawei',
  title: 'Huawei Cloud Meeting',
  credentials: 'Huawei App ID demo-app, App Key demo-key',
  words: { vendor: 'Huawei', running: 'webinars', count: 'ongoingWebinars' },
  kinds: ['conference', 'webinar'],
  hosts: ['api.meeting.huaweicloud.com', 'api-intl.meeting.huaweicloud.com'],
  defaults: HUAWEI_DEFAULTS,
  settingsShape: huaweiSettingsShape,
  emptyState: emptyHuaweiState,
  world: huaweiWorld,
  endpoints: Object.values(operations),
  open: huaweiService,
  // Every path begins with a version, but for those of files.
  owns: (path) => /^\/(v\d+|rse)\//.test(path),
  refusesWithSuccess: false,
  faults: huaweiFaults,
  events: huaweiEvents,
  overview: (world, state, now) => ({
    running: world.ongoing('webinar', now).map((one) => () => {
      const { subject, conferenceId, start, end, schedulerName, attendance } = one.load();
      return { subject, id: conferenceId, host: schedulerName, start, end, online: attendance.online(now) };
    }),
    logins: state.logins,
    tokens: [...state.sessions.values()]
      .filter((one) => isLive(one, now))
      .map(({ owner }) => `${owner.appId}:${owner.corpId}:${owner.userId}:${owner.clientType}`),
    more: { registeredUsers: state.registered.size },
  }),
  rooms(world, id, now) {
    const meeting = world.byConferenceId(id, now) ?? world.byId(id, now) ?? world.byUUID(id, now);
    return meeting ? world.runs(meeting).map((run) => roomOf(world, run)) : [];
  },
  doors: (world, from, to) =>
    [...world.during(from, to), ...world.written(from, to)].map((one) => ({
      ...timesOf(one),
      open: () => roomOf(world, one.load()),
    })),
  spendJoinToken: (state, { ids }, random, now) => spendRandom(state, String(ids.conferenceId), random, now),
  topics: huaweiTopics,
});
