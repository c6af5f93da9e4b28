import { hex } from '../../../fixtures/text.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isRunning, needed, openMeeting } from '../meetingAccess.ts';
import { readWindow } from '../paging.ts';
import { participantsOf } from '../participants.ts';
import { requireSight } from '../requireSight.ts';

const DEFAULT_LIMIT = 20;

/** GET /v1/mmc/management/conferences/online/conf-attendee: who is in a meeting now [H-ONLATT] [CM-7]. Its keys are snake_case. */
export const listOnlineConfAttendee: HuaweiEndpoint = {
  operation: 'ListOnlineConfAttendee',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/online/conf-attendee',
  coverage: {
    section: 'A.6',
    simulated:
      'everybody who is in it, those who walked in as well; pages, search by name, number and account',
    inferred: 'one that does not run is refused as not started (MMC.111072005), past the end it is empty',
    missing: '',
    source:
      '[topic_0000002112516106](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000002112516106.html)',
  },
  front: 'mms',
  repeatable: true,
  token: () => 'required',
  answer(call) {
    const { world, now, url } = call;
    const meeting = openMeeting(call, needed(call, 'conf_id'));
    requireSight(call, meeting);
    if (!isRunning(meeting, now))
      throw new HuaweiRefusal('MMC.111072005', `conference ${meeting.conferenceId} does not run`);
    const { offset, limit } = readWindow(url.searchParams, DEFAULT_LIMIT);
    const key = (url.searchParams.get('search_key') ?? '').toLowerCase();
    const found = participantsOf(world, meeting, now)
      .map((one) => ({ ...one, colleague: world.people.byNumber(one.callNumber) }))
      .filter(
        ({ displayName, callNumber, colleague }) =>
          key === '' ||
          displayName.toLowerCase().includes(key) ||
          callNumber.includes(key) ||
          colleague?.account.includes(key),
      );
    const data = found
      .slice(offset, offset + limit)
      .map(({ id, index, displayName, callNumber, colleague }) => ({
        participant_id: id,
        name: displayName,
        call_number: callNumber,
        role: index === 0 ? 1 : 0,
        third_account: colleague?.account ?? '',
        // Huawei's own account of somebody who logs in by App ID: `Auto-` and 32 hex, as printed.
        account: colleague ? `Auto-${hex(32, world.seed, 'huawei', colleague.account, 'auto')}` : '',
        user_id: colleague?.userUUID ?? '',
      }));
    return { data, offset, limit, count: found.length };
  },
};
