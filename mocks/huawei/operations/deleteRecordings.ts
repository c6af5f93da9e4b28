import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { needed, requireOwner } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';
import { recordedMeeting } from '../recordings.ts';

// A bound on time: no vendor's.
const MOST = 500;

/** DELETE /v1/mmc/management/record/files: deletes the recordings of some runs of meetings; no answer [SDK-PY]. */
export const deleteRecordings: HuaweiEndpoint = {
  operation: 'DeleteRecordings',
  method: 'DELETE',
  path: () => '/v1/mmc/management/record/files',
  coverage: {
    section: 'D',
    simulated:
      'all that are named or none; history then has no record file of them, and no file is there any more',
    inferred: 'by whoever booked the meeting and by administrators; at most 500 at once',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    const ids = new Set(needed(call, 'confUUIDs').split(','));
    if (ids.size > MOST)
      throw new HuaweiRefusal('MMC.111071061', `confUUIDs may name at most ${MOST} at once`);
    const meetings = [...ids].map((id) => recordedMeeting(call, id.trim()));
    for (const meeting of meetings) requireOwner(call, meeting);
    written(() => {
      for (const meeting of meetings) call.world.overlay.erase(meeting, call.now);
    });
    return undefined;
  },
};
