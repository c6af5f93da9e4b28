// Every operation of Huawei Cloud Meeting that is simulated: a new one is a file in operations/ and a line here.
export { accountAuth } from './operations/accountAuth.ts';
export { appAuth } from './operations/appAuth.ts';
export { createAnonymousAuthRandom } from './operations/createAnonymousAuthRandom.ts';
export { createAuthRandom } from './operations/createAuthRandom.ts';
export { deleteToken } from './operations/deleteToken.ts';
export { deleteWebhookConfig } from './operations/deleteWebhookConfig.ts';
export { listHistoryWebinars } from './operations/listHistoryWebinars.ts';
export { listOngoingWebinars } from './operations/listOngoingWebinars.ts';
export { listUpcomingWebinars } from './operations/listUpcomingWebinars.ts';
export { searchAttendanceRecords } from './operations/searchAttendanceRecords.ts';
export { searchHistoryMeetings } from './operations/searchHistoryMeetings.ts';
export { searchOnlineMeetings } from './operations/searchOnlineMeetings.ts';
export { setWebhookConfig } from './operations/setWebhookConfig.ts';
export { showWebhookConfig } from './operations/showWebhookConfig.ts';
export { updateToken } from './operations/updateToken.ts';
export { updateWebhookStatus } from './operations/updateWebhookStatus.ts';
export { validateToken } from './operations/validateToken.ts';
