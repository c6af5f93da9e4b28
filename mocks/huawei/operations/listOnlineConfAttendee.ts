import { hex } from '../../../fixtures/text.ts';
import type { HuaweiCall, HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { readWindow } from '../paging.ts';
import { requireSight } from '../requireSight.ts';
import type { HuaweiMeeting } from '../world/huaweiMeeting.ts';

const DEFAULT_LIMIT = 20;

/**
 * GET .../online/conf-attendee: who is in a meeting that runs, a row for each device, by arrival [H-ONLATT:
 * support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000002112516106.html].
 */
export const listOnlineConfAttendee: HuaweiEndpoint = {
  operation: 'ListOnlineConfAttendee',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/online/conf-attendee',
  coverage: {
    section: '2',
    simulated: 'who is in a meeting, in pages, search by name, number and account',
    inferred: 'order of arrival, past the end it is empty, permissions, codes of refusals',
    missing: 'who is in the documents’ own meetings: they tell nobody',
    source:
      '[topic_0000002112516106](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000002112516106.html)',
  },
  front: 'mms',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { url, world, now } = call;
    const query = url.searchParams;
    const conferenceId = query.get('conf_id') ?? '';
    if (conferenceId === '') throw new HuaweiRefusal('MMC.112100029', 'the query has no conf_id');
    const { offset, limit } = readWindow(query, DEFAULT_LIMIT);
    const meeting = world.byConferenceId(conferenceId, now);
    if (!meeting || meeting.over <= now)
      throw new HuaweiRefusal('MMC.111070005', `no meeting ${conferenceId} is booked or runs`);
    if (meeting.start > now || meeting.end <= now)
      throw new HuaweiRefusal('MMC.111072005', `nobody is in meeting ${conferenceId}`);
    requireSight(call, meeting);
    const found = present(call, meeting, (query.get('search_key') ?? '').toLowerCase());
    const data = found.slice(offset, offset + limit).map((index) => item(call, meeting, index));
    return { data, offset, limit, count: found.length };
  },
};

/** The stays of those who are there and are searched for. */
function present({ world, now }: HuaweiCall, { attendance }: HuaweiMeeting, key: string): number[] {
  const found: number[] = [];
  for (let index = 0; index < attendance.total; index++) {
    const { joinTime, leftTime } = attendance.stay(index);
    if (joinTime > now || leftTime <= now) continue;
    const one = key === '' ? undefined : attendance.at(index);
    const account = one && world.people.byNumber(one.callNumber)?.account;
    const words = one ? [one.displayName, one.callNumber, account ?? ''] : [''];
    if (words.some((word) => word.toLowerCase().includes(key))) found.push(index);
  }
  return found;
}

/** Keys in the order of the example. */
function item({ world }: HuaweiCall, meeting: HuaweiMeeting, index: number): object {
  const { attendance, confUUID } = meeting;
  const one = attendance.at(index);
  const colleague = one && world.people.byNumber(one.callNumber);
  return {
    participant_id: hex(32, confUUID, index, 'participant'),
    name: one?.displayName ?? '',
    call_number: one?.callNumber ?? '',
    role: attendance.person(index) === 0 ? 1 : 0,
    third_account: colleague?.account ?? '',
    account: colleague ? `Auto-${hex(32, colleague.account, 'account')}` : '',
    user_id: colleague?.userUUID ?? '',
  };
}
