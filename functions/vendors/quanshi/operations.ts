// Every operation of Quanshi: a new one is a file in operations/ and a line here.
export { getConferenceByJoinUrl } from './operations/getConferenceByJoinUrl.ts';
export { listLiveConferences } from './operations/listLiveConferences.ts';
