import { defineVendor } from '../vendor.ts';
import { huaweiEvents } from './events/huaweiEvents.ts';
import { huaweiFaults } from './faults.ts';
import { accountAuth } from './operations/accountAuth.ts';
import { appAuth } from './operations/appAuth.ts';
import { createAnonymousAuthRandom } from './operations/createAnonymousAuthRandom.ts';
import { createAuthRandom } from './operations/createAuthRandom.ts';
import { deleteToken } from './operations/deleteToken.ts';
import { deleteWebhookConfig } from './operations/deleteWebhookConfig.ts';
import { listHistoryWebinars } from './operations/listHistoryWebinars.ts';
import { listOngoingWebinars } from './operations/listOngoingWebinars.ts';
import { listUpcomingWebinars } from './operations/listUpcomingWebinars.ts';
import { searchAttendanceRecords } from './operations/searchAttendanceRecords.ts';
import { searchHistoryMeetings } from './operations/searchHistoryMeetings.ts';
import { searchOnlineMeetings } from './operations/searchOnlineMeetings.ts';
import { setWebhookConfig } from './operations/setWebhookConfig.ts';
import { showWebhookConfig } from './operations/showWebhookConfig.ts';
import { updateToken } from './operations/updateToken.ts';
import { updateWebhookStatus } from './operations/updateWebhookStatus.ts';
import { validateToken } from './operations/validateToken.ts';
import { huaweiService } from './service.ts';
import { isLive } from './sessions.ts';
import { HUAWEI_DEFAULTS } from './settings.ts';
import { emptyHuaweiState } from './state.ts';
import { huaweiTopics } from './topics.ts';
import { huaweiWorld } from './world/huaweiWorld.ts';

/** Huawei Cloud Meeting. */
export const huawei = defineVendor({
  id: 'huawei',
  title: 'Huawei Cloud Meeting',
  credentials: 'Huawei App ID demo-app, App Key demo-key',
  words: { vendor: 'Huawei', running: 'webinars', count: 'ongoingWebinars' },
  hosts: ['api.meeting.huaweicloud.com', 'api-intl.meeting.huaweicloud.com'],
  defaults: HUAWEI_DEFAULTS,
  emptyState: emptyHuaweiState,
  world: huaweiWorld,
  endpoints: [
    appAuth,
    accountAuth,
    updateToken,
    validateToken,
    deleteToken,
    listOngoingWebinars,
    listUpcomingWebinars,
    listHistoryWebinars,
    searchOnlineMeetings,
    searchHistoryMeetings,
    searchAttendanceRecords,
    createAuthRandom,
    createAnonymousAuthRandom,
    setWebhookConfig,
    showWebhookConfig,
    deleteWebhookConfig,
    updateWebhookStatus,
  ],
  open: huaweiService,
  // Every path begins with a version.
  owns: (path) => /^\/v\d+\//.test(path),
  refusesWithSuccess: false,
  faults: huaweiFaults,
  events: huaweiEvents,
  overview: (world, state, now) => ({
    running: world.ongoingWebinars(now).map((one) => () => {
      const { subject, conferenceId, start, end, schedulerName, online } = one.load();
      return { subject, id: conferenceId, host: schedulerName, start, end, online: online(now) };
    }),
    logins: state.logins,
    tokens: [...state.sessions.values()]
      .filter((one) => isLive(one, now))
      .map(({ owner }) => `${owner.appId}:${owner.corpId}:${owner.userId}:${owner.clientType}`),
    more: { registeredUsers: state.registered.size },
  }),
  topics: huaweiTopics,
});
