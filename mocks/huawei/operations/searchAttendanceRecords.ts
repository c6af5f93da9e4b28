import { attendanceRecord, language } from '../attendanceRecord.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { lastPage, readWindow } from '../paging.ts';
import { requireSight } from '../requireSight.ts';
import type { AttendanceList } from '../world/huaweiMeeting.ts';

const DEFAULT_LIMIT = 20;

/** GET .../history/confAttendeeRecord: who attended a meeting that has ended [documents/001]. */
export const searchAttendanceRecords: HuaweiEndpoint = {
  operation: 'SearchAttendanceRecordsOfHisMeeting',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/history/confAttendeeRecord',
  coverage: {
    section: '2',
    simulated:
      'parameters, defaults, maxima, search, permissions, both languages, the document’s own meeting and answer',
    inferred:
      'past the end it is empty (`attendancePastEnd`), what is searched, English words for devices, others’ meetings are refused to ordinary users',
    missing: 'attendance of a meeting that still runs, the three deprecated parameters',
    source:
      'document 001, [meeting_21_0054](https://support.huaweicloud.com/intl/en-us/api-meeting/meeting_21_0054.html)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { url, headers, now, world, settings } = call;
    const query = url.searchParams;
    const confUUID = query.get('confUUID') ?? '';
    if (confUUID === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no confUUID');
    const asked = readWindow(query, DEFAULT_LIMIT);
    const meeting = world.byUUID(confUUID, now);
    if (!meeting || meeting.start > now)
      throw new HuaweiRefusal('MMC.111070005', `no meeting with confUUID "${confUUID}" has been held`);
    // History begins when a meeting is over: INFERRED.
    if (meeting.end > now) throw new HuaweiRefusal('MMC.111070005', 'the meeting has not ended yet');
    requireSight(call, meeting);
    const found = search(meeting.attendance, query.get('searchKey') ?? '');
    const { offset, limit } =
      settings.attendancePastEnd === 'last-page' ? lastPage(asked, found.total) : asked;
    const spoken = language(headers);
    const data: object[] = [];
    for (let index = offset; index < offset + limit; index++) {
      const one = found.at(index);
      if (!one) break;
      data.push(attendanceRecord(one, spoken));
    }
    return { data, offset, limit, count: found.total };
  },
};

// Who pages through what was found in a meeting of thousands asks for it again with every page.
const lastSearch = new WeakMap<AttendanceList, { readonly key: string; readonly found: readonly number[] }>();

/** By name or number. The document does not say what searchKey searches: INFERRED. */
function search(list: AttendanceList, searchKey: string): Pick<AttendanceList, 'total' | 'at'> {
  if (searchKey === '') return list;
  const key = searchKey.toLowerCase();
  const known = lastSearch.get(list);
  const found = known?.key === key ? known.found : indexesOf(list, key);
  lastSearch.set(list, { key, found });
  return { total: found.length, at: (index) => list.at(found[index] ?? -1) };
}

function indexesOf(list: AttendanceList, key: string): number[] {
  const found: number[] = [];
  for (let index = 0; index < list.total; index++) {
    const one = list.at(index);
    if (one && (one.displayName.toLowerCase().includes(key) || one.callNumber.includes(key)))
      found.push(index);
  }
  return found;
}
