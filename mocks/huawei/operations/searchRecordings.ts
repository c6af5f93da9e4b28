import type { HuaweiEndpoint } from '../endpoint.ts';
import { boolean, checkSearchKey } from '../meetingPage.ts';
import { bookedBy, isDescending, milliseconds, wanted } from '../meetingQuery.ts';
import { readWindow } from '../paging.ts';
import { recordedMeetings, recordingItem } from '../recordings.ts';
import type { MeetingReference } from '../world/huaweiMeeting.ts';

const DEFAULT_LIMIT = 20;

/** GET /v1/mmc/management/record/files: recordings that are ready, by their start [SDK-PY] [CM-9]. */
export const searchRecordings: HuaweiEndpoint = {
  operation: 'SearchRecordings',
  method: 'GET',
  path: () => '/v1/mmc/management/record/files',
  coverage: {
    section: 'D',
    simulated:
      'those that `record.finish` was pushed of, drawn or made by callers; range, search, order, paging, `queryAll`, `userUUID`',
    inferred:
      'one row a run of a meeting, ten minutes until one is ready, past the end it is empty; a range with more than a million meetings is refused',
    missing: 'a recording that is still being decoded',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  repeatable: true,
  token: () => 'required',
  async answer(call) {
    const { world, now, url } = call;
    checkSearchKey(call);
    const range = { from: milliseconds(call, 'startDate'), to: milliseconds(call, 'endDate'), now };
    const { offset, limit } = readWindow(url.searchParams, DEFAULT_LIMIT);
    const of = bookedBy(call);
    // Whoever names a user asks for theirs.
    const is = wanted(call, of === undefined && !boolean(call, 'queryAll', false));
    const shown: MeetingReference[] = [];
    let count = 0;
    for await (const one of recordedMeetings(world, range, isDescending(url.searchParams))) {
      if ((is && !is(one)) || (of && !of(one))) continue;
      if (count >= offset && count < offset + limit) shown.push(one);
      count += 1;
    }
    return { data: shown.map((one) => recordingItem(one.load(), now)), offset, limit, count };
  },
};
