// Every operation of Quanshi: a new one is a file in operations/ and a line here.
export { getConferenceByJoinUrl } from './operations/getConferenceByJoinUrl.ts';
export { getDashboardConference } from './operations/getDashboardConference.ts';
export { getReport } from './operations/getReport.ts';
export { getRoomConference } from './operations/getRoomConference.ts';
export { getStatus } from './operations/getStatus.ts';
export { getUsersByEmailsMobiles } from './operations/getUsersByEmailsMobiles.ts';
export { listAttendees } from './operations/listAttendees.ts';
export { listLiveConferences } from './operations/listLiveConferences.ts';
export { listRoomConferences } from './operations/listRoomConferences.ts';
