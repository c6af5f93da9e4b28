// Every operation of Huawei Cloud Meeting: a new one is a file in operations/ and a line here.
export { createAuthRandom } from './operations/createAuthRandom.ts';
export { listHistoryWebinars } from './operations/listHistoryWebinars.ts';
export { listOngoingWebinars } from './operations/listOngoingWebinars.ts';
export { listOnlineAttendees } from './operations/listOnlineAttendees.ts';
export { listUpcomingWebinars } from './operations/listUpcomingWebinars.ts';
export { searchAttendanceRecords } from './operations/searchAttendanceRecords.ts';
export { searchHistoryMeetings } from './operations/searchHistoryMeetings.ts';
export { searchMeetings } from './operations/searchMeetings.ts';
export { searchOnlineMeetings } from './operations/searchOnlineMeetings.ts';
export { showHistoryMeeting } from './operations/showHistoryMeeting.ts';
export { showMeeting } from './operations/showMeeting.ts';
export { showOnlineMeeting } from './operations/showOnlineMeeting.ts';
export { showWebinar } from './operations/showWebinar.ts';
