// Every operation of Huawei Cloud Meeting: a new one is a file in operations/ and a line here.
export { createAuthRandom } from './operations/createAuthRandom.ts';
export { listOngoingWebinars } from './operations/listOngoingWebinars.ts';
export { searchAttendanceRecords } from './operations/searchAttendanceRecords.ts';
