// Every operation of Quanshi that is simulated: a new one is a file in operations/ and a line here.
export { createToken } from './operations/createToken.ts';
export { getConferenceByJoinUrl } from './operations/getConferenceByJoinUrl.ts';
export { getDashboardConference } from './operations/getDashboardConference.ts';
export { getReportDatas } from './operations/getReportDatas.ts';
export { getRoomConference } from './operations/getRoomConference.ts';
export { getStatus } from './operations/getStatus.ts';
export { getUsersByEmailsMobiles } from './operations/getUsersByEmailsMobiles.ts';
export { listAttendees } from './operations/listAttendees.ts';
export { listLiveConferences } from './operations/listLiveConferences.ts';
export { listRoomConferences } from './operations/listRoomConferences.ts';
export { searchUserByEmail } from './operations/searchUserByEmail.ts';
export { searchUsersByEmails } from './operations/searchUsersByEmails.ts';
export { searchUsersByMobiles } from './operations/searchUsersByMobiles.ts';
