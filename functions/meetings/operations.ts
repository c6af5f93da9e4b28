// Every operation over all vendors: a new one is a file in this folder and a line here.
export { countLive } from './countLive.ts';
export { getAttendance } from './getAttendance.ts';
export { getMeeting } from './getMeeting.ts';
export { listAttendance } from './listAttendance.ts';
export { listMeetings } from './listMeetings.ts';
export { resolveMeeting } from './resolveMeeting.ts';
